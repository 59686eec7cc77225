import { setTimeout as pause } from "node:timers/promises";
import { count, eq, gt, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { isEnded, type WorkState, workStates } from "#lib/core/run/model";
import { batchTasks, runBatches, workers } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { silenceSeconds } from "#lib/runner/claim-task";

/** How a batch stands at a moment. */
export interface BatchStanding {
  readonly state: WorkState;
  readonly tasks: Readonly<Record<WorkState, number>>;
  /** Workers that gave a sign of life lately, and how many of them can run something. */
  readonly workersAlive: number;
  readonly workersAble: number;
}

/** Looks at a batch again and again; the last standing is the one in which it has ended, unless `signal` aborts. */
export async function* followBatch(
  ctx: Ctx,
  batchId: string,
  { signal, pauseMilliseconds = 1_000 }: { signal: AbortSignal; pauseMilliseconds?: number },
): AsyncGenerator<BatchStanding> {
  while (!signal.aborted) {
    const standing = await findStanding(ctx, batchId);
    yield standing;
    if (isEnded(standing.state)) return;
    await pause(pauseMilliseconds, undefined, { signal }).catch(() => {});
  }
}

/** How a batch stands now, and who could work on it. */
export async function findStanding({ actor, db }: Ctx, batchId: string): Promise<BatchStanding> {
  requireRole(actor, "viewer");
  const [batch] = await db.select({ state: runBatches.state }).from(runBatches).where(eq(runBatches.id, batchId));
  if (!batch) fail("not_found", `No batch has the id ${batchId}`);
  const groups = await db
    .select({ state: batchTasks.state, count: count() })
    .from(batchTasks)
    .where(eq(batchTasks.batchId, batchId))
    .groupBy(batchTasks.state);
  const [living] = await db
    .select({ alive: count(), able: sql<number>`(count(*) filter (where cardinality(${workers.drivers}) > 0))::int` })
    .from(workers)
    .where(gt(workers.seenAt, sql`now() - make_interval(secs => ${silenceSeconds})`));
  const counts = new Map(groups.map(({ state, count }) => [state, count]));
  return {
    state: batch.state,
    // `Object.fromEntries` forgets the keys' type; they are exactly the ones given.
    tasks: Object.fromEntries(workStates.map((state) => [state, counts.get(state) ?? 0])) as BatchStanding["tasks"],
    workersAlive: living?.alive ?? 0,
    workersAble: living?.able ?? 0,
  };
}
