import { expect, it } from "vitest";
import { countTestStatuses, readTestStatus } from "#lib/runs/test-status";

it("counts statuses in their order, and takes an unknown letter for a test without a result", () => {
  const statuses = Array.from("PPFSX-?E", readTestStatus);
  expect(countTestStatuses(statuses)).toEqual([
    { status: "PASSED", count: 2 },
    { status: "FAILED", count: 1 },
    { status: "ERROR", count: 1 },
    { status: "SKIPPED", count: 1 },
    { status: "XFAIL", count: 1 },
    { status: "MISSING", count: 2 },
  ]);
});
