import type { PatchComparison } from "../patch/compare-patches.ts";
import type { ActionKind } from "./action.ts";
import type { LoopSpan } from "./find-loops.ts";
import type { StuckSpan } from "./find-stuck-spans.ts";
import type { TestChanges } from "./find-test-changes.ts";
import type { TrajectoryFlag } from "./list.ts";
import type { Failure } from "./read-failure.ts";
import type { TestResult } from "./read-test-result.ts";
import type { MetricValues, TurnMetrics } from "./sum-metrics.ts";

/** The gold answer of the task that a trajectory is about. */
export interface Gold {
  readonly patch: string;
  readonly testPatch: string;
}

export interface TrajectoryMeasures {
  /** Steps of any kind, copied context left out. */
  readonly steps: number;
  /** Steps of the agent, copied context left out. */
  readonly turns: number;
  /** Calls by what they do; a shell command counts as a command, whatever it does to files. */
  readonly toolCalls: Readonly<Record<ActionKind, number>>;
  /** Paths from the root of the repository, in the order in which they were first read or changed. */
  readonly filesRead: readonly string[];
  readonly filesEdited: readonly string[];
  readonly commands: number;
  readonly testRuns: readonly TestRun[];
  readonly errors: readonly TrajectoryError[];
  readonly loops: readonly LoopSpan[];
  readonly stuckSpans: readonly StuckSpan[];
  readonly condensations: number;
  /** Steps that change a file, ascending; those that change one of the gold patch. */
  readonly editSteps: readonly number[];
  readonly goldEditSteps: readonly number[];
  readonly firstEditStep: number | null;
  /** The first change of a file of the gold patch; null without a gold patch. */
  readonly firstGoldEditStep: number | null;
  readonly turnMetrics: readonly TurnMetrics[];
  readonly totals: MetricValues;
  readonly durationSeconds: number | null;
  /** Size of the final patch; null where the source does not give one. */
  readonly patchSize: PatchSize | null;
  /** The final patch (first) beside the gold patch (second); null where one of them is missing. */
  readonly overlap: PatchComparison | null;
  readonly testChanges: TestChanges;
  readonly flags: readonly TrajectoryFlag[];
}

export interface TestRun {
  readonly step: number;
  readonly runner: string;
  /** Null where the output does not tell. */
  readonly result: TestResult | null;
}

export interface TrajectoryError {
  readonly step: number;
  /** `step`: the scaffold or the model's endpoint failed; the others say how a call did. */
  readonly reason: Failure | "step";
}

export interface PatchSize {
  readonly files: number;
  readonly hunks: number;
  readonly added: number;
  readonly removed: number;
}
