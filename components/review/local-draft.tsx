import { keepText, readText } from "#components/ui/kept-text";
import { isJsonObject, parseJson } from "#lib/core/json";
import { type Answer, type Answers, answersSchema } from "#lib/core/review/answers";

/** What was written in this browser that the server has not said to have. */
export interface LocalDraft {
  /** Of the server's draft that it goes on from. */
  readonly revision: number;
  readonly answers: Answers;
}

/** Of one person's, so that another who signs in here never sees it. */
export function draftKey(personId: string, itemId: number): string {
  return `assay-draft-${personId}-${itemId}`;
}

export function readLocalDraft(key: string): LocalDraft | null {
  const kept = parseJson(readText(key) ?? "");
  if (!isJsonObject(kept) || typeof kept.revision !== "number") return null;
  const answers = answersSchema.safeParse(kept.answers);
  return answers.success ? { revision: kept.revision, answers: answers.data } : null;
}

export function keepLocalDraft(key: string, draft: LocalDraft): void {
  keepText(key, JSON.stringify(draft));
}

export function areSameAnswers(one: Answers, other: Answers): boolean {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((id) => isSameAnswer(one[id], other[id]));
}

export function isSameAnswer(one: Answer | undefined, other: Answer | undefined): boolean {
  return JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other));
}

function contentOf(answer: Answer | undefined): unknown {
  return [answer?.value ?? null, answer?.note ?? ""];
}
