import { describe, expect, it } from "vitest";
import type { StepOutline } from "./outline.ts";
import { packOutline, unpackOutline } from "./pack-outline.ts";

const plain: StepOutline = {
  number: 1,
  kind: "agent",
  title: "ls",
  characters: 12,
  actions: ["command"],
  isError: false,
  isEdit: false,
  isGoldEdit: false,
  testRun: null,
  loop: null,
  isCopiedContext: false,
  promptTokens: null,
  completionTokens: null,
  costUsd: null,
  seconds: null,
};

describe("packOutline", () => {
  it("is undone by unpackOutline", () => {
    const outline: readonly StepOutline[] = [
      { ...plain, kind: "user", actions: [], title: "" },
      { ...plain, number: 2, isError: true, loop: 0, promptTokens: 0, seconds: 1.5 },
      { ...plain, number: 3, isGoldEdit: true, testRun: { passed: null, failed: 2 }, loop: 1, costUsd: 0.25 },
      { ...plain, number: 4, isCopiedContext: true, testRun: { passed: 3, failed: 0 }, completionTokens: 9 },
    ];
    expect(unpackOutline(packOutline(outline))).toEqual(outline);
    expect(unpackOutline(packOutline([]))).toEqual([]);
  });

  it("sends no column that nothing stands in", () => {
    expect(packOutline([plain, { ...plain, number: 2, costUsd: 1 }])).toMatchObject({
      promptTokens: null,
      completionTokens: null,
      costUsd: [null, 1],
      seconds: null,
    });
  });

  it("cuts a long title, between characters, and says so", () => {
    const [title = ""] = packOutline([{ ...plain, title: `${"x".repeat(158)}😀${"y".repeat(50)}` }]).titles;
    expect(title).toHaveLength(160);
    expect(title.endsWith("…")).toBe(true);
    expect(title.isWellFormed()).toBe(true);
  });
});
