import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ParsedLog, type TestStatus, testStatuses } from "../test-log/model.ts";
import { parseLog } from "../test-log/parse-log.ts";
import { grade } from "./grade.ts";
import type { Verdict } from "./model.ts";
import { type EvalType, evalTypes, type PolicyId, policies, policyIds } from "./policies.ts";
import { letterPatterns, resolveLetters, statusLetters } from "./status-letters.ts";

function log(statuses: Readonly<Record<string, TestStatus>>, around: Partial<ParsedLog> = {}): ParsedLog {
  const lines = Object.entries(statuses).map(([name, status]) => `${status} ${name}`);
  const text = `>>>>> Start Test Output\n${lines.join("\n")}\n>>>>> End Test Output\n`;
  return { ...parseLog(text, { parser: "pytest" }), ...around };
}

function gradeBy(policy: PolicyId, statuses: Readonly<Record<string, TestStatus>>, evalType?: EvalType): Verdict {
  return grade({
    policy: policies[policy],
    log: log(statuses),
    failToPass: ["f1", "f2"],
    passToPass: ["p1", "p2"],
    ...(evalType ? { evalType } : {}),
  });
}

const passed = { f1: "PASSED", f2: "PASSED", p1: "PASSED", p2: "PASSED" } as const;

describe("grade", () => {
  test.each(policyIds)("%s: a run in which every test passes is FULL", (policy) => {
    expect(gradeBy(policy, passed)).toEqual({
      policy,
      resolution: "FULL",
      failureClass: null,
      reason: "2 of 2 FAIL_TO_PASS tests succeed, 2 of 2 PASS_TO_PASS tests succeed.",
      failToPass: { success: ["f1", "f2"], failure: [] },
      passToPass: { success: ["p1", "p2"], failure: [] },
      faultSign: null,
    });
  });

  test.each(policyIds)("%s: some FAIL_TO_PASS tests that pass are PARTIAL, with a broken test NO", (policy) => {
    expect(gradeBy(policy, { ...passed, f2: "FAILED" })).toMatchObject({
      resolution: "PARTIAL",
      failureClass: "tests",
      failToPass: { success: ["f1"], failure: ["f2"] },
    });
    expect(gradeBy(policy, { ...passed, f2: "FAILED", p1: "FAILED" })).toMatchObject({ resolution: "NO" });
    expect(gradeBy(policy, { ...passed, f1: "ERROR", f2: "FAILED" })).toMatchObject({ resolution: "NO" });
  });

  /** What a policy makes of one FAIL_TO_PASS and of one PASS_TO_PASS test that is skipped, expected to fail or missing. */
  test.each([
    ["swebench-5", { skipF: "PARTIAL", skipP: "FULL", xfailF: "FULL", xfailP: "FULL", goneF: "PARTIAL", goneP: "NO" }],
    ["swebench-4", { skipF: "FULL", skipP: "FULL", xfailF: "FULL", xfailP: "FULL", goneF: "PARTIAL", goneP: "NO" }],
    ["skywork", { skipF: "PARTIAL", skipP: "NO", xfailF: "FULL", xfailP: "FULL", goneF: "PARTIAL", goneP: "NO" }],
    ["live-3x", { skipF: "PARTIAL", skipP: "FULL", xfailF: "PARTIAL", xfailP: "NO", goneF: "PARTIAL", goneP: "FULL" }],
    ["rebench-2", { skipF: "PARTIAL", skipP: "NO", xfailF: "PARTIAL", xfailP: "NO", goneF: "PARTIAL", goneP: "NO" }],
    ["swe-smith", { skipF: "FULL", skipP: "FULL", xfailF: "FULL", xfailP: "FULL", goneF: "FULL", goneP: "FULL" }],
  ] as const)("%s on skipped, xfail and missing tests", (policy, expected) => {
    const { f2: _f2, ...withoutF } = passed;
    const { p2: _p2, ...withoutP } = passed;
    const runs = {
      skipF: { ...passed, f2: "SKIPPED" },
      skipP: { ...passed, p2: "SKIPPED" },
      xfailF: { ...passed, f2: "XFAIL" },
      xfailP: { ...passed, p2: "XFAIL" },
      goneF: withoutF,
      goneP: withoutP,
    } as const;
    const found = Object.entries(runs).map(([what, run]) => [what, gradeBy(policy, run).resolution]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  test("swebench 4 puts a skipped test in neither list", () => {
    expect(gradeBy("swebench-4", { ...passed, f2: "SKIPPED", p2: "SKIPPED" })).toMatchObject({
      failToPass: { success: ["f1"], failure: [] },
      passToPass: { success: ["p1"], failure: [] },
    });
  });

  test("rebench-2 wants no other test to pass", () => {
    expect(gradeBy("rebench-2", { ...passed, other: "PASSED" })).toMatchObject({
      resolution: "NO",
      reason: expect.stringContaining("1 passed that are in neither list"),
    });
    expect(gradeBy("rebench-2", { ...passed, other: "FAILED" })).toMatchObject({ resolution: "FULL" });
  });

  test("a fail-only task loses by a test that failed by name alone", () => {
    expect(gradeBy("swebench-5", { f1: "ERROR", p1: "SKIPPED" }, "fail_only")).toMatchObject({ resolution: "FULL" });
    expect(gradeBy("swebench-5", { f1: "FAILED" }, "fail_only")).toMatchObject({ resolution: "PARTIAL" });
    expect(gradeBy("swebench-5", { p1: "FAILED" }, "fail_only")).toMatchObject({ resolution: "NO" });
  });

  test("empty lists are met", () => {
    expect(grade({ policy: policies["swebench-5"], log: log(passed), failToPass: [], passToPass: [] })).toMatchObject({
      resolution: "FULL",
    });
  });
});

describe("grade does not grade", () => {
  const input = { policy: policies["swebench-5"], failToPass: ["f1"], passToPass: ["p1"] };
  const sign = (reason: NonNullable<ParsedLog["faultSign"]>["reason"]) => ({
    faultSign: { reason, tier: "environment" as const, line: 7 },
  });

  test.each([
    ["a bad code", log(passed, { badCodes: ["Patch Apply Failed"] }), "patch_did_not_apply", /did not apply/],
    ["a failed reset", log(passed, { badCodes: ["Reset Failed"] }), "setup", /reset/],
    ["a harness that failed", log(passed, { badCodes: ["Tests Errored"] }), "infrastructure", /harness failed/],
    ["a log that ends by the time limit", log(passed, { hasTimedOut: true }), "timeout", /out of time/],
    ["missing markers", log(passed, { hasMarkers: false }), "setup", /markers/],
    [
      "missing markers with a sign",
      log(passed, { hasMarkers: false, ...sign("out_of_memory") }),
      "out_of_memory",
      /line 7 suggests that memory ran out/,
    ],
    ["no result at all", log({}), "ambiguous", /no test result/],
    ["no result for want of a network", log({}, sign("network_unreachable")), "infrastructure", /network/],
    [
      "a command that failed while no test did",
      log(passed, { exitCode: 1 }),
      "ambiguous",
      /exit code 1, but the log shows no failure/,
    ],
  ] as const)("%s", (_what, parsed, failureClass, reason) => {
    const verdict = grade({ ...input, log: parsed });
    expect(verdict).toMatchObject({ resolution: "NOT_GRADED", failureClass, reason: expect.stringMatching(reason) });
    expect(verdict).toMatchObject({
      failToPass: { success: [], failure: [] },
      passToPass: { success: [], failure: [] },
    });
  });

  test("but does where the failure is shown, the command succeeded, or a suite ran silently", () => {
    expect(grade({ ...input, log: log({ ...passed, x: "FAILED" }, { exitCode: 1 }) })).toMatchObject({
      resolution: "FULL",
    });
    expect(grade({ ...input, log: log({ ...passed, x: "ERROR" }, { exitCode: 1 }) })).toMatchObject({
      resolution: "FULL",
    });
    expect(grade({ ...input, log: log(passed, { exitCode: 0 }) })).toMatchObject({ resolution: "FULL" });
    expect(grade({ ...input, log: log({}, { hasSuiteRun: true }) })).toMatchObject({ resolution: "NO" });
  });

  test("what the machinery knows wins over the log", () => {
    const runFailure = { failureClass: "timeout", reason: "Stopped after 1,800 s." } as const;
    expect(grade({ ...input, log: log(passed), runFailure })).toMatchObject({
      resolution: "NOT_GRADED",
      ...runFailure,
    });
  });

  test.each([
    ["swebench-4", "FULL", "NOT_GRADED"],
    ["skywork", "FULL", "NOT_GRADED"],
    ["live-3x", "FULL", "FULL"],
    ["rebench-2", "FULL", "FULL"],
    ["swe-smith", "FULL", "NOT_GRADED"],
  ] as const)("%s: a failed command, missing markers", (policy, byExitCode, byMarkers) => {
    const all = { policy: policies[policy], failToPass: ["f1", "f2"], passToPass: ["p1", "p2"] };
    expect(grade({ ...all, log: log(passed, { exitCode: 1 }) }).resolution).toBe(byExitCode);
    expect(grade({ ...all, log: log(passed, { hasMarkers: false }) }).resolution).toBe(byMarkers);
  });
});

describe("letters", () => {
  const tests = new Map([
    ["a", { status: "PASSED" as const }],
    ["b", { status: "FAILED" as const }],
    ["c", { status: "SKIPPED" as const }],
    ["d", { status: "ERROR" as const }],
    ["e", { status: "XFAIL" as const }],
    ["t[1 x]", { status: "PASSED" as const }],
    ["u[12]", { status: "PASSED" as const }],
    ["u[13]", { status: "FAILED" as const }],
  ]);

  test("are one for each test of a list, in its order", () => {
    expect(
      statusLetters(tests, { failToPass: ["e", "d", "c", "b", "a"], passToPass: ["x", "t[1", "u[1", "a"] }),
    ).toEqual({ failToPass: "XESFP", passToPass: "-P-P", otherPassed: 1 });
  });

  test("patterns are what a policy says of its letters", () => {
    expect(letterPatterns(policies["swebench-5"])).toEqual({
      failToPassFull: "^[PX]*$",
      failToPassSome: "[PX]",
      passToPassFull: "^[PXS]*$",
    });
    expect(letterPatterns(policies["swebench-4"])).toMatchObject({
      failToPassFull: "^[PXS]*$",
      failToPassSome: "[PX]",
    });
    expect(letterPatterns(policies["live-3x"], "fail_only").passToPassFull).toBe("^[PXSE-]*$");
  });

  test("grade like the maps, by every policy", () => {
    const names = ["f1", "f2", "f3", "p1", "p2", "p3", "x1", "t[a b]", "t[a c]", "t[d]"];
    const ids = fc.uniqueArray(fc.constantFrom(...names, "t[a", "t[", "gone"), { maxLength: 5 });
    const run = fc.dictionary(fc.constantFrom(...names), fc.constantFrom(...testStatuses));
    fc.assert(
      fc.property(
        run,
        ids,
        ids,
        fc.constantFrom(...policyIds),
        fc.constantFrom(...evalTypes),
        (statuses, failToPass, passToPass, id, evalType) => {
          const policy = policies[id];
          const tests = new Map(
            Object.entries(statuses).map(([name, status]) => [name, { status, line: 1, durationSeconds: null }]),
          );
          const parsed = { ...log({}), tests, hasSuiteRun: true };
          const verdict = grade({ policy, log: parsed, failToPass, passToPass, evalType });
          const letters = statusLetters(tests, { failToPass, passToPass });
          expect(resolveLetters(policy, letters, evalType)).toBe(verdict.resolution);
          expect(letters.failToPass).toHaveLength(failToPass.length);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
