import { type Answer, type Answers, isAnswered } from "./answers.ts";
import type { Question, ReviewForm } from "./form.ts";
import { shareApart } from "./share-apart.ts";

export interface Difference {
  readonly question: Question;
  readonly one: Answer["value"];
  readonly other: Answer["value"];
  /** 0 for equal, 1 for as far apart as the question lets them be. */
  readonly distance: number;
}

/**
 * The questions that both answer, and answer differently; those that are furthest apart first. Who names no reason says
 * that there is none. Texts are not compared.
 */
export function compareAnswers({ questions }: ReviewForm, one: Answers, other: Answers): Difference[] {
  return questions
    .flatMap((question) => {
      const [first, second] = [answerTo(question, one), answerTo(question, other)];
      if (first === null || second === null) return [];
      return { question, one: first, other: second, distance: distanceOf(question, first, second) };
    })
    .filter(({ distance }) => distance > 0)
    .sort((a, b) => b.distance - a.distance);
}

function answerTo({ id, kind }: Question, answers: Answers): Answer["value"] {
  const answer = answers[id];
  if (isAnswered(answer)) return answer.value;
  return kind === "reasons" ? [] : null;
}

function distanceOf(question: Question, one: Answer["value"], other: Answer["value"]): number {
  switch (question.kind) {
    case "scale":
      return shareApart(
        question.options.map(({ value }) => value),
        Number(one),
        Number(other),
      );
    case "choice": {
      const values = question.options.map(({ value }) => value);
      if (!question.isOrdered) return one === other ? 0 : 1;
      return shareApart([...values.keys()], values.indexOf(String(one)), values.indexOf(String(other)));
    }
    case "reasons": {
      const [first, second] = [new Set([one].flat()), new Set([other].flat())];
      const all = first.union(second).size;
      return all === 0 ? 0 : 1 - first.intersection(second).size / all;
    }
    case "text":
      return 0;
    case "flag":
    case "decision":
      return one === other ? 0 : 1;
  }
}
