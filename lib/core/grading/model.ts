import type { FaultSign } from "../test-log/model.ts";
import type { PolicyId } from "./policies.ts";

/** FULL, PARTIAL and NO are the harness's `ResolvedStatus`; a run whose log proves nothing is not graded. */
export const resolutions = ["FULL", "PARTIAL", "NO", "NOT_GRADED"] as const;
export type Resolution = (typeof resolutions)[number];

/** Why a run is not FULL: its tests, or what kept them from being graded. */
export const failureClasses = [
  "patch_did_not_apply",
  "setup",
  "timeout",
  "out_of_memory",
  "infrastructure",
  "ambiguous",
  "tests",
] as const;
export type FailureClass = (typeof failureClasses)[number];

export interface TestSplit {
  readonly success: readonly string[];
  readonly failure: readonly string[];
}

/** What grading a run against its task says. */
export interface Verdict {
  readonly policy: PolicyId;
  readonly resolution: Resolution;
  /** Null for FULL alone. */
  readonly failureClass: FailureClass | null;
  /** One sentence for people. */
  readonly reason: string;
  /** In the order of the task's lists; empty where the run is not graded. */
  readonly failToPass: TestSplit;
  readonly passToPass: TestSplit;
  /** A hint for people who look into a failure; it changes no verdict. */
  readonly faultSign: FaultSign | null;
}
