import { expect, it } from "vitest";
import type { Answers } from "../review/answers.ts";
import type { ReviewForm } from "../review/form.ts";
import { readyMadeForms } from "../review/ready-made-forms.ts";
import { listMeasures } from "./measures.ts";

const [rubric, reasons, , approval] = readyMadeForms as readonly [ReviewForm, ReviewForm, ReviewForm, ReviewForm];

function placesOf(form: ReviewForm, answers: Answers, answered = form): Record<string, number | null> {
  const review = { answers, form: answered };
  return Object.fromEntries(listMeasures(form).map((measure) => [measure.id, measure.placeOf(review)]));
}

it("compares scales and ordered choices by order, flags by likeness, and no text", () => {
  expect(listMeasures(rubric).map(({ id, level }) => `${id} ${level}`)).toEqual([
    "outcome: nominal",
    "underspecified ordinal",
    "false_negative ordinal",
    "difficulty ordinal",
    "other_major_issues nominal",
    "annotator_confidence ordinal",
  ]);
  expect(listMeasures(rubric).find(({ id }) => id === "annotator_confidence")?.categories[0]).toEqual({
    value: "1",
    label: "Not sure",
    score: 1,
  });
});

it("finds answers among the categories, and none where nothing fits", () => {
  const answers: Answers = {
    underspecified: { value: 2 },
    false_negative: { value: 9 },
    difficulty: { value: "1-4 hours" },
    other_major_issues: { value: false },
    annotator_confidence: { value: null, note: "later" },
  };
  expect(placesOf(rubric, answers)).toEqual({
    "outcome:": 1,
    underspecified: 2,
    false_negative: null,
    difficulty: 2,
    other_major_issues: 0,
    annotator_confidence: null,
  });
});

it("has no outcome for a review that leaves open what could reject", () => {
  const mild: Answers = { underspecified: { value: 0 }, false_negative: { value: 1 } };
  expect(placesOf(rubric, mild)["outcome:"]).toBeNull();
  expect(placesOf(rubric, { underspecified: { value: 3 } })["outcome:"]).toBeNull();
  expect(placesOf(rubric, { ...mild, other_major_issues: { value: false } })["outcome:"]).toBe(0);
});

it("compares each reason for itself, and takes a question that was not asked for no answer", () => {
  const named = placesOf(reasons, { decision: { value: "reject" }, reasons: { value: ["B2", "too-wide"] } });
  expect(named).toMatchObject({ decision: 1, "reasons:B1": 0, "reasons:B2": 1, "reasons:too-wide": 1 });
  expect(placesOf(reasons, { decision: { value: "approve" } })).toMatchObject({ decision: 0, "reasons:B1": 0 });
  expect(placesOf(reasons, { reasons: { value: null } })).toMatchObject({ decision: null, "reasons:B1": null });
});

it("takes no reason for not named that an older form did not offer", () => {
  const rejectWhen = [{ question: "reasons", is: "B1" }];
  const asked = reasons.questions.filter((question) => question.kind === "reasons");
  const form: ReviewForm = { ...reasons, questions: asked, rejectWhen };
  const shorter = asked.map((question) => ({ ...question, options: question.options.slice(1) }));
  const [without, unasked]: [ReviewForm, ReviewForm] = [
    { ...form, questions: shorter },
    { ...form, questions: [] },
  ];
  const answers: Answers = { reasons: { value: ["B2"] } };
  expect(placesOf(form, answers)).toMatchObject({ "outcome:": 0, "reasons:B1": 0, "reasons:B2": 1, "reasons:B3": 0 });
  expect(placesOf(form, answers, without)).toMatchObject({ "outcome:": null, "reasons:B1": null, "reasons:B2": 1 });
  expect(placesOf(form, {}, without)).toMatchObject({ "outcome:": null, "reasons:B1": null, "reasons:B2": 0 });
  expect(placesOf(form, {}, unasked)).toMatchObject({ "outcome:": null, "reasons:B1": null, "reasons:B2": null });
});

it("has a decision alone where the form asks for one", () => {
  expect(listMeasures(approval).map(({ id }) => id)).toEqual(["decision"]);
});
