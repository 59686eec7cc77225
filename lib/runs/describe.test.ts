import { describe, expect, it } from "vitest";
import { describeBatch, formatRate, inWords } from "#lib/runs/describe";

const batch = { title: "", kind: "validation", taskCount: 1_200, filter: null, model: null } as const;

describe("describeBatch", () => {
  it("takes the title, else says what is done with which tasks", () => {
    expect(describeBatch({ ...batch, title: "Night run" })).toBe("Night run");
    expect(describeBatch(batch)).toBe("Validate 1,200 tasks");
    expect(describeBatch({ ...batch, taskCount: 1, filter: "?dataset=demo&language=Go,Rust&patchLinesMax=5" })).toBe(
      "Validate 1 task, dataset demo, language Go or Rust, lines ≤ 5",
    );
    expect(describeBatch({ ...batch, filter: "sort=repo&unknown=%00" })).toBe("Validate 1,200 tasks");
    expect(describeBatch({ ...batch, kind: "evaluation", model: "some-model" })).toBe(
      "Grade some-model on 1,200 tasks",
    );
  });
});

describe("formatRate", () => {
  it.each([
    [412.4, "412/min"],
    [9.96, "10/min"],
    [2, "2/min"],
    [2.25, "2.3/min"],
    [0.4, "24/h"],
    [0.1, "6/h"],
    [0.005, "0.3/h"],
    [0, "0/h"],
  ])("writes %d as %s", (rate, text) => expect(formatRate(rate)).toBe(text));
});

describe("inWords", () => {
  it("writes words for people and leaves the field's own in capitals", () => {
    expect(inWords("patch_did_not_apply")).toBe("patch did not apply");
    expect(inWords("NOT_GRADED")).toBe("NOT_GRADED");
  });
});
