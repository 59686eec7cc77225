import type { Environment } from "#lib/core/environment/model";
import { grade } from "#lib/core/grading/grade";
import { type PolicyId, policies } from "#lib/core/grading/policies";
import { logFacts, type Refusal, refuseEmptyRun, refuseLog } from "#lib/core/grading/refuse-log";
import { letters, statusLetters } from "#lib/core/grading/status-letters";
import type { ParsedLog } from "#lib/core/test-log/model";
import { parseLog } from "#lib/core/test-log/parse-log";
import type { RunOutput } from "#lib/runner/execute-run";
import type { RunRecord, TestColumns } from "#lib/runner/finish-run";
import { hashLists } from "#lib/runner/hash-lists";
import type { OpenRun } from "#lib/runner/list-open-runs";
import type { Subject } from "#lib/runner/load-subject";

interface Judgement {
  readonly run: OpenRun;
  readonly subject: Subject;
  readonly output: RunOutput;
  readonly environment: Environment;
  readonly policy: PolicyId;
}

/** Reads what a run printed and grades it. What the sandbox saw wins over what the log says. */
export function judgeRun(judgement: Judgement): Omit<RunRecord, "imageDigest"> {
  const { subject, output, environment } = judgement;
  const { result, steps, log } = output;
  const test = result.phases.find(({ name }) => name === "test");
  const parsed = parseLog(log.toString("utf8"), { parser: environment.parser, repo: subject.task.repo });
  const seen: ParsedLog = { ...parsed, exitCode: test?.exitCode ?? parsed.exitCode };
  return {
    exitCode: result.phases.at(-1)?.exitCode ?? null,
    durationSeconds: result.durationSeconds,
    steps,
    parser: seen.parser,
    verdict: judge(judgement, seen),
    letters: statusLetters(seen.tests, subject.graded),
    listsHash: hashLists(subject.graded),
    logFacts: logFacts(seen),
    tests: columnsOf(seen),
    log,
    isLogTruncated: result.isTruncated,
  };
}

function judge({ run, subject, output, policy }: Judgement, log: ParsedLog): RunRecord["verdict"] {
  const runFailure = findFailure(output);
  const { failToPass, passToPass, evalType } = subject.graded;
  if (run.kind === "empty" || failToPass.length + passToPass.length === 0) {
    const refuse = run.kind === "empty" ? refuseEmptyRun : refuseLog;
    const refusal = runFailure ?? refuse(policies[policy], logFacts(log));
    return { resolution: null, failureClass: refusal?.failureClass ?? null, reason: refusal?.reason ?? summarize(log) };
  }
  return grade({ policy: policies[policy], log, failToPass, passToPass, evalType, runFailure });
}

/** What kept the tests from being run to their end. */
function findFailure({ result }: RunOutput): Refusal | null {
  const last = result.phases.at(-1);
  if (last?.outOfMemory && last.exitCode !== 0) {
    return { failureClass: "out_of_memory", reason: "A process was killed because memory ran out." };
  }
  switch (result.end) {
    case "completed":
      return null;
    case "timed-out":
      return { failureClass: "timeout", reason: `${stepOf(last?.name)} ran out of time.` };
    case "stopped":
      return last?.name === "install"
        ? { failureClass: "setup", reason: `The installation failed with exit code ${last.exitCode}.` }
        : { failureClass: "patch_did_not_apply", reason: `${stepOf(last?.name)} could not be applied.` };
    case "too-much-output":
    case "broken":
    case "cancelled":
      return { failureClass: "ambiguous", reason: result.reason ?? "The sandbox ended before the tests did." };
  }
}

function stepOf(name: string | undefined): string {
  switch (name) {
    case "patch":
      return "The patch";
    case "test_patch":
      return "The test patch";
    case "install":
      return "The installation";
    default:
      return "The tests";
  }
}

function summarize({ tests }: ParsedLog): string {
  const passed = tests
    .values()
    .reduce((sum, { status }) => sum + (status === "PASSED" || status === "XFAIL" ? 1 : 0), 0);
  return `${passed} of ${tests.size} tests pass.`;
}

function columnsOf({ tests }: ParsedLog): TestColumns {
  const outcomes = [...tests.values()];
  const hasTimes = outcomes.some(({ durationSeconds }) => durationSeconds !== null);
  return {
    // PostgreSQL keeps no NUL characters.
    names: Array.from(tests.keys(), (name) => name.replaceAll("\0", "\u{FFFD}")),
    statuses: outcomes.map(({ status }) => letters[status]).join(""),
    seconds: hasTimes ? outcomes.map(({ durationSeconds }) => durationSeconds) : null,
    lines: outcomes.map(({ line }) => line),
  };
}
