import { describe, expect, it } from "vitest";
import { policies } from "../grading/policies.ts";
import { concludeValidation, isObstacle, type ValidationRun } from "./conclude-validation.ts";
import { outcomesOf } from "./outcomes.ts";

const names = ["fixed", "kept", "other"];

describe("concludeValidation", () => {
  it("accepts a task with a test that the gold patch makes pass", () => {
    expect(conclude(empty("FPF"), gold("PPF", "FULL"))).toMatchObject({
      outcome: "accepted",
      reason: "1 FAIL_TO_PASS, 1 PASS_TO_PASS.",
      derived: { failToPass: ["fixed"], passToPass: ["kept"], failToFail: ["other"] },
    });
  });

  it("takes a test that the empty run does not name for one that failed", () => {
    const without = { ...empty("P"), tests: outcomesOf(["kept"], "P") };
    expect(conclude(without, gold("PP"))).toMatchObject({ outcome: "accepted", derived: { failToPass: ["fixed"] } });
  });

  it("stops a task whose gold patch makes no test pass", () => {
    expect(conclude(empty("FP"), gold("FP"))).toMatchObject({
      outcome: "stopped",
      stage: "B.3",
      failureClass: "tests",
      reason: "No test fails without the gold patch and passes with it.",
    });
  });

  it("stops a task whose own lists the gold patch does not meet, and keeps what was derived", () => {
    const unmet = { ...gold("PPF", "PARTIAL"), reason: "1 of 2 FAIL_TO_PASS tests succeed." };
    expect(conclude(empty("FPF"), unmet)).toMatchObject({
      outcome: "stopped",
      failureClass: "tests",
      reason: "The gold patch does not meet the task's lists: 1 of 2 FAIL_TO_PASS tests succeed.",
      derived: { failToPass: ["fixed"] },
    });
  });

  it("leaves a test that does not end the same way each time out of the lists, and says so", () => {
    const end = conclude(empty("FPF"), empty("FPF", 2), gold("PPF"), gold("PPP", null, 2));
    expect(end).toMatchObject({ outcome: "accepted", reason: "1 FAIL_TO_PASS, 1 PASS_TO_PASS; flaky: other." });
    expect(end.derived?.flaky).toEqual([{ name: "other", empty: "FF", gold: "FP" }]);
  });

  it("names only the first flaky tests", () => {
    const many = ["a", "b", "c", "d", "e"];
    const run = (kind: "empty" | "gold", statuses: string, repeat: number): ValidationRun => ({
      ...empty(""),
      kind,
      repeat,
      tests: outcomesOf(many, statuses),
    });
    const end = conclude(run("empty", "PPPPP", 1), run("gold", "PPPPP", 1), run("gold", "FFFFF", 2));
    expect(end.reason).toBe("No test fails without the gold patch and passes with it; flaky: a, b, c and 2 more.");
  });

  it.each([
    ["setup", "A.3"],
    ["patch_did_not_apply", "B.3"],
    ["timeout", "B.3"],
    ["out_of_memory", "B.3"],
    ["ambiguous", "B.3"],
  ] as const)("stops at the first run that did not come to its end: %s", (failureClass, stage) => {
    const broken = { ...gold(""), failureClass, reason: "It broke." };
    expect(conclude(empty("FP"), broken)).toEqual({
      outcome: "stopped",
      stage,
      failureClass,
      reason: "With the gold patch: It broke.",
      derived: null,
    });
    expect(isObstacle(broken)).toBe(true);
  });
});

it("a run whose tests fail is a result, no obstacle", () => {
  expect(isObstacle({ failureClass: "tests" })).toBe(false);
  expect(isObstacle({ failureClass: null })).toBe(false);
});

function conclude(...runs: ValidationRun[]) {
  return concludeValidation(runs, policies.skywork);
}

function empty(statuses: string, repeat = 1): ValidationRun {
  const tests = outcomesOf(names, statuses);
  return { kind: "empty", repeat, resolution: null, failureClass: null, reason: "", tests };
}

function gold(statuses: string, resolution: ValidationRun["resolution"] = null, repeat = 1): ValidationRun {
  const failureClass = resolution === null || resolution === "FULL" ? null : "tests";
  return { ...empty(statuses, repeat), kind: "gold", resolution, failureClass };
}
