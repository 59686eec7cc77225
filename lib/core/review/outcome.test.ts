import { describe, expect, it } from "vitest";
import { type Answers, findAnswerProblems } from "./answers.ts";
import type { ReviewForm } from "./form.ts";
import type { OutcomeRule } from "./model.ts";
import { decideOutcome } from "./outcome.ts";
import { readyMadeForms } from "./ready-made-forms.ts";

const [rubric, reasons, , approval] = readyMadeForms as readonly [ReviewForm, ReviewForm, ReviewForm, ReviewForm];
const long = "x".repeat(100);

function rated(underspecified: number, falseNegative: number, difficulty: string, isBad = false): Answers {
  return {
    underspecified: { value: underspecified, note: long },
    false_negative: { value: falseNegative, note: long },
    difficulty: { value: difficulty },
    other_major_issues: { value: isBad },
    annotator_confidence: { value: 3 },
  };
}

const approve: Answers = { decision: { value: "approve" } };
const reject: Answers = { decision: { value: "reject" } };

describe("the rule of SWE-bench Verified", () => {
  it.each([
    ["mild scores", [rated(0, 0, "<15 min fix"), rated(1, 1, "<15 min fix"), rated(0, 1, ">4 hours")], "approved"],
    [
      "one severe score",
      [rated(0, 0, "<15 min fix"), rated(2, 0, "<15 min fix"), rated(0, 0, "<15 min fix")],
      "rejected",
    ],
    ["one other problem", [rated(0, 0, "<15 min fix"), rated(0, 0, "<15 min fix", true)], "rejected"],
  ])("makes of %s: %s", (_what, reviews, outcome) => {
    expect(decideOutcome(rubric, "max-severity", reviews).outcome).toBe(outcome);
  });

  it("takes the most severe score, the majority's difficulty and else the middle one", () => {
    const reviews = [rated(0, 3, "<15 min fix"), rated(1, 0, "<15 min fix"), rated(0, 1, ">4 hours")];
    expect(decideOutcome(rubric, "max-severity", reviews).answers).toMatchObject({
      underspecified: { value: 1 },
      false_negative: { value: 3 },
      difficulty: { value: "<15 min fix" },
      other_major_issues: { value: false },
    });
    const apart = [rated(0, 0, ">4 hours"), rated(0, 0, "<15 min fix"), rated(0, 0, "15 min - 1 hour")];
    expect(decideOutcome(rubric, "max-severity", apart).answers.difficulty).toEqual({ value: "15 min - 1 hour" });
  });
});

it.each<[OutcomeRule, Answers[], string | null]>([
  ["single", [approve], "approved"],
  ["majority", [approve, reject, approve], "approved"],
  ["majority", [approve, reject], null],
  ["unanimous", [reject, reject], "rejected"],
  ["unanimous", [reject, approve], null],
  ["max-severity", [approve, reject, approve], "rejected"],
  ["adjudicator", [approve, approve], null],
])("%s makes of %j: %s", (rule, reviews, outcome) => {
  expect(decideOutcome(approval, rule, reviews).outcome).toBe(outcome);
});

it("leaves to a person what nobody answered, and what a form without conditions asks", () => {
  const { underspecified: _, ...partly } = rated(0, 0, "<15 min fix");
  expect(decideOutcome(rubric, "max-severity", [partly]).outcome).toBeNull();
  expect(decideOutcome(rubric, "majority", [partly]).outcome).toBeNull();
  expect(decideOutcome(rubric, "max-severity", [rated(0, 0, "<15 min fix"), partly]).outcome).toBe("approved");
  expect(decideOutcome(rubric, "max-severity", [{ false_negative: { value: 3 } }]).outcome).toBe("rejected");
  const open = { ...rubric, rejectWhen: [] };
  expect(decideOutcome(open, "unanimous", [rated(3, 3, "<15 min fix")]).outcome).toBeNull();
});

it("takes a question that may be left out for answered by that", () => {
  const questions = rubric.questions.map((question) => ({ ...question, isRequired: false }));
  expect(decideOutcome({ ...rubric, questions }, "max-severity", [{}]).outcome).toBe("approved");
});

it("lets the first review alone decide, whatever others add", () => {
  const second = { ...reject, reasons: { value: ["B1"] } };
  expect(decideOutcome(reasons, "single", [approve, second])).toEqual({ outcome: "approved", answers: approve });
});

it("keeps every reason that somebody named, in the order of the form", () => {
  const reviews = [
    { ...reject, reasons: { value: ["too-wide", "B2"] } },
    { ...reject, reasons: { value: ["B1"] } },
  ];
  expect(decideOutcome(reasons, "majority", reviews).answers.reasons).toEqual({ value: ["B1", "B2", "too-wide"] });
});

describe("what keeps answers from being submitted", () => {
  it("is nothing when all that is asked is there", () => {
    expect(findAnswerProblems(rubric, rated(0, 0, "<15 min fix"))).toEqual([]);
    expect(findAnswerProblems(reasons, approve)).toEqual([]);
  });

  it.each<[string, Answers, string, RegExp]>([
    ["a missing answer", {}, "underspecified", /missing/],
    ["a short rationale", { underspecified: { value: 0, note: "short" } }, "underspecified", /5 of at least 100/],
    [
      "a value that is no option",
      { underspecified: { value: 4, note: long } },
      "underspecified",
      /none of the options/,
    ],
    ["an answer of another kind", { other_major_issues: { value: "yes" } }, "other_major_issues", /yes or no/],
    ["an answer to nothing", { weather: { value: true } }, "weather", /does not ask/],
  ])("is %s", (_what, answers, question, message) => {
    const problem = findAnswerProblems(rubric, answers).find((one) => one.question === question);
    expect(problem?.message).toMatch(message);
  });
});
