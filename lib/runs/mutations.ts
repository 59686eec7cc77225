import { and, eq, inArray, isNotNull, ne, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import type { BatchKind, WorkState } from "#lib/core/run/model";
import type { Queryable } from "#lib/db/client";
import { batchTasks, predictionSets, predictions, runBatches, runs, tasks } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { enqueueMany } from "#lib/jobs/queue";
import { endBatch, lockBatch } from "#lib/runner/end-batch";
import type { RunOptions } from "#lib/runs/model";
import { matchesTask } from "#lib/tasks/conditions";
import type { TaskFilters } from "#lib/tasks/model";

/** The tasks meant: those of a list of ids, or all that match. */
export interface TaskChoice {
  readonly filters: TaskFilters;
  readonly ids: readonly number[] | null;
  /** The query of the list, to be shown and opened again; null where somebody picked the tasks by hand. */
  readonly query: string | null;
}

export function isChosen({ filters, ids }: TaskChoice): SQL | undefined {
  return and(matchesTask(filters), ids ? inArray(tasks.id, [...ids]) : undefined);
}

/** Asks for the empty and the gold runs of tasks, from which their verdict and test lists come. */
export async function requestValidation(ctx: Ctx, choice: TaskChoice, options: RunOptions): Promise<string> {
  requireRole(ctx.actor, "curator");
  return ctx.db.transaction(async (tx) => {
    const batchId = await insertBatch(tx, ctx, "validation", options, { filter: choice.query });
    await addTasks(tx, batchId, tx.select({ taskId: tasks.id }).from(tasks).where(isChosen(choice)));
    await tx.execute(sql`
      insert into ${runs} (batch_id, task_id, kind, repeat)
      select batch_id, task_id, kind, repeat from ${batchTasks},
        unnest(array['empty', 'gold']) kind, generate_series(1, ${options.repeats}) repeat
      where batch_id = ${batchId} order by task_id, kind, repeat`);
    return startBatch(tx, ctx, batchId, options);
  });
}

/** Asks for the runs of model patches. A task without a patch in the set has none, nor has an empty patch, as in the harness. */
export async function requestEvaluation(
  ctx: Ctx,
  { predictionSetId, ids }: { predictionSetId: string; ids: readonly number[] | null },
  options: RunOptions,
): Promise<string> {
  requireRole(ctx.actor, "curator");
  return ctx.db.transaction(async (tx) => {
    const [set] = await tx.select().from(predictionSets).where(eq(predictionSets.id, predictionSetId));
    if (!set) fail("not_found", "No such set of predictions");
    const batchId = await insertBatch(tx, ctx, "evaluation", options, { predictionSetId });
    const wanted = and(
      eq(predictions.setId, predictionSetId),
      isNotNull(predictions.taskId),
      ne(predictions.patch, ""),
      ids ? inArray(predictions.taskId, [...ids]) : undefined,
    );
    await addTasks(tx, batchId, tx.select({ taskId: predictions.taskId }).from(predictions).where(wanted));
    await tx.execute(sql`
      insert into ${runs} (batch_id, task_id, kind, repeat, prediction_id)
      select b.batch_id, b.task_id, 'model', repeat, p.id
      from ${batchTasks} b join ${predictions} p on p.task_id = b.task_id and p.set_id = ${predictionSetId},
        generate_series(1, ${options.repeats}) repeat
      where b.batch_id = ${batchId} order by b.task_id, repeat`);
    return startBatch(tx, ctx, batchId, options);
  });
}

async function insertBatch(
  tx: Queryable,
  { actor }: Ctx,
  kind: BatchKind,
  { policy, repeats, driver, priority, title }: RunOptions,
  origin: { filter?: string | null; predictionSetId?: string },
): Promise<string> {
  const [batch] = await tx
    .insert(runBatches)
    .values({ kind, title, policy, repeats, driver, priority, ...origin, taskCount: 0, createdBy: actor.name })
    .returning({ id: runBatches.id });
  return batch?.id ?? fail("unavailable", "The request was not written down. Try again.");
}

async function addTasks(tx: Queryable, batchId: string, chosen: SQLWrapper): Promise<void> {
  await tx.execute(
    sql`insert into ${batchTasks} (batch_id, task_id) select ${batchId}, chosen.* from (${chosen}) chosen`,
  );
}

async function startBatch(tx: Queryable, { actor }: Ctx, batchId: string, options: RunOptions): Promise<string> {
  const chosen = await tx
    .select({ taskId: batchTasks.taskId })
    .from(batchTasks)
    .where(eq(batchTasks.batchId, batchId))
    .orderBy(batchTasks.taskId);
  if (chosen.length === 0) fail("invalid", "There is no task to run: the choice is empty.");
  await tx.update(runBatches).set({ taskCount: chosen.length }).where(eq(runBatches.id, batchId));
  await enqueueMany(
    tx,
    "task.run",
    chosen.map(({ taskId }) => ({ batchId, taskId })),
    { priority: options.priority },
  );
  await audit(tx, actor, "batch.requested", `batch:${batchId}`, { tasks: chosen.length, ...options });
  return batchId;
}

/** Stops what runs and drops what waits, of a whole batch or of one task. What has ended stays. */
export async function cancelBatch(
  { actor, db }: Ctx,
  { batchId, taskId }: { batchId: string; taskId?: number | undefined },
): Promise<{ cancelled: number }> {
  requireRole(actor, "curator");
  return db.transaction(async (tx) => {
    await lockBatch(tx, batchId);
    const cancelled = await tx
      .update(batchTasks)
      .set({ state: "cancelled", finishedAt: sql`now()` })
      .where(and(isPartOf(batchId, taskId), inArray(batchTasks.state, open)))
      .returning({ taskId: batchTasks.taskId });
    if (cancelled.length === 0) fail("conflict", "There is nothing to cancel: it has ended already.");
    await tx
      .update(runs)
      .set({ state: "cancelled", finishedAt: sql`now()` })
      .where(
        and(
          eq(runs.batchId, batchId),
          taskId === undefined ? undefined : eq(runs.taskId, taskId),
          inArray(runs.state, open),
        ),
      );
    await endBatch(tx, batchId);
    await audit(tx, actor, "batch.cancelled", `batch:${batchId}`, { tasks: cancelled.length });
    return { cancelled: cancelled.length };
  });
}

/** Runs again what the machinery failed at or somebody cancelled; verdicts stay as they are. */
export async function retryBatch(
  { actor, db }: Ctx,
  { batchId, taskId }: { batchId: string; taskId?: number | undefined },
): Promise<{ retried: number }> {
  requireRole(actor, "curator");
  return db.transaction(async (tx) => {
    const batch = await lockBatch(tx, batchId);
    const again = await tx
      .update(batchTasks)
      .set({ state: "queued", tries: 0, claimId: null, reason: null, failureClass: null, finishedAt: null })
      .where(and(isPartOf(batchId, taskId), inArray(batchTasks.state, ["failed", "cancelled"])))
      .returning({ taskId: batchTasks.taskId });
    if (again.length === 0) fail("conflict", "There is nothing to run again: no task failed or was cancelled.");
    await tx
      .update(runs)
      .set({ state: "queued", startedAt: null, finishedAt: null, reason: null, failureClass: null })
      .where(
        and(
          eq(runs.batchId, batchId),
          inArray(
            runs.taskId,
            again.map((row) => row.taskId),
          ),
          inArray(runs.state, ["failed", "cancelled"]),
        ),
      );
    await tx.update(runBatches).set({ state: "running", finishedAt: null }).where(eq(runBatches.id, batchId));
    await enqueueMany(
      tx,
      "task.run",
      again.map((row) => ({ batchId, taskId: row.taskId })),
      { priority: batch.priority },
    );
    await audit(tx, actor, "batch.retried", `batch:${batchId}`, { tasks: again.length });
    return { retried: again.length };
  });
}

const open: WorkState[] = ["queued", "running"];

function isPartOf(batchId: string, taskId: number | undefined) {
  return and(eq(batchTasks.batchId, batchId), taskId === undefined ? undefined : eq(batchTasks.taskId, taskId));
}
