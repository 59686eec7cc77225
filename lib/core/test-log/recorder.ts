import { excerpt } from "../parsed.ts";
import type { LogProblem, TestOutcome, TestStatus } from "./model.ts";

/** Where parsers put what they find. */
export interface Recorder {
  add(name: string, status: TestStatus, line: number, durationSeconds?: number | null): void;
  report(line: number, expected: string, found: string): void;
}

/** Which of several results of one name stays: the last, as in the harness's dictionaries, or the worst. */
export type RepeatRule = "last" | "worst";

export interface Recording extends Recorder {
  readonly tests: Map<string, TestOutcome>;
  readonly problems: LogProblem[];
}

const maxTests = 250_000;
const maxProblems = 50;

const severity: Readonly<Record<TestStatus, number>> = { PASSED: 0, XFAIL: 1, SKIPPED: 2, ERROR: 3, FAILED: 4 };

/**
 * Collects outcomes by name. A name that comes again with another status is a problem with the line of the later
 * result, and `repeats` says which of the two stays.
 */
export function startRecording(repeats: RepeatRule): Recording {
  const tests = new Map<string, TestOutcome>();
  const problems: LogProblem[] = [];
  let isFull = false;
  return { tests, problems, add, report };

  function add(name: string, status: TestStatus, line: number, durationSeconds: number | null = null): void {
    if (name === "") return;
    const earlier = tests.get(name);
    if (!earlier && tests.size >= maxTests) {
      if (!isFull) report(line, `at most ${maxTests} tests in one log`, "more; the rest is left out");
      isFull = true;
      return;
    }
    if (earlier && earlier.status !== status) {
      report(line, `one result for ${excerpt(name)}`, `${status} after ${earlier.status} on line ${earlier.line}`);
    }
    if (earlier && repeats === "worst" && severity[status] <= severity[earlier.status]) return;
    tests.set(name, { status, line, durationSeconds });
  }

  function report(line: number, expected: string, found: string): void {
    if (problems.length < maxProblems) problems.push({ line, expected, found });
  }
}
