import { and, eq, sql } from "drizzle-orm";
import type { Queryable } from "#lib/db/client";
import { batchTasks, runBatches, workers } from "#lib/db/schema";

/** A task of a batch that this worker may work on, for as long as nobody else has claimed it. */
export interface Claim {
  readonly batchId: string;
  readonly taskId: number;
  readonly claimId: string;
  /** How often it was claimed, this time included. */
  readonly tries: number;
}

/** After so long without a word a worker is taken for dead. */
export const silenceSeconds = 20;

/**
 * Takes a task that waits, or one whose worker is dead. `undefined` where it has come to its end or is not wanted any
 * more; `"held"` where another worker is at it.
 */
export async function claimTask(
  db: Queryable,
  { batchId, taskId }: { batchId: string; taskId: number },
  workerId: string,
): Promise<Claim | "held" | undefined> {
  const claimId = crypto.randomUUID();
  const [claimed] = await db
    .update(batchTasks)
    .set({
      state: "running",
      claimId,
      workerId,
      tries: sql`${batchTasks.tries} + 1`,
      startedAt: sql`coalesce(${batchTasks.startedAt}, now())`,
    })
    .where(
      and(
        eq(batchTasks.batchId, batchId),
        eq(batchTasks.taskId, taskId),
        sql`(${batchTasks.state} = 'queued' or (${batchTasks.state} = 'running' and not exists (
          select 1 from ${workers} where ${workers.id} = ${batchTasks.workerId}
          and ${workers.seenAt} > now() - make_interval(secs => ${silenceSeconds}))))`,
      ),
    )
    .returning({ tries: batchTasks.tries });
  if (claimed) {
    await db
      .update(runBatches)
      .set({ state: "running" })
      .where(and(eq(runBatches.id, batchId), eq(runBatches.state, "queued")));
    return { batchId, taskId, claimId, tries: claimed.tries };
  }
  const [row] = await db
    .select({ state: batchTasks.state })
    .from(batchTasks)
    .where(and(eq(batchTasks.batchId, batchId), eq(batchTasks.taskId, taskId)));
  return row?.state === "running" ? "held" : undefined;
}

/** The condition that the claim still holds: every write of a worker carries it. */
export function isClaimed({ batchId, taskId, claimId }: Claim) {
  return and(
    eq(batchTasks.batchId, batchId),
    eq(batchTasks.taskId, taskId),
    eq(batchTasks.claimId, claimId),
    eq(batchTasks.state, "running"),
  );
}
