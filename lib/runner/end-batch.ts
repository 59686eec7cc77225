import { and, eq, inArray, notExists, sql } from "drizzle-orm";
import type { Queryable } from "#lib/db/client";
import { batchTasks, runBatches } from "#lib/db/schema";
import { fail } from "#lib/errors";

/** Whoever ends tasks of a batch holds this lock, so that the last one sees that it is the last. */
export async function lockBatch(tx: Queryable, batchId: string): Promise<{ readonly priority: number }> {
  const [batch] = await tx
    .select({ priority: runBatches.priority })
    .from(runBatches)
    .where(eq(runBatches.id, batchId))
    .for("update");
  return batch ?? fail("not_found", "No such batch");
}

/** Ends the batch when none of its tasks waits or runs any more. Needs the lock. */
export async function endBatch(tx: Queryable, batchId: string): Promise<void> {
  const unfinished = tx
    .select({ taskId: batchTasks.taskId })
    .from(batchTasks)
    .where(and(eq(batchTasks.batchId, batchId), inArray(batchTasks.state, ["queued", "running"])));
  const state = sql`case when exists (
    select 1 from ${batchTasks} where ${batchTasks.batchId} = ${runBatches.id} and ${batchTasks.state} = 'cancelled')
    then 'cancelled' else 'finished' end`;
  await tx
    .update(runBatches)
    .set({ state, finishedAt: sql`now()` })
    .where(and(eq(runBatches.id, batchId), notExists(unfinished)));
}
