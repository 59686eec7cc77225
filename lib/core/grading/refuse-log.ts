import type { BadCode, FaultSign, ParsedLog } from "../test-log/model.ts";
import type { FailureClass } from "./model.ts";
import type { GradingPolicy } from "./policies.ts";

/** What a policy asks of a log before it grades it; small enough to be stored with the run. */
export interface LogFacts
  extends Pick<ParsedLog, "hasMarkers" | "badCodes" | "exitCode" | "hasTimedOut" | "hasSuiteRun" | "faultSign"> {
  readonly hasTests: boolean;
  /** A test of the log failed, listed or not. */
  readonly hasFailure: boolean;
}

/** What a policy asks of a log, without the tests themselves. */
export function logFacts(log: ParsedLog): LogFacts {
  const { tests, hasMarkers, badCodes, exitCode, hasTimedOut, hasSuiteRun, faultSign } = log;
  const hasFailure = tests.values().some(({ status }) => status === "FAILED" || status === "ERROR");
  const facts = { hasMarkers, badCodes, exitCode, hasTimedOut, hasSuiteRun, faultSign };
  return { ...facts, hasTests: tests.size > 0, hasFailure };
}

export interface Refusal {
  readonly failureClass: Exclude<FailureClass, "tests">;
  readonly reason: string;
}

const refusalOfCode: Readonly<Record<BadCode, Refusal>> = {
  "Patch Apply Failed": { failureClass: "patch_did_not_apply", reason: "The patch did not apply." },
  "Reset Failed": { failureClass: "setup", reason: "The repository could not be reset before the tests." },
  "Tests Errored": { failureClass: "infrastructure", reason: "The harness failed while the tests ran." },
  "Tests Timed Out": { failureClass: "timeout", reason: "The tests ran out of time." },
};

const signs: Readonly<Record<FaultSign["reason"], Refusal>> = {
  browser_launch_failed: { failureClass: "infrastructure", reason: "a browser could not be started" },
  display_unavailable: { failureClass: "infrastructure", reason: "no display could be opened" },
  out_of_memory: { failureClass: "out_of_memory", reason: "memory ran out" },
  container_unavailable: { failureClass: "infrastructure", reason: "the container was not available" },
  network_unreachable: { failureClass: "infrastructure", reason: "the network was not reachable" },
  missing_module: { failureClass: "ambiguous", reason: "a module was not found" },
  no_tests_collected: { failureClass: "ambiguous", reason: "no tests were collected" },
  tests_timed_out: { failureClass: "timeout", reason: "the tests ran out of time" },
};

/**
 * Why a policy does not grade a log; null where it does. The order is that of `get_logs_eval` (swebench 5.0): a bad
 * code, missing markers, no result and no sign that tests ran, a command that failed while the log shows no failure,
 * which a patch that prints its own results would leave (issue 620).
 */
export function refuseLog(policy: GradingPolicy, facts: LogFacts): Refusal | null {
  const [code] = facts.badCodes;
  if (code) return refusalOfCode[code];
  if (facts.hasTimedOut) return refusalOfCode["Tests Timed Out"];
  if (policy.needsMarkers && !facts.hasMarkers) {
    return blame(facts, "setup", "The log has no test output between the harness's markers");
  }
  if (policy.needsSuiteRun && !facts.hasTests && !facts.hasSuiteRun) {
    return blame(facts, "ambiguous", "The log has no test result and no sign that any test ran");
  }
  if (policy.checksExitCode && facts.hasTests && !facts.hasFailure && facts.exitCode !== null && facts.exitCode !== 0) {
    return {
      failureClass: "ambiguous",
      reason: `The test command ended with exit code ${facts.exitCode}, but the log shows no failure.`,
    };
  }
  return null;
}

/**
 * The same for a run without the gold patch. There no result is a result: code that does not build without the patch
 * leaves none, and its command fails.
 */
export function refuseEmptyRun(policy: GradingPolicy, facts: LogFacts): Refusal | null {
  return refuseLog({ ...policy, needsSuiteRun: false, checksExitCode: false }, facts);
}

function blame({ faultSign }: LogFacts, failureClass: Refusal["failureClass"], reason: string): Refusal {
  if (!faultSign) return { failureClass, reason: `${reason}.` };
  const sign = signs[faultSign.reason];
  return { failureClass: sign.failureClass, reason: `${reason}; line ${faultSign.line} suggests that ${sign.reason}.` };
}
