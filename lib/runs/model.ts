import { z } from "zod";
import type { FailureClass, Resolution } from "#lib/core/grading/model";
import type { PolicyId } from "#lib/core/grading/policies";
import { policyIds } from "#lib/core/grading/policies";
import type { BatchKind, BatchTaskOutcome, RunKind, RunStep, WorkState } from "#lib/core/run/model";

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
  readonly taskCount: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** How far a batch is. Numbers of tasks. */
export interface BatchProgress {
  readonly states: Readonly<Record<WorkState, number>>;
  readonly outcomes: Readonly<Record<BatchTaskOutcome, number>>;
  readonly failures: readonly { readonly failureClass: FailureClass; readonly count: number }[];
  /** Tasks that ended in the last minute and the seconds that are left at that rate; null before there is one. */
  readonly perMinute: number;
  readonly secondsLeft: number | null;
}

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
  readonly patch: string;
  readonly log: { readonly sizeBytes: number; readonly isTruncated: boolean } | null;
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
