import { grade } from "#lib/core/grading/grade";
import { parseInstanceReports } from "#lib/core/grading/instance-report";
import type { FailureClass, Resolution } from "#lib/core/grading/model";
import { type PolicyId, policies } from "#lib/core/grading/policies";
import { type LogFacts, logFacts } from "#lib/core/grading/refuse-log";
import { letters, type StatusLetters, statusLetters } from "#lib/core/grading/status-letters";
import { excerpt } from "#lib/core/parsed";
import type { ParsedLog } from "#lib/core/test-log/model";
import { parseLog } from "#lib/core/test-log/parse-log";
import { findParsers } from "#lib/core/test-log/registry";
import { AppError } from "#lib/errors";
import { compareWithReport } from "#lib/predictions/compare-report";
import type { InstanceFiles } from "#lib/predictions/find-run-folders";
import { maxLogBytes } from "#lib/predictions/read-run-folder";
import { readFileBytes } from "#lib/predictions/read-text";
import type { GradedTask } from "#lib/runner/graded-tasks";

/** What the files of an instance say of its run. */
export type JudgedInstance =
  | {
      readonly state: "finished";
      readonly log: Buffer;
      readonly parser: string | null;
      readonly exitCode: number | null;
      readonly resolution: Resolution | null;
      readonly failureClass: FailureClass | null;
      readonly reason: string;
      readonly letters: StatusLetters;
      readonly logFacts: LogFacts;
      readonly tests: { readonly names: string[]; readonly statuses: string; readonly lines: number[] };
      /** How the verdict differs from the harness's report; null where it does not, or there is none. */
      readonly difference: string | null;
    }
  /** The harness never got to the tests, and left nothing that says why. */
  | { readonly state: "failed"; readonly reason: string };

const maxQuote = 120;

/**
 * Reads the log of an instance and grades it. Without a test output the harness's own log is read, for it says when a
 * patch did not apply.
 */
export async function judgeInstance(files: InstanceFiles, task: GradedTask, policy: PolicyId): Promise<JudgedInstance> {
  try {
    if (files.testOutput) {
      const log = await readFileBytes(files.testOutput, "test_output.txt", maxLogBytes);
      return judgeLog(log, task, policy, await readReport(files));
    }
    if (!files.runLog) return { state: "failed", reason: "The harness left neither a test output nor a log." };
    const log = await readFileBytes(files.runLog, "run_instance.log", maxLogBytes);
    const judged = judgeLog(log, task, policy, null);
    const hasReason = judged.state === "finished" && judged.logFacts.badCodes.length > 0;
    return hasReason ? judged : { state: "failed", reason: describeEnd(log) };
  } catch (error) {
    if (error instanceof AppError) return { state: "failed", reason: `${error.message}.` };
    throw error;
  }
}

function judgeLog(
  log: Buffer,
  task: GradedTask,
  policy: PolicyId,
  report: ReturnType<typeof parseInstanceReports>["value"][number]["report"] | null,
): JudgedInstance {
  const parsed = parseLog(log.toString("utf8"), { parser: knownParser(task.logParser), repo: task.repo });
  const { failToPass, passToPass, evalType } = task;
  const hasLists = failToPass.length + passToPass.length > 0;
  const verdict = hasLists ? grade({ policy: policies[policy], log: parsed, failToPass, passToPass, evalType }) : null;
  const difference = verdict && report ? compareWithReport(verdict, report) : null;
  return {
    state: "finished",
    log,
    parser: parsed.parser,
    exitCode: parsed.exitCode,
    resolution: verdict?.resolution ?? null,
    failureClass: verdict?.failureClass ?? null,
    reason: verdict?.reason ?? `The task has no test lists; the log names ${parsed.tests.size} tests.`,
    letters: statusLetters(parsed.tests, task),
    logFacts: logFacts(parsed),
    tests: columnsOf(parsed),
    difference,
  };
}

async function readReport({ instanceId, report }: InstanceFiles) {
  if (report === null) return null;
  const { value } = parseInstanceReports((await readFileBytes(report, "report.json", maxLogBytes)).toString("utf8"));
  return value.find((one) => one.instanceId === instanceId || one.instanceId === null)?.report ?? null;
}

/** A row may name a parser that is not known here; then the repository and the content choose. */
function knownParser(name: string | null): string | null {
  return name !== null && findParsers(name).length > 0 ? name : null;
}

function describeEnd(log: Buffer): string {
  const last = log.toString("utf8").trimEnd().split("\n").at(-1) ?? "";
  const quote = excerpt(last, maxQuote).replaceAll("\0", "\u{FFFD}");
  return `The harness left no test output; its log ends with "${quote}".`;
}

function columnsOf({ tests }: ParsedLog): { names: string[]; statuses: string; lines: number[] } {
  const outcomes = [...tests.values()];
  return {
    // PostgreSQL keeps no NUL characters.
    names: Array.from(tests.keys(), (name) => name.replaceAll("\0", "\u{FFFD}")),
    statuses: outcomes.map(({ status }) => letters[status]).join(""),
    lines: outcomes.map(({ line }) => line),
  };
}
