import { parseJson } from "../json.ts";
import { walkObject } from "../json-walk.ts";
import { makeStorable } from "../storable-text.ts";
import { type AnswerProblem, type Answers, answersSchema, findAnswerProblems } from "./answers.ts";
import type { ReviewForm } from "./form.ts";

export type Prescore =
  | { readonly isUsable: true; readonly answers: Answers }
  | { readonly isUsable: false; readonly problems: readonly AnswerProblem[] };

/** How often a text may be walked through for objects that turn out to be none. */
const maxWalks = 4;

/**
 * The answers in what a model wrote: the first JSON object in it that answers a question, whatever stands around it. Texts
 * and the lengths of notes are not asked of a model; anything else that a reviewer could not submit makes the answer
 * unusable.
 */
export function readPrescore(form: ReviewForm, text: string): Prescore {
  const asked = askedOfModels(form);
  const answers = findAnswers(asked, text);
  if (!answers)
    return { isUsable: false, problems: [{ question: "", message: "There is no JSON object of answers in it" }] };
  const problems = findAnswerProblems(asked, answers);
  return problems.length > 0 ? { isUsable: false, problems } : { isUsable: true, answers };
}

function findAnswers(form: ReviewForm, text: string): Answers | undefined {
  const known = new Set(form.questions.map(({ id }) => id));
  for (const object of listObjects(text)) {
    const read = answersSchema.safeParse(object);
    const given = Object.entries(read.data ?? {}).filter(([id]) => known.has(id));
    if (given.length > 0) return Object.fromEntries(given);
  }
  return undefined;
}

/** Linear: a text full of braces that begin nothing is given up. */
function* listObjects(text: string): Generator<unknown> {
  let budget = text.length * maxWalks;
  let start = text.indexOf("{");
  while (start !== -1 && budget >= 0) {
    const { end, walked } = walkObject(text, start);
    const value = end === null ? undefined : parseJson(text.slice(start, end), storable);
    if (value === undefined) budget -= walked;
    else yield value;
    start = text.indexOf("{", value === undefined ? start + 1 : (end ?? text.length));
  }
}

function storable(_key: string, value: unknown): unknown {
  return typeof value === "string" ? makeStorable(value) : value;
}

function askedOfModels(form: ReviewForm): ReviewForm {
  const questions = form.questions
    .filter(({ kind }) => kind !== "text")
    .map((question) => ({ ...question, note: undefined }));
  return { ...form, questions };
}
