import { describe, expect, it } from "vitest";
import { foldStep, listTexts, textAt } from "./fold-step.ts";
import { agentStep, commandStep, noExtras } from "./testing/sample-steps.ts";

const long = "a line of text\n".repeat(1_000);

describe("foldStep", () => {
  it("cuts long texts at the end of a line, and tells each with its place and size", () => {
    const { step, cuts } = foldStep(commandStep(1, long, long, { reasoning: "short" }), 100);
    expect(cuts).toEqual([
      { path: "calls[0].arguments.command", characters: 15_000, lines: 1_001 },
      { path: "results[0].content[0]", characters: 15_000, lines: 1_001 },
    ]);
    expect(step).toMatchObject({ reasoning: "short" });
    expect(textAt(step, "results[0].content[0]")).toBe("a line of text\n".repeat(6).trimEnd());
  });

  it("leaves a step whole that has no long text", () => {
    const step = commandStep(1, "ls", "a");
    expect(foldStep(step)).toEqual({ step, cuts: [] });
  });
});

describe("textAt", () => {
  it("gives the whole text that a cut names, and nothing for a place that is none", () => {
    const step = commandStep(1, "ls", long);
    for (const { path } of foldStep(step).cuts) expect(textAt(step, path)).toBe(long);
    expect(textAt(step, "results[9].content[0]")).toBeUndefined();
    expect(textAt(step, "")).toBeUndefined();
    expect(
      textAt({ kind: "condensation", number: 1, ...noExtras, summary: null, forgottenSteps: [] }, "summary"),
    ).toBeUndefined();
  });
});

describe("listTexts", () => {
  it("lists what is said in order, and arguments that are no texts as JSON", () => {
    const call = { id: "c", name: "tool", arguments: { text: "hello", list: [1, { a: "b" }] }, extra: {} };
    const step = agentStep({ number: 1, content: [{ type: "text", text: "say" }], reasoning: "why", calls: [call] });
    expect(listTexts(step)).toEqual([
      { path: "content[0]", text: "say" },
      { path: "reasoning", text: "why" },
      { path: "calls[0].arguments.text", text: "hello" },
      { path: "calls[0].arguments.list", text: '[1,{"a":"b"}]' },
    ]);
  });
});
