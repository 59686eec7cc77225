import { z } from "zod";
import type { FailureClass, Resolution } from "#lib/core/grading/model";
import type { PolicyId } from "#lib/core/grading/policies";
import { policyIds } from "#lib/core/grading/policies";
import type { BatchKind, BatchTaskOutcome, RunKind, RunStep, WorkState } from "#lib/core/run/model";
import type { RunTestStatus } from "#lib/runs/test-status";
import type { RowChanges } from "#lib/runs/told-rows";

export const driverChoices = ["auto", "docker", "bubblewrap"] as const;
export type DriverChoice = (typeof driverChoices)[number];

/** How something is to be run, whichever tasks it is. */
export const runOptionsSchema = z.object({
  policy: z.enum(policyIds).default("skywork"),
  /** How often each side is run; more than once shows which tests are flaky. */
  repeats: z.int().min(1).max(20).default(1),
  driver: z.enum(driverChoices).default("auto"),
  priority: z.int().min(-100).max(100).default(0),
  title: z.string().trim().max(200).default(""),
});
export type RunOptions = z.output<typeof runOptionsSchema>;

export interface BatchRow {
  readonly id: string;
  readonly kind: BatchKind;
  readonly title: string;
  readonly state: WorkState;
  readonly policy: PolicyId;
  readonly repeats: number;
  readonly driver: DriverChoice;
  readonly priority: number;
  readonly filter: string | null;
  readonly predictionSetId: string | null;
  /** Whose patches are graded and what their set is called; null for a validation. */
  readonly model: string | null;
  readonly predictionSet: string | null;
  readonly taskCount: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** How far a batch is. Numbers of tasks. */
export interface BatchProgress {
  /** Of the batch itself. */
  readonly state: WorkState;
  readonly finishedAt: Date | null;
  readonly states: Readonly<Record<WorkState, number>>;
  readonly outcomes: Readonly<Record<BatchTaskOutcome, number>>;
  /** The most frequent first. */
  readonly failures: readonly { readonly failureClass: FailureClass; readonly count: number }[];
  /** In the order of the pipeline. */
  readonly stages: readonly { readonly stage: string; readonly count: number }[];
  /** Tasks that came to their end, over the last ten minutes or since the start; cancelled ones do not count. */
  readonly perMinute: number;
  /** At that rate; null before there is one, and when nothing is left. */
  readonly secondsLeft: number | null;
}

/** A page of a list, and the way to those before and after it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly previousCursor: string | null;
}

/** A run as a link to it needs it. */
export type RunMark = Pick<RunRow, "id" | "kind" | "repeat" | "state" | "resolution">;

export interface BatchTaskRow {
  readonly batchId: string;
  readonly taskId: number;
  readonly instanceId: string;
  readonly state: WorkState;
  readonly outcome: BatchTaskOutcome | null;
  readonly stage: string | null;
  readonly failureClass: FailureClass | null;
  readonly reason: string | null;
  readonly tries: number;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly runs: readonly RunMark[];
}

export interface RunRow {
  readonly id: number;
  readonly batchId: string;
  readonly taskId: number;
  readonly instanceId: string;
  readonly kind: RunKind;
  readonly repeat: number;
  readonly state: WorkState;
  readonly resolution: Resolution | null;
  readonly failureClass: FailureClass | null;
  readonly reason: string | null;
  readonly testCount: number | null;
  readonly durationSeconds: number | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

export interface RunDetail extends RunRow {
  readonly policy: PolicyId;
  readonly predictionId: number | null;
  readonly model: string | null;
  readonly environmentHash: string | null;
  readonly driver: string | null;
  readonly imageDigest: string | null;
  readonly host: string | null;
  readonly exitCode: number | null;
  readonly steps: readonly RunStep[];
  readonly parser: string | null;
  /** A letter for each test of the two lists. */
  readonly failToPassStatuses: string | null;
  readonly passToPassStatuses: string | null;
  readonly patch: string;
  readonly log: { readonly sizeBytes: number; readonly isTruncated: boolean } | null;
}

/** A test of a run. */
export interface RunTest {
  readonly name: string;
  readonly status: RunTestStatus;
  readonly seconds: number | null;
  /** 1-based line of the log; null where none says so. */
  readonly line: number | null;
}

export interface WorkerRow {
  readonly id: string;
  readonly host: string;
  readonly processId: number;
  readonly drivers: readonly string[];
  readonly cpus: number;
  readonly memoryMegabytes: number;
  readonly busyCpus: number;
  readonly busyMemoryMegabytes: number;
  readonly tasksInHand: number;
  readonly loadAverage: number;
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly isAlive: boolean;
}

/** What a stream tells of a batch: all of it first, then what changed. */
export type BatchEvent =
  | { readonly kind: "progress"; readonly progress: BatchProgress }
  | ({ readonly kind: "tasks" } & RowChanges<BatchTaskRow> & Cursors)
  | { readonly kind: "end" };

/** What a stream tells of the list of batches and of the workers. */
export type OverviewEvent =
  | ({ readonly kind: "batches" } & RowChanges<BatchRow> & Cursors)
  | { readonly kind: "progress"; readonly changed: readonly (readonly [id: string, progress: BatchProgress])[] }
  | { readonly kind: "workers"; readonly workers: readonly WorkerRow[] };

type Cursors = Pick<Page<unknown>, "nextCursor" | "previousCursor">;

/** What a stream tells of a log. Positions are bytes, lines are 1-based, both of the whole log. */
export type LogEvent =
  /** The text from here on follows; what came before it, of an earlier try, is void. */
  | { readonly kind: "start"; readonly position: number; readonly line: number; readonly sizeBytes: number }
  /** The text up to this position. */
  | { readonly kind: "text"; readonly position: number; readonly text: string }
  | { readonly kind: "state"; readonly state: WorkState }
  /** On which line of the log each step of the run begins. */
  | { readonly kind: "end"; readonly stepLines: readonly number[] };
