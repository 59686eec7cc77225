import type { Outcomes } from "../test-log/model.ts";
import { letterOf } from "./status-letters.ts";

/** How one test came out in repeated runs of the same code. */
export interface TestStability {
  readonly name: string;
  /** One status letter a run, `-` where the run does not name the test. */
  readonly letters: string;
  /** Runs in which it passed, or failed as expected. */
  readonly passedRuns: number;
  /** The runs agree: all passed, all failed (by failure or error), all skipped it, or none names it. */
  readonly isStable: boolean;
}

const outcomes: Readonly<Record<string, "passed" | "failed" | "skipped" | "missing">> = {
  P: "passed",
  X: "passed",
  F: "failed",
  E: "failed",
  S: "skipped",
  "-": "missing",
};

/** The stability of every test that at least one of the runs names, in the order of their first appearance. */
export function measureStability(runs: readonly Outcomes[]): TestStability[] {
  const names = new Set(runs.flatMap((run) => [...run.keys()]));
  return Array.from(names, (name) => stabilityOf(name, lettersOf(name, runs)));
}

/** One letter a run for a test. */
export function lettersOf(name: string, runs: readonly Outcomes[]): string {
  return runs.map((run) => letterOf(run.get(name) ?? { status: null })).join("");
}

/** Whether letters agree on the outcome, whichever way each says it. */
export function areStable(letters: string): boolean {
  return new Set([...letters].map((letter) => outcomes[letter])).size <= 1;
}

function stabilityOf(name: string, letters: string): TestStability {
  const passedRuns = [...letters].filter((letter) => outcomes[letter] === "passed").length;
  return { name, letters, passedRuns, isStable: areStable(letters) };
}
