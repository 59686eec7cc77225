import { and, asc, count, desc, eq, gt, inArray, lt, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { batchTaskOutcomes, type RunKind, type WorkState, workStates } from "#lib/core/run/model";
import type { Database } from "#lib/db/client";
import {
  batchTasks,
  predictionSets,
  predictions,
  runBatches,
  runLogs,
  runs,
  tasks,
  taskTexts,
  workers,
} from "#lib/db/schema";
import { silenceSeconds } from "#lib/runner/claim-task";
import type { BatchProgress, BatchRow, BatchTaskRow, RunDetail, RunRow, WorkerRow } from "#lib/runs/model";

const pageSize = 50;

/** Newest first, from before a moment. */
export async function listBatches({ actor, db }: Ctx, before: Date | null = null): Promise<BatchRow[]> {
  requireRole(actor, "viewer");
  return db
    .select()
    .from(runBatches)
    .where(before ? lt(runBatches.createdAt, before) : undefined)
    .orderBy(desc(runBatches.createdAt))
    .limit(pageSize);
}

export async function findBatch({ actor, db }: Ctx, id: string): Promise<BatchRow | undefined> {
  requireRole(actor, "viewer");
  if (!isUuid(id)) return undefined;
  const [row] = await db.select().from(runBatches).where(eq(runBatches.id, id));
  return row;
}

/** How far batches are, by their ids. */
export async function measureProgress(
  { actor, db }: Ctx,
  batchIds: readonly string[],
): Promise<ReadonlyMap<string, BatchProgress>> {
  requireRole(actor, "viewer");
  if (batchIds.length === 0) return new Map();
  const groups = await db
    .select({
      batchId: batchTasks.batchId,
      state: batchTasks.state,
      outcome: batchTasks.outcome,
      failureClass: batchTasks.failureClass,
      count: count(),
      lately: sql<number>`count(*) filter (where ${batchTasks.finishedAt} > now() - interval '1 minute')::int`,
    })
    .from(batchTasks)
    .where(inArray(batchTasks.batchId, [...batchIds]))
    .groupBy(batchTasks.batchId, batchTasks.state, batchTasks.outcome, batchTasks.failureClass);
  return new Map(batchIds.map((id) => [id, sumUp(groups.filter(({ batchId }) => batchId === id))]));
}

type ProgressGroup = Pick<BatchTaskRow, "state" | "outcome" | "failureClass"> & {
  readonly count: number;
  readonly lately: number;
};

function sumUp(groups: readonly ProgressGroup[]): BatchProgress {
  const sum = (isMeant: (group: ProgressGroup) => boolean) =>
    groups.filter(isMeant).reduce((total, group) => total + group.count, 0);
  const perMinute = groups.reduce((total, group) => total + group.lately, 0);
  const left = sum(({ state }) => state === "queued" || state === "running");
  const classes = new Set(groups.flatMap(({ failureClass }) => failureClass ?? []));
  return {
    states: countEach(workStates, (state) => sum((group) => group.state === state)),
    outcomes: countEach(batchTaskOutcomes, (outcome) => sum((group) => group.outcome === outcome)),
    failures: Array.from(classes, (failureClass) => ({
      failureClass,
      count: sum((group) => group.failureClass === failureClass),
    })).toSorted((a, b) => b.count - a.count),
    perMinute,
    secondsLeft: perMinute > 0 ? Math.ceil((left / perMinute) * 60) : null,
  };
}

function countEach<K extends string>(keys: readonly K[], countOf: (key: K) => number): Record<K, number> {
  // `Object.fromEntries` forgets the keys' type; they are exactly the ones given.
  return Object.fromEntries(keys.map((key) => [key, countOf(key)])) as Record<K, number>;
}

export interface BatchTaskFilter {
  readonly state: WorkState | null;
  readonly failureClass: string | null;
  /** The id of the last task of the page before. */
  readonly after: number;
}

export async function listBatchTasks(
  { actor, db }: Ctx,
  batchId: string,
  { state, failureClass, after }: BatchTaskFilter,
): Promise<BatchTaskRow[]> {
  requireRole(actor, "viewer");
  return db
    .select({
      batchId: batchTasks.batchId,
      taskId: batchTasks.taskId,
      instanceId: tasks.instanceId,
      state: batchTasks.state,
      outcome: batchTasks.outcome,
      stage: batchTasks.stage,
      failureClass: batchTasks.failureClass,
      reason: batchTasks.reason,
      tries: batchTasks.tries,
      startedAt: batchTasks.startedAt,
      finishedAt: batchTasks.finishedAt,
    })
    .from(batchTasks)
    .innerJoin(tasks, eq(tasks.id, batchTasks.taskId))
    .where(
      and(
        eq(batchTasks.batchId, batchId),
        gt(batchTasks.taskId, after),
        state ? eq(batchTasks.state, state) : undefined,
        failureClass ? sql`${batchTasks.failureClass} = ${failureClass}` : undefined,
      ),
    )
    .orderBy(asc(batchTasks.taskId))
    .limit(pageSize);
}

const runColumns = {
  id: runs.id,
  batchId: runs.batchId,
  taskId: runs.taskId,
  instanceId: tasks.instanceId,
  kind: runs.kind,
  repeat: runs.repeat,
  state: runs.state,
  resolution: runs.resolution,
  failureClass: runs.failureClass,
  reason: runs.reason,
  testCount: runs.testCount,
  durationSeconds: runs.durationSeconds,
  startedAt: runs.startedAt,
  finishedAt: runs.finishedAt,
};

/** The runs of a task, newest first; of all batches or of one. */
export async function listTaskRuns(
  { actor, db }: Ctx,
  { taskId, batchId }: { taskId: number; batchId?: string },
): Promise<RunRow[]> {
  requireRole(actor, "viewer");
  return selectRuns(db, and(eq(runs.taskId, taskId), batchId ? eq(runs.batchId, batchId) : undefined)).limit(200);
}

export interface RunFilter {
  readonly batchId: string | null;
  readonly state: WorkState | null;
  readonly kind: RunKind | null;
  /** The id of the last run of the page before; null for the first page. */
  readonly before: number | null;
}

/** Newest first. */
export async function listRuns(
  { actor, db }: Ctx,
  { batchId, state, kind, before }: RunFilter,
  limit = pageSize,
): Promise<RunRow[]> {
  requireRole(actor, "viewer");
  return selectRuns(
    db,
    and(
      batchId ? eq(runs.batchId, batchId) : undefined,
      state ? eq(runs.state, state) : undefined,
      kind ? eq(runs.kind, kind) : undefined,
      before === null ? undefined : lt(runs.id, before),
    ),
  ).limit(limit);
}

function selectRuns(db: Database, where: SQL | undefined) {
  return db
    .select(runColumns)
    .from(runs)
    .innerJoin(tasks, eq(tasks.id, runs.taskId))
    .where(where)
    .orderBy(desc(runs.id));
}

export async function findRun({ actor, db }: Ctx, id: number): Promise<RunDetail | undefined> {
  requireRole(actor, "viewer");
  if (!Number.isSafeInteger(id)) return undefined;
  const [row] = await db
    .select({
      ...runColumns,
      policy: runBatches.policy,
      predictionId: runs.predictionId,
      model: predictionSets.model,
      environmentHash: runs.environmentHash,
      driver: runs.driver,
      imageDigest: runs.imageDigest,
      host: runs.host,
      exitCode: runs.exitCode,
      steps: runs.steps,
      parser: runs.parser,
      goldPatch: taskTexts.patch,
      modelPatch: predictions.patch,
      logSizeBytes: runLogs.sizeBytes,
      isLogTruncated: runLogs.isTruncated,
    })
    .from(runs)
    .innerJoin(runBatches, eq(runBatches.id, runs.batchId))
    .innerJoin(tasks, eq(tasks.id, runs.taskId))
    .innerJoin(taskTexts, eq(taskTexts.taskId, runs.taskId))
    .leftJoin(predictions, eq(predictions.id, runs.predictionId))
    .leftJoin(predictionSets, eq(predictionSets.id, predictions.setId))
    .leftJoin(runLogs, eq(runLogs.runId, runs.id))
    .where(eq(runs.id, id));
  if (!row) return undefined;
  const { goldPatch, modelPatch, logSizeBytes, isLogTruncated, steps, ...run } = row;
  return {
    ...run,
    steps: steps ?? [],
    patch: run.kind === "empty" ? "" : (modelPatch ?? goldPatch),
    log: logSizeBytes === null ? null : { sizeBytes: logSizeBytes, isTruncated: isLogTruncated ?? false },
  };
}

/** Those heard of in the last hour, the living first. */
export async function listWorkers({ actor, db }: Ctx): Promise<WorkerRow[]> {
  requireRole(actor, "viewer");
  const isAlive = sql<boolean>`${workers.seenAt} > now() - make_interval(secs => ${silenceSeconds})`;
  const rows = await db
    .select({ worker: workers, isAlive })
    .from(workers)
    .where(gt(workers.seenAt, sql`now() - interval '1 hour'`))
    .orderBy(desc(isAlive), asc(workers.host), asc(workers.startedAt));
  return rows.map(({ worker, isAlive }) => ({ ...worker, isAlive }));
}

function isUuid(text: string): boolean {
  return z.uuid().safeParse(text).success;
}
