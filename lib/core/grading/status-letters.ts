import { matchTestIds, type TestIdMatch } from "../test-log/match-test-ids.ts";
import type { Outcomes, TestStatus } from "../test-log/model.ts";
import type { Resolution } from "./model.ts";
import { acceptedLetters, type EvalType, type GradingPolicy } from "./policies.ts";

/** P passed, F failed, S skipped, E error, X expected failure. */
export const letters: Readonly<Record<TestStatus, string>> = {
  PASSED: "P",
  FAILED: "F",
  SKIPPED: "S",
  ERROR: "E",
  XFAIL: "X",
};

/** What a run did to its task's tests, as small as a table of a million runs wants it. */
export interface StatusLetters {
  /** One letter a test, in the order of the list; `-` where the run does not name it, or names several by its prefix. */
  readonly failToPass: string;
  readonly passToPass: string;
  /** How many tests passed that are in neither list. */
  readonly otherPassed: number;
}

/** The letters of a run, from which every policy's resolution can be computed again. */
export function statusLetters(
  tests: Outcomes,
  lists: { readonly failToPass: readonly string[]; readonly passToPass: readonly string[] },
): StatusLetters {
  return lettersOfMatches(tests, matchTestIds(tests, lists.failToPass), matchTestIds(tests, lists.passToPass));
}

/** The same, of ids that were looked up already. */
export function lettersOfMatches(
  tests: Outcomes,
  failToPass: readonly TestIdMatch[],
  passToPass: readonly TestIdMatch[],
): StatusLetters {
  const listed = new Set([...failToPass, ...passToPass].map((match) => ("name" in match ? match.name : null)));
  let otherPassed = 0;
  for (const [name, { status }] of tests) if (status === "PASSED" && !listed.has(name)) otherPassed++;
  return {
    failToPass: failToPass.map(letterOf).join(""),
    passToPass: passToPass.map(letterOf).join(""),
    otherPassed,
  };
}

/** The letter of one status; `-` for none. */
export function letterOf({ status }: { readonly status: TestStatus | null }): string {
  return status === null ? "-" : letters[status];
}

/** Regular expressions over status letters, in the common part of JavaScript's and PostgreSQL's languages. */
export interface LetterPatterns {
  /** Every FAIL_TO_PASS test is accepted. */
  readonly failToPassFull: string;
  /** At least one FAIL_TO_PASS test succeeded. */
  readonly failToPassSome: string;
  /** Every PASS_TO_PASS test is accepted. */
  readonly passToPassFull: string;
}

/**
 * A policy as patterns. A graded run is FULL where both `…Full` hold (and `otherPassed` is 0, where the policy asks for
 * that), PARTIAL where `passToPassFull` and `failToPassSome` hold without `failToPassFull`, and else NO.
 */
export function letterPatterns(policy: GradingPolicy, evalType: EvalType = "pass_and_fail"): LetterPatterns {
  const { failToPass, passToPass } = acceptedLetters(policy, evalType);
  const successes = [...failToPass.accepts].filter((letter) => !failToPass.ignores.includes(letter)).join("");
  return {
    failToPassFull: `^[${failToPass.accepts}]*$`,
    failToPassSome: `[${successes}]`,
    passToPassFull: `^[${passToPass.accepts}]*$`,
  };
}

/** The resolution of a graded run under a policy, by its letters alone. */
export function resolveLetters(
  policy: GradingPolicy,
  { failToPass, passToPass, otherPassed }: StatusLetters,
  evalType: EvalType = "pass_and_fail",
): Exclude<Resolution, "NOT_GRADED"> {
  const patterns = letterPatterns(policy, evalType);
  const holds = (pattern: string, text: string) => new RegExp(pattern, "u").test(text);
  if (!holds(patterns.passToPassFull, passToPass)) return "NO";
  if (otherPassed > 0 && !policy.allowsOtherPassed) return "NO";
  if (holds(patterns.failToPassFull, failToPass)) return "FULL";
  return holds(patterns.failToPassSome, failToPass) ? "PARTIAL" : "NO";
}
