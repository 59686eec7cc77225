import { describe, expect, test } from "vitest";
import { formatInstanceReport, parseInstanceReports } from "./instance-report.ts";
import type { Verdict } from "./model.ts";
import { formatRunReport, parseRunReport, type RunReportEntry } from "./run-report.ts";

const full: Verdict = {
  policy: "swebench-5",
  resolution: "FULL",
  failureClass: null,
  reason: "All succeed.",
  failToPass: { success: ["f1"], failure: [] },
  passToPass: { success: ["p1"], failure: [] },
  faultSign: null,
};
const failed: Verdict = {
  ...full,
  resolution: "NO",
  failureClass: "tests",
  failToPass: { success: [], failure: ["f1"] },
};
const refused: Verdict = {
  ...full,
  resolution: "NOT_GRADED",
  failureClass: "out_of_memory",
  faultSign: { reason: "out_of_memory", tier: "environment", line: 3 },
};

describe("instance reports", () => {
  test("a graded run", () => {
    expect(formatInstanceReport({ instanceId: "a__b-1", patch: "diff", verdict: full }, 4)).toEqual({
      "a__b-1": {
        patch_is_None: false,
        patch_exists: true,
        patch_successfully_applied: true,
        resolved: true,
        tests_status: {
          FAIL_TO_PASS: { success: ["f1"], failure: [] },
          PASS_TO_PASS: { success: ["p1"], failure: [] },
          FAIL_TO_FAIL: { success: [], failure: [] },
          PASS_TO_FAIL: { success: [], failure: [] },
        },
      },
    });
  });

  test.each([
    ["no patch", null, full, { patch_is_None: true, patch_exists: false, infra_failure: false }],
    ["a run not graded", "diff", refused, { infra_failure: true, infra_failure_reason: "out_of_memory" }],
    ["a run without a verdict", "diff", null, { infra_failure: false }],
  ])("%s has no tests", (_what, patch, verdict, expected) => {
    const report = formatInstanceReport({ instanceId: "i", patch, verdict }, 5).i;
    expect(report).toMatchObject({ patch_successfully_applied: false, resolved: false, ...expected });
    expect(report).not.toHaveProperty("tests_status");
  });

  test.each([4, 5] as const)("what version %d writes is read back", (version) => {
    for (const verdict of [full, failed, refused, null]) {
      const written = formatInstanceReport({ instanceId: "a__b-1", patch: "diff", verdict }, version);
      expect(parseInstanceReports(JSON.stringify(written))).toEqual({
        value: [{ instanceId: "a__b-1", version, report: written["a__b-1"] }],
        problems: [],
      });
    }
  });

  test("a report without the level of ids is SWE-smith's", () => {
    const flat = formatInstanceReport({ instanceId: "i", patch: "diff", verdict: failed }, 4).i;
    expect(parseInstanceReports(JSON.stringify(flat)).value).toMatchObject([{ instanceId: null, version: 4 }]);
  });

  test.each([
    ["", "a JSON object", ""],
    ["[1]", "a JSON object", "[1]"],
    ['{"a":{"patch_exists":1}}', "a.patch_is_None of a report", "Invalid input: expected boolean, received undefined"],
  ])("%j is a problem", (text, expected, found) => {
    expect(parseInstanceReports(text)).toEqual({ value: [], problems: [{ line: 1, expected, found }] });
  });
});

const entries: readonly RunReportEntry[] = [
  { instanceId: "z-resolved", patch: "diff", verdict: full },
  {
    instanceId: "a-failed",
    patch: "diff",
    verdict: { ...failed, faultSign: { reason: "missing_module", tier: "ambiguous", line: 1 } },
  },
  { instanceId: "b-refused", patch: "diff", verdict: refused },
  {
    instanceId: "c-unapplied",
    patch: "diff",
    verdict: { ...refused, failureClass: "patch_did_not_apply", faultSign: null },
  },
  { instanceId: "d-lost", patch: "diff", verdict: null },
  { instanceId: "e-empty", patch: "", verdict: null },
  { instanceId: "f-none", patch: null, verdict: null },
  { instanceId: "g-unsent", patch: undefined, verdict: null },
];

const expected4 = {
  total_instances: 8,
  submitted_instances: 7,
  completed_instances: 3,
  resolved_instances: 1,
  unresolved_instances: 2,
  empty_patch_instances: 2,
  error_instances: 2,
  completed_ids: ["a-failed", "b-refused", "z-resolved"],
  incomplete_ids: ["g-unsent"],
  empty_patch_ids: ["e-empty", "f-none"],
  submitted_ids: ["a-failed", "b-refused", "c-unapplied", "d-lost", "e-empty", "f-none", "z-resolved"],
  resolved_ids: ["z-resolved"],
  unresolved_ids: ["a-failed", "b-refused"],
  error_ids: ["c-unapplied", "d-lost"],
  schema_version: 2,
};

describe("run reports", () => {
  test("version 4", () => expect(formatRunReport(entries, 4)).toEqual(expected4));

  test("version 5 adds why the environment is suspect", () => {
    expect(formatRunReport(entries, 5)).toEqual({
      ...expected4,
      infra_failure_instances: 1,
      ambiguous_failure_instances: 1,
      infra_failure_ids: ["b-refused"],
      ambiguous_failure_ids: ["a-failed"],
      failure_reasons: { "a-failed": "missing_module", "b-refused": "out_of_memory" },
    });
  });

  test.each([4, 5] as const)("what version %d writes is read back and known by its keys", (version) => {
    const report = formatRunReport(entries, version);
    expect(parseRunReport(JSON.stringify(report))).toEqual({ value: { version, report }, problems: [] });
  });

  test("the keys of a run in containers are kept", () => {
    const text = JSON.stringify({
      ...expected4,
      unstopped_instances: 0,
      unstopped_containers: [],
      unremoved_images: ["x"],
    });
    expect(parseRunReport(text).value).toMatchObject({ version: 4, report: { unremoved_images: ["x"] } });
  });

  test.each([
    ["no json", "a run's report, as a JSON object", "no json"],
    ['{"schema_version":2}', "total_instances of a run's report", "Invalid input: expected number, received undefined"],
    [
      JSON.stringify({ ...expected4, schema_version: 1 }),
      "schema_version of a run's report",
      "Invalid input: expected 2",
    ],
  ])("%s is a problem", (text, expected, found) => {
    expect(parseRunReport(text)).toEqual({ value: null, problems: [{ line: 1, expected, found }] });
  });
});
