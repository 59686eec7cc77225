import { and, asc, desc, eq, gt, lt, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { RunKind, WorkState } from "#lib/core/run/model";
import type { Database } from "#lib/db/client";
import { predictionSets, predictions, runBatches, runLogs, runs, tasks, taskTexts, workers } from "#lib/db/schema";
import { silenceSeconds } from "#lib/runner/claim-task";
import { cutPage, numberPattern, parseRowCursor, type RowCursor, uuidPattern } from "#lib/runs/cursor";
import type { BatchListParams } from "#lib/runs/filters";
import type { BatchRow, Page, RunDetail, RunRow, WorkerRow } from "#lib/runs/model";

const pageSize = 50;

const batchColumns = {
  id: runBatches.id,
  kind: runBatches.kind,
  title: runBatches.title,
  state: runBatches.state,
  policy: runBatches.policy,
  repeats: runBatches.repeats,
  driver: runBatches.driver,
  priority: runBatches.priority,
  filter: runBatches.filter,
  predictionSetId: runBatches.predictionSetId,
  model: predictionSets.model,
  predictionSet: predictionSets.name,
  taskCount: runBatches.taskCount,
  createdBy: runBatches.createdBy,
  createdAt: runBatches.createdAt,
  finishedAt: runBatches.finishedAt,
};

/** A page, the newest first. */
export async function listBatches(
  { actor, db }: Ctx,
  { kind, state, cursor: text }: BatchListParams,
  limit = pageSize,
): Promise<Page<BatchRow>> {
  requireRole(actor, "viewer");
  const cursor = parseRowCursor(text, uuidPattern);
  const found = await selectBatches(
    db,
    and(
      kind ? eq(runBatches.kind, kind) : undefined,
      state ? eq(runBatches.state, state) : undefined,
      cursor && isBeyondBatch(cursor),
    ),
  )
    .orderBy(...newestFirst(cursor, runBatches.createdAt, runBatches.id))
    .limit(limit + 1);
  return cutPage(found, limit, cursor, (row) => row.id);
}

export async function findBatch({ actor, db }: Ctx, id: string): Promise<BatchRow | undefined> {
  requireRole(actor, "viewer");
  if (!uuidPattern.test(id)) return undefined;
  const [row] = await selectBatches(db, eq(runBatches.id, id));
  return row;
}

function selectBatches(db: Database, where: SQL | undefined) {
  return db
    .select(batchColumns)
    .from(runBatches)
    .leftJoin(predictionSets, eq(predictionSets.id, runBatches.predictionSetId))
    .where(where);
}

/** By the row itself: PostgreSQL's times are finer than those of a cursor would be. */
function isBeyondBatch({ toward, id }: RowCursor): SQL {
  const comparison = sql.raw(toward === "next" ? "<" : ">");
  return sql`(${runBatches.createdAt}, ${runBatches.id}) ${comparison}
    (select b.created_at, b.id from ${runBatches} b where b.id = ${id})`;
}

function newestFirst(cursor: RowCursor | undefined, ...columns: AnyPgColumn[]): SQL[] {
  return columns.map((column) => (cursor?.toward === "previous" ? asc : desc)(column));
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

export interface RunFilter {
  readonly batchId: string | null;
  readonly taskId: number | null;
  readonly state: WorkState | null;
  readonly kind: RunKind | null;
  readonly cursor: string | null;
}

/** A page, the newest first. */
export async function listRuns(
  { actor, db }: Ctx,
  { batchId, taskId, state, kind, cursor: text }: RunFilter,
  limit = pageSize,
): Promise<Page<RunRow>> {
  requireRole(actor, "viewer");
  const cursor = parseRowCursor(text, numberPattern);
  const isBackward = cursor?.toward === "previous";
  const found = await db
    .select(runColumns)
    .from(runs)
    .innerJoin(tasks, eq(tasks.id, runs.taskId))
    .where(
      and(
        batchId ? eq(runs.batchId, batchId) : undefined,
        taskId === null ? undefined : eq(runs.taskId, taskId),
        state ? eq(runs.state, state) : undefined,
        kind ? eq(runs.kind, kind) : undefined,
        cursor && (isBackward ? gt : lt)(runs.id, Number(cursor.id)),
      ),
    )
    .orderBy(...newestFirst(cursor, runs.id))
    .limit(limit + 1);
  return cutPage(found, limit, cursor, (row) => row.id);
}

/** The number of a run as a URL writes it; NaN for anything else. */
export function parseRunId(text: string): number {
  return numberPattern.test(text) ? Number(text) : Number.NaN;
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
      failToPassStatuses: runs.failToPassStatuses,
      passToPassStatuses: runs.passToPassStatuses,
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
