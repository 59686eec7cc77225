import { and, asc, desc, eq, gt, ilike, lt, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { batchTasks, runs, tasks } from "#lib/db/schema";
import { cutPage, numberPattern, parseRowCursor } from "#lib/runs/cursor";
import type { BatchTaskParams } from "#lib/runs/filters";
import type { BatchTaskRow, Page, RunMark } from "#lib/runs/model";

const pageSize = 50;

/** A page of a batch's tasks, in the order they were taken in, each with its runs. */
export async function listBatchTasks(
  { actor, db }: Ctx,
  batchId: string,
  { state, outcome, stage, failureClass, reason, cursor: text }: BatchTaskParams,
): Promise<Page<BatchTaskRow>> {
  requireRole(actor, "viewer");
  const cursor = parseRowCursor(text, numberPattern);
  const isBackward = cursor?.toward === "previous";
  const found = await db
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
      runs: runMarks,
    })
    .from(batchTasks)
    .innerJoin(tasks, eq(tasks.id, batchTasks.taskId))
    .where(
      and(
        eq(batchTasks.batchId, batchId),
        cursor && (isBackward ? lt : gt)(batchTasks.taskId, Number(cursor.id)),
        state ? eq(batchTasks.state, state) : undefined,
        outcome ? eq(batchTasks.outcome, outcome) : undefined,
        stage ? eq(batchTasks.stage, stage) : undefined,
        failureClass ? eq(batchTasks.failureClass, failureClass) : undefined,
        reason ? ilike(batchTasks.reason, `%${reason.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
      ),
    )
    .orderBy((isBackward ? desc : asc)(batchTasks.taskId))
    .limit(pageSize + 1);
  return cutPage(found, pageSize, cursor, (row) => row.taskId);
}

/** The runs of a task in its batch, the empty ones before the gold ones. */
const runMarks = sql<readonly RunMark[]>`coalesce((
  select json_agg(json_build_object('id', r.id, 'kind', r.kind, 'repeat', r.repeat, 'state', r.state,
    'resolution', r.resolution) order by r.kind, r.repeat)
  from ${runs} r where r.batch_id = ${batchTasks.batchId} and r.task_id = ${batchTasks.taskId}), '[]')`;
