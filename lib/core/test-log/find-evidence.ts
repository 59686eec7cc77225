import { lineCounter } from "../line-counter.ts";
import type { FaultReason, FaultSign } from "./model.ts";

/** What runners print once they ran at least one test: every count here is above zero (`SUITE_RAN`, swebench 5). */
const suiteRan =
  /Executed [1-9]\d{0,8} of \d|TOTAL: [1-9]\d{0,8} (?:SUCCESS|FAILED)|[1-9]\d{0,8} passing|Tests:\s{1,20}[1-9]|Test Suites:\s{1,20}(?:\d{1,9} \w{1,20}, ){0,9}[1-9]\d{0,8} total|^# tests [1-9]|[1-9]\d{0,8} specs?, \d{1,9} failures?|': ok$/mu;

/** Signs of a broken environment, the surest first (`infra_failure.py`, swebench 5): words, and what must hold at them. */
const signatures: readonly (readonly [FaultReason, FaultSign["tier"], words: readonly string[], pattern?: RegExp])[] = [
  ["browser_launch_failed", "environment", ["Failed to launch", "Failed to connect to the bus"]],
  ["display_unavailable", "environment", ["cannot open display", "Missing X server", "unable to open X display"]],
  ["out_of_memory", "environment", ["Cannot allocate memory", "OutOfMemoryError"]],
  ["out_of_memory", "environment", ["\nKilled"], /\nKilled(?=\n|$)/uy],
  ["container_unavailable", "environment", ["Error response from daemon", "Cannot connect to the Docker daemon"]],
  ["network_unreachable", "environment", ["Could not resolve host", "Temporary failure in name resolution"]],
  ["missing_module", "ambiguous", ["Cannot find module", "MODULE_NOT_FOUND", "ModuleNotFoundError"]],
  ["no_tests_collected", "ambiguous", ["no tests ran", "collected 0 items"]],
  ["tests_timed_out", "ambiguous", ["Timeout error: "], /Timeout error: \d{1,9} seconds exceeded/uy],
];

/** Whether the log says that a runner ran at least one test. */
export function hasSuiteRun(log: string): boolean {
  return suiteRan.test(log);
}

/** Whether the harness stopped the run at its time limit, which is the last thing it writes. */
export function hasTimedOut(log: string): boolean {
  return /Timeout error: \d{1,9} seconds exceeded\.?\s*$/u.test(log.slice(-200));
}

/** The surest sign in a log that the environment failed, with the first line that shows it; null where there is none. */
export function findFaultSign(log: string): FaultSign | null {
  for (const [reason, tier, words, pattern] of signatures) {
    const found = words.map((word) => findWord(log, word, pattern)).filter((offset) => offset !== -1);
    if (found.length > 0) return { reason, tier, line: lineCounter(log)(Math.min(...found) + 1) };
  }
  return null;
}

/** The words are sought as they are, which is ten times as fast as by a pattern. */
function findWord(log: string, word: string, pattern: RegExp | undefined): number {
  for (let at = log.indexOf(word); at !== -1; at = log.indexOf(word, at + word.length)) {
    if (!pattern) return at;
    pattern.lastIndex = at;
    if (pattern.test(log)) return at;
  }
  return -1;
}
