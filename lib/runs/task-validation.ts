import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { FailureClass, Resolution } from "#lib/core/grading/model";
import type { PolicyId } from "#lib/core/grading/policies";
import type { BatchKind, BatchTaskOutcome, RunKind, WorkState } from "#lib/core/run/model";
import type { TestLists } from "#lib/core/run/test-matrix";
import type { PipelineStage } from "#lib/core/task/model";
import type { Database } from "#lib/db/client";
import {
  batchTasks,
  predictionSets,
  predictions,
  quarantinedTests,
  runBatches,
  runs,
  taskLabels,
  taskTexts,
} from "#lib/db/schema";
import { kindRank } from "#lib/runs/kind-rank";

/** What became of a task in a batch, with its runs. */
export interface TaskBatch {
  readonly id: string;
  readonly kind: BatchKind;
  readonly title: string;
  readonly policy: PolicyId;
  readonly createdBy: string;
  readonly createdAt: Date;
  /** Of the task, not of the batch. */
  readonly state: WorkState;
  readonly outcome: BatchTaskOutcome | null;
  readonly stage: PipelineStage | null;
  readonly failureClass: FailureClass | null;
  readonly reason: string | null;
  readonly environmentHash: string | null;
  readonly finishedAt: Date | null;
  /** The empty ones first, then the gold ones, then those of models. */
  readonly runs: readonly TaskRun[];
}

export interface TaskRun {
  readonly id: number;
  readonly batchId: string;
  readonly kind: RunKind;
  readonly repeat: number;
  readonly model: string | null;
  readonly state: WorkState;
  readonly resolution: Resolution | null;
  readonly imageDigest: string | null;
  readonly durationSeconds: number | null;
}

/** The tests that a validation derived. */
export interface DerivedLists extends Omit<TestLists, "quarantined"> {
  readonly batchId: string;
  readonly policy: PolicyId;
  readonly createdAt: Date;
  /** Whether the task was accepted with them: only then are they the task's own. */
  readonly isAccepted: boolean;
  /** Whether the task still has the content they were derived from. */
  readonly isOfThisContent: boolean;
}

export interface QuarantinedTest {
  readonly test: string;
  readonly reason: string;
  readonly createdBy: string;
  readonly createdAt: Date;
}

export interface TaskValidation {
  /** The newest first; not all where there are very many. */
  readonly batches: readonly TaskBatch[];
  readonly hasMoreBatches: boolean;
  /** The newest validation that came to its end. */
  readonly newest: TaskBatch | null;
  /** The newest validation that accepted the task. */
  readonly proof: TaskBatch | null;
  /** How many validations accepted the task. */
  readonly timesProven: number;
  /** What the newest validation derived, accepted or not. */
  readonly derived: DerivedLists | null;
  readonly quarantined: readonly QuarantinedTest[];
}

const shownBatches = 20;

/** Everything that is known of a task from running its tests, but for the tests of each run. */
export async function findTaskValidation({ actor, db }: Ctx, taskId: number): Promise<TaskValidation> {
  requireRole(actor, "viewer");
  const [all, derived, quarantined] = await Promise.all([
    listParts(db, taskId),
    findDerivedLists(db, taskId),
    listQuarantined(db, taskId),
  ]);
  const ended = all.filter(({ kind, state }) => kind === "validation" && state === "finished");
  const accepted = ended.filter(({ outcome }) => outcome === "accepted");
  const shown = all.slice(0, shownBatches);
  const told = [...new Set([...shown, ...ended.slice(0, 1), ...accepted.slice(0, 1)])];
  const runsOf = await groupRuns(db, taskId, told);
  const withRuns = (part: TaskPart): TaskBatch => ({ ...part, runs: runsOf.get(part.id) ?? [] });
  return {
    batches: shown.map(withRuns),
    hasMoreBatches: all.length > shown.length,
    newest: ended[0] ? withRuns(ended[0]) : null,
    proof: accepted[0] ? withRuns(accepted[0]) : null,
    timesProven: accepted.length,
    derived,
    quarantined,
  };
}

type TaskPart = Omit<TaskBatch, "runs">;

/** Of every batch that has the task, the newest first. */
async function listParts(db: Database, taskId: number): Promise<TaskPart[]> {
  return db
    .select({
      id: runBatches.id,
      kind: runBatches.kind,
      title: runBatches.title,
      policy: runBatches.policy,
      createdBy: runBatches.createdBy,
      createdAt: runBatches.createdAt,
      state: batchTasks.state,
      outcome: batchTasks.outcome,
      stage: batchTasks.stage,
      failureClass: batchTasks.failureClass,
      reason: batchTasks.reason,
      environmentHash: batchTasks.environmentHash,
      finishedAt: batchTasks.finishedAt,
    })
    .from(batchTasks)
    .innerJoin(runBatches, eq(runBatches.id, batchTasks.batchId))
    .where(eq(batchTasks.taskId, taskId))
    .orderBy(desc(runBatches.createdAt), desc(runBatches.id));
}

async function groupRuns(
  db: Database,
  taskId: number,
  batches: readonly TaskPart[],
): Promise<ReadonlyMap<string, readonly TaskRun[]>> {
  if (batches.length === 0) return new Map();
  const found = await db
    .select({
      id: runs.id,
      batchId: runs.batchId,
      kind: runs.kind,
      repeat: runs.repeat,
      model: predictionSets.model,
      state: runs.state,
      resolution: runs.resolution,
      imageDigest: runs.imageDigest,
      durationSeconds: runs.durationSeconds,
    })
    .from(runs)
    .leftJoin(predictions, eq(predictions.id, runs.predictionId))
    .leftJoin(predictionSets, eq(predictionSets.id, predictions.setId))
    .where(
      and(
        eq(runs.taskId, taskId),
        inArray(
          runs.batchId,
          batches.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(asc(kindRank), asc(runs.repeat), asc(runs.id));
  return Map.groupBy(found, ({ batchId }) => batchId);
}

async function findDerivedLists(db: Database, taskId: number): Promise<DerivedLists | null> {
  const [row] = await db
    .select({
      batchId: taskLabels.batchId,
      policy: taskLabels.policy,
      createdAt: taskLabels.createdAt,
      isAccepted: sql<boolean>`coalesce(${batchTasks.outcome} = 'accepted', false)`,
      isOfThisContent: sql<boolean>`${taskLabels.contentHash} = ${taskTexts.contentHash}`,
      failToPass: taskLabels.failToPass,
      passToPass: taskLabels.passToPass,
      passToFail: taskLabels.passToFail,
      failToFail: taskLabels.failToFail,
      flaky: taskLabels.flaky,
    })
    .from(taskLabels)
    .innerJoin(batchTasks, and(eq(batchTasks.batchId, taskLabels.batchId), eq(batchTasks.taskId, taskLabels.taskId)))
    .innerJoin(taskTexts, eq(taskTexts.taskId, taskLabels.taskId))
    .where(eq(taskLabels.taskId, taskId))
    .orderBy(desc(taskLabels.createdAt))
    .limit(1);
  return row ?? null;
}

async function listQuarantined(db: Database, taskId: number): Promise<QuarantinedTest[]> {
  return db
    .select({
      test: quarantinedTests.test,
      reason: quarantinedTests.reason,
      createdBy: quarantinedTests.createdBy,
      createdAt: quarantinedTests.createdAt,
    })
    .from(quarantinedTests)
    .where(eq(quarantinedTests.taskId, taskId))
    .orderBy(asc(quarantinedTests.test));
}
