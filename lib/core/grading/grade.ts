import { matchTestIds, type TestIdMatch } from "../test-log/match-test-ids.ts";
import type { ParsedLog } from "../test-log/model.ts";
import type { Resolution, TestSplit, Verdict } from "./model.ts";
import { acceptedLetters, type EvalType, type GradingPolicy, type LetterRule } from "./policies.ts";
import { logFacts, type Refusal, refuseLog } from "./refuse-log.ts";
import { letterOf, lettersOfMatches } from "./status-letters.ts";

export interface GradeInput {
  readonly policy: GradingPolicy;
  readonly log: ParsedLog;
  readonly failToPass: readonly string[];
  readonly passToPass: readonly string[];
  readonly evalType?: EvalType;
  /** What the machinery that ran the tests knows and the log need not show; it wins over the log. */
  readonly runFailure?: Refusal | null;
}

/**
 * Grades a run: FULL where every test of both lists is accepted, PARTIAL where every PASS_TO_PASS test is and some but
 * not all FAIL_TO_PASS tests succeed, else NO (`get_resolution_status`, the same in swebench 1 to 5; an empty list is
 * met). What is accepted, and which logs are not graded at all, is the policy's.
 */
export function grade(input: GradeInput): Verdict {
  const { policy, log, failToPass, passToPass, evalType = "pass_and_fail", runFailure = null } = input;
  const refusal = runFailure ?? refuseLog(policy, logFacts(log));
  const shared = { policy: policy.id, faultSign: log.faultSign };
  const none = { success: [], failure: [] };
  if (refusal) return { ...shared, resolution: "NOT_GRADED", ...refusal, failToPass: none, passToPass: none };
  const rules = acceptedLetters(policy, evalType);
  const matches = { failToPass: matchTestIds(log.tests, failToPass), passToPass: matchTestIds(log.tests, passToPass) };
  const { otherPassed } = lettersOfMatches(log.tests, matches.failToPass, matches.passToPass);
  const splits = {
    failToPass: split(matches.failToPass, rules.failToPass),
    passToPass: split(matches.passToPass, rules.passToPass),
  };
  const surplus = policy.allowsOtherPassed ? 0 : otherPassed;
  const resolution = resolve(splits.failToPass, splits.passToPass, surplus);
  return {
    ...shared,
    resolution,
    failureClass: resolution === "FULL" ? null : "tests",
    reason: explain(splits.failToPass, splits.passToPass, surplus),
    ...splits,
  };
}

function split(matches: readonly TestIdMatch[], { accepts, ignores }: LetterRule): TestSplit {
  const success: string[] = [];
  const failure: string[] = [];
  for (const match of matches) {
    const letter = letterOf(match);
    if (!accepts.includes(letter)) failure.push(match.id);
    else if (!ignores.includes(letter)) success.push(match.id);
  }
  return { success, failure };
}

function resolve(failToPass: TestSplit, passToPass: TestSplit, surplus: number): Resolution {
  if (passToPass.failure.length > 0 || surplus > 0) return "NO";
  if (failToPass.failure.length === 0) return "FULL";
  return failToPass.success.length > 0 ? "PARTIAL" : "NO";
}

function explain(failToPass: TestSplit, passToPass: TestSplit, surplus: number): string {
  const parts = [describeSplit("FAIL_TO_PASS", failToPass), describeSplit("PASS_TO_PASS", passToPass)];
  if (surplus > 0) parts.push(`${surplus} passed that are in neither list`);
  return `${parts.join(", ")}.`;
}

function describeSplit(list: string, { success, failure }: TestSplit): string {
  return `${success.length} of ${success.length + failure.length} ${list} tests succeed`;
}
