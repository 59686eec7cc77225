import type { TestSplit, Verdict } from "#lib/core/grading/model";
import {
  acceptedLetters,
  type EvalType,
  evalTypes,
  type GradingPolicy,
  type LetterRule,
} from "#lib/core/grading/policies";
import { type LogFacts, refuseLog } from "#lib/core/grading/refuse-log";
import { resolveLetters, type StatusLetters } from "#lib/core/grading/status-letters";

/** A verdict without the names of its tests, as a run's row keeps it. */
export type KeptVerdict = Pick<Verdict, "resolution" | "failureClass" | "reason">;

/** What a run's row keeps of its tests: enough for the verdict of any policy. */
export interface KeptOutcome {
  readonly letters: StatusLetters;
  readonly facts: LogFacts;
  readonly evalType: EvalType;
}

/** The verdict that `grade` gives for the log that these letters and facts were taken from, without the log. */
export function gradeLetters(policy: GradingPolicy, { letters, facts, evalType }: KeptOutcome): KeptVerdict {
  const refusal = refuseLog(policy, facts);
  if (refusal) return { resolution: "NOT_GRADED", ...refusal };
  const resolution = resolveLetters(policy, letters, evalType);
  return {
    resolution,
    failureClass: resolution === "FULL" ? null : "tests",
    reason: explain(policy, letters, evalType),
  };
}

/**
 * The verdict of a run under another policy. What kept the tests from being run stands under every policy; it is known
 * as a refusal that the first policy does not read out of the log. A reason may go on with a note of its own.
 */
export function regradeLetters(
  { policy, verdict }: { readonly policy: GradingPolicy; readonly verdict: KeptVerdict },
  to: GradingPolicy,
  outcome: KeptOutcome,
): KeptVerdict {
  if (verdict.resolution === "NOT_GRADED") {
    const known = refuseLog(policy, outcome.facts);
    if (!known || known.failureClass !== verdict.failureClass || !verdict.reason.startsWith(known.reason))
      return verdict;
  }
  return gradeLetters(to, outcome);
}

/** Whether the verdict of a policy depends on how the task's tests are graded. */
export function dependsOnEvalType(policy: GradingPolicy, outcome: Omit<KeptOutcome, "evalType">): boolean {
  const [first, ...others] = evalTypes.map((evalType) => gradeLetters(policy, { ...outcome, evalType }));
  return others.some((other) => other.resolution !== first?.resolution || other.reason !== first.reason);
}

/** Sorts the tests of a list by their letters, as a policy does. */
export function splitByLetters(names: readonly string[], letters: string, rule: LetterRule): TestSplit {
  const isFailed = (index: number) => !rule.accepts.includes(letters.charAt(index));
  const isIgnored = (index: number) => rule.ignores.includes(letters.charAt(index));
  return {
    success: names.filter((_, index) => !isFailed(index) && !isIgnored(index)),
    failure: names.filter((_, index) => isFailed(index)),
  };
}

function explain(policy: GradingPolicy, letters: StatusLetters, evalType: EvalType): string {
  const rules = acceptedLetters(policy, evalType);
  const parts = [
    describeList("FAIL_TO_PASS", letters.failToPass, rules.failToPass),
    describeList("PASS_TO_PASS", letters.passToPass, rules.passToPass),
  ];
  if (letters.otherPassed > 0 && !policy.allowsOtherPassed) {
    parts.push(`${letters.otherPassed} passed that are in neither list`);
  }
  return `${parts.join(", ")}.`;
}

function describeList(list: string, letters: string, { accepts, ignores }: LetterRule): string {
  let success = 0;
  let failure = 0;
  for (const letter of letters) {
    if (!accepts.includes(letter)) failure++;
    else if (!ignores.includes(letter)) success++;
  }
  return `${success} of ${success + failure} ${list} tests succeed`;
}
