import { describe, expect, it } from "vitest";
import type { InstanceReport } from "#lib/core/grading/instance-report";
import type { Resolution, Verdict } from "#lib/core/grading/model";
import { compareWithReport } from "#lib/predictions/compare-report";

const split = (success: string[], failure: string[] = []) => ({ success, failure });

describe("compareWithReport", () => {
  it.each([
    ["both resolved", verdict("FULL"), report(true), null],
    ["both not", verdict("PARTIAL"), report(false), null],
    ["not graded here, not resolved there", verdict("NOT_GRADED"), report(false, ["x"]), null],
    ["resolved there alone", verdict("NO"), report(true), "The harness's report says resolved."],
    ["resolved here alone", verdict("FULL"), report(false), "The harness's report says not resolved."],
    [
      "other tests in both lists",
      verdict("FULL", ["a", "b"], ["c"]),
      report(true, ["a"], ["d"]),
      "The harness's report differs in 1 test of FAIL_TO_PASS and 1 test of PASS_TO_PASS.",
    ],
    ["a report without tests", verdict("FULL", ["a"]), report(true, null), null],
  ])("%s", (_what, ours, theirs, expected) => {
    expect(compareWithReport(ours, theirs)).toBe(expected);
  });
});

function verdict(resolution: Resolution, failToPass: string[] = [], passToPass: string[] = []): Verdict {
  return {
    policy: "swebench-5",
    resolution,
    failureClass: null,
    reason: "",
    failToPass: split(failToPass),
    passToPass: split(passToPass),
    faultSign: null,
  };
}

function report(resolved: boolean, failToPass: string[] | null = [], passToPass: string[] = []): InstanceReport {
  return {
    patch_is_None: false,
    patch_exists: true,
    patch_successfully_applied: true,
    resolved,
    ...(failToPass ? { tests_status: { FAIL_TO_PASS: split(failToPass), PASS_TO_PASS: split(passToPass) } } : {}),
  };
}
