import { expect, it } from "vitest";
import { listMeasures } from "#lib/core/agreement/measures";
import type { Answers } from "#lib/core/review/answers";
import { compareAnswers } from "#lib/core/review/compare-answers";
import { type ReviewForm, reviewFormSchema } from "#lib/core/review/form";
import { rankDisputed } from "#lib/reviews/rank-disputed";

const options = (...values: (number | string)[]) => values.map((value) => ({ value, label: String(value) }));

function formOf(question: object): ReviewForm {
  return reviewFormSchema.parse({ name: "Form", questions: [{ id: "asked", label: "Asked?", ...question }] });
}

it.each<[string, object, Answers[string]["value"], Answers[string]["value"], number]>([
  ["a scale with uneven steps", { kind: "scale", options: options(0, 1, 5) }, 0, 1, 1 / 5],
  ["the ends of a scale", { kind: "scale", options: options(-1, 1, 5) }, 5, -1, 1],
  ["an ordered choice", { kind: "choice", isOrdered: true, options: options("s", "m", "l") }, "s", "m", 1 / 2],
  ["a choice without an order", { kind: "choice", options: options("s", "m", "l") }, "s", "m", 1],
  ["a flag", { kind: "flag" }, true, false, 1],
])("two people are as far apart as a person and a model: %s", (_what, question, one, other, distance) => {
  const form = formOf(question);
  const given: Answers[] = [one, other].map((value) => ({ asked: { value } }));
  const ratings = {
    slug: "p",
    title: "P",
    subject: "tasks" as const,
    form,
    items: [{ id: 1, instanceId: "task-1", trajectoryId: null }],
    reviewers: ["ada", "bob"].map((name) => ({ id: name, name, isImported: true })),
    reviews: given.map((answers, reviewer) => ({ item: 0, reviewer, activeSeconds: 1, answers, form })),
  };
  expect(rankDisputed(ratings, listMeasures(form))[0]?.disagreement).toBeCloseTo(distance, 10);
  expect(compareAnswers(form, given[0] ?? {}, given[1] ?? {})[0]?.distance).toBeCloseTo(distance, 10);
});
