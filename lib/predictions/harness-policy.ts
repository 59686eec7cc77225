import { parseInstanceReports } from "#lib/core/grading/instance-report";
import type { PolicyId } from "#lib/core/grading/policies";
import type { RunFolder } from "#lib/predictions/find-run-folders";
import { readFileBytes } from "#lib/predictions/read-text";

const maxReportBytes = 64 * 1024 * 1024;

/** The rules that the harness of a folder went by, as its reports show it; swebench 5's where there is no report. */
export async function harnessPolicy({ instances }: RunFolder): Promise<PolicyId> {
  for (const { report } of instances) {
    if (report === null) continue;
    const { value } = parseInstanceReports(
      (await readFileBytes(report, "report.json", maxReportBytes)).toString("utf8"),
    );
    const [first] = value;
    if (!first) continue;
    if (first.instanceId === null) return "swe-smith";
    return first.version === 4 ? "swebench-4" : "swebench-5";
  }
  return "swebench-5";
}
