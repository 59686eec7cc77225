import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answers } from "./answers.ts";
import { compareAnswers } from "./compare-answers.ts";
import type { ReviewForm } from "./form.ts";
import { formatPrescorePrompt } from "./prescore-prompt.ts";
import { readPrescore } from "./read-prescore.ts";
import { readyMadeForms } from "./ready-made-forms.ts";

const [rubric, reasons] = readyMadeForms as readonly [ReviewForm, ReviewForm];

const scores = {
  underspecified: { value: 1, note: "Short" },
  false_negative: { value: 0 },
  difficulty: { value: "<15 min fix" },
  other_major_issues: { value: false },
  annotator_confidence: { value: 4 },
};

describe("what a model is asked", () => {
  it("names every question but texts, with all values, and marks the evidence", () => {
    const { system, user } = formatPrescorePrompt(rubric, [{ title: "Issue", text: "It breaks." }]);
    for (const { id, kind } of rubric.questions) expect(system.includes(`## ${id}`)).toBe(kind !== "text");
    expect(system).toContain("- 3: Too narrow");
    expect(user).toBe('<evidence title="Issue">\nIt breaks.\n</evidence>');
  });

  it("cuts what is too long in the middle and says how much", () => {
    const { user } = formatPrescorePrompt(rubric, [{ title: "Patch", text: `a${"x".repeat(99_998)}z` }]);
    expect(user).toContain("[… 40000 characters left out …]");
    expect(user).toMatch(/z\n<\/evidence>$/);
  });
});

describe("what a model answers", () => {
  it.each([
    ["bare", JSON.stringify(scores)],
    ["in a fence", `Here it is:\n\`\`\`json\n${JSON.stringify(scores, null, 2)}\n\`\`\`\n`],
    ["before other braces", `${JSON.stringify(scores)}\nI left {the notes} out.`],
    ["behind other braces", `By {{the form}, {"a": 1} and {}:\n${JSON.stringify(scores)}`],
    ["the first of two", `${JSON.stringify(scores)} or ${JSON.stringify({ ...scores, false_negative: { value: 3 } })}`],
    ["with more than was asked", JSON.stringify({ ...scores, mood: { value: "good" } })],
  ])("is read when it is %s", (_what, text) => {
    expect(readPrescore(rubric, text)).toEqual({ isUsable: true, answers: scores });
  });

  it.each([
    ["no JSON", "I would rather not say.", /no JSON object/],
    ["a value that is no option", JSON.stringify({ ...scores, underspecified: { value: 7 } }), /none of the options/],
    ["an answer missing", JSON.stringify({ underspecified: { value: 1 } }), /missing/],
  ])("is refused with %s", (_what, text, message) => {
    const read = readPrescore(rubric, text);
    expect(read.isUsable ? "" : read.problems.map((problem) => problem.message).join("; ")).toMatch(message);
  });

  it("is read without what a database cannot keep", () => {
    const text = JSON.stringify({ ...scores, underspecified: { value: 1, note: "Sh\0or\ud800t" } });
    expect(text).toContain("\\u0000");
    expect(readPrescore(rubric, text)).toEqual({
      isUsable: true,
      answers: { ...scores, underspecified: { value: 1, note: "Shor\ufffdt" } },
    });
  });

  it("is given up soon where it is full of braces without an end", () => {
    expect(readPrescore(rubric, "{".repeat(500_000))).toMatchObject({ isUsable: false });
  });

  it("never breaks the reader", () => {
    fc.assert(fc.property(fc.string(), (text) => readPrescore(rubric, text).isUsable === false || text.includes("{")));
  });
});

describe("the difference of two answers", () => {
  it("is measured by question, the furthest first", () => {
    const other = { ...scores, underspecified: { value: 2 }, difficulty: { value: ">4 hours" } };
    expect(compareAnswers(rubric, scores, other)).toMatchObject([
      { question: { id: "difficulty" }, one: "<15 min fix", other: ">4 hours", distance: 1 },
      { question: { id: "underspecified" }, one: 1, other: 2, distance: 1 / 3 },
    ]);
    expect(compareAnswers(rubric, scores, scores)).toEqual([]);
  });

  it("of reasons is the share that only one names", () => {
    const [one, other] = [{ reasons: { value: ["B1", "B2"] } }, { reasons: { value: ["B2", "B4"] } }];
    expect(compareAnswers(reasons, one, other)).toMatchObject([{ distance: 1 - 1 / 3 }]);
  });

  it.each<[string, Answers]>([
    ["an empty list", { reasons: { value: [] } }],
    ["no answer", {}],
    ["a note alone", { reasons: { value: null, note: "none fits" } }],
  ])("of reasons takes %s for none named", (_what, none) => {
    const named = { reasons: { value: ["B3"] } };
    expect(compareAnswers(reasons, none, named)).toMatchObject([{ one: [], other: ["B3"], distance: 1 }]);
    expect(compareAnswers(reasons, named, none)).toMatchObject([{ one: ["B3"], other: [], distance: 1 }]);
    expect(compareAnswers(reasons, none, {})).toEqual([]);
  });
});
