import { z } from "zod";
import { storableText } from "../storable-text.ts";
import type { Question, ReviewForm } from "./form.ts";

export const answerSchema = z.strictObject({
  /** Null where only a note was written so far. */
  value: z.union([
    z.number(),
    z.boolean(),
    storableText().max(50_000),
    z.array(storableText().max(100)).max(50),
    z.null(),
  ]),
  note: storableText().max(50_000).optional(),
});

/** Answers by the ids of their questions. A draft may lack some, or hold what is not finished. */
export const answersSchema = z.record(storableText().max(60), answerSchema);

export type Answer = z.output<typeof answerSchema>;
export type Answers = z.output<typeof answersSchema>;

export interface AnswerProblem {
  readonly question: string;
  readonly message: string;
}

/** Everything that keeps these answers from being submitted, in the order of the form; empty when nothing does. */
export function findAnswerProblems(form: ReviewForm, answers: Answers): AnswerProblem[] {
  const asked = form.questions.flatMap((question) => {
    const message = answerProblem(question, answers[question.id]);
    return message === null ? [] : [{ question: question.id, message }];
  });
  const known = new Set(form.questions.map(({ id }) => id));
  const unasked = Object.keys(answers).filter((id) => !known.has(id));
  return [...asked, ...unasked.map((question) => ({ question, message: "The form does not ask this" }))];
}

export function isAnswered(answer: Answer | undefined): answer is Answer {
  if (answer === undefined || answer.value === null) return false;
  return typeof answer.value === "string" || Array.isArray(answer.value) ? answer.value.length > 0 : true;
}

function answerProblem(question: Question, answer: Answer | undefined): string | null {
  if (!isAnswered(answer)) return question.isRequired ? "An answer is missing" : null;
  return valueProblem(question, answer.value) ?? noteProblem(question, answer);
}

function valueProblem(question: Question, value: Answer["value"]): string | null {
  switch (question.kind) {
    case "scale":
    case "choice":
      return question.options.some((option) => option.value === value) ? null : "This is none of the options";
    case "reasons":
      return Array.isArray(value) && value.every((name) => question.options.some((option) => option.value === name))
        ? null
        : "This is none of the reasons";
    case "flag":
      return typeof value === "boolean" ? null : "The answer is yes or no";
    case "decision":
      return value === "approve" || value === "reject" ? null : "The answer is approve or reject";
    case "text":
      return typeof value === "string" ? lengthProblem(value, question.minimumCharacters) : "The answer is a text";
  }
}

function noteProblem({ note }: Question, answer: Answer): string | null {
  return note ? lengthProblem(answer.note ?? "", note.minimumCharacters) : null;
}

function lengthProblem(text: string, minimum: number): string | null {
  const length = text.trim().length;
  return length < minimum ? `${length} of at least ${minimum} characters are written` : null;
}
