import type { InstanceReport } from "#lib/core/grading/instance-report";
import type { TestSplit, Verdict } from "#lib/core/grading/model";
import { formatAmount } from "#lib/format";

/** How our verdict differs from what the harness's report says, in a sentence; null where it does not. */
export function compareWithReport(verdict: Verdict, report: InstanceReport): string | null {
  const isResolved = verdict.resolution === "FULL";
  if (isResolved !== report.resolved) {
    return `The harness's report says ${report.resolved ? "resolved" : "not resolved"}.`;
  }
  if (verdict.resolution === "NOT_GRADED" || !report.tests_status) return null;
  const parts = [
    compareList("FAIL_TO_PASS", verdict.failToPass, report.tests_status.FAIL_TO_PASS),
    compareList("PASS_TO_PASS", verdict.passToPass, report.tests_status.PASS_TO_PASS),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `The harness's report differs in ${parts.join(" and ")}.`;
}

function compareList(list: string, ours: TestSplit, theirs: TestSplit): string | null {
  const theirSuccess = new Set(theirs.success);
  const theirFailure = new Set(theirs.failure);
  const others =
    ours.success.filter((test) => !theirSuccess.has(test)).length +
    ours.failure.filter((test) => !theirFailure.has(test)).length;
  return others === 0 ? null : `${formatAmount(others, "test")} of ${list}`;
}
