import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { RunKind } from "#lib/core/run/model";
import type { Queryable } from "#lib/db/client";
import { predictions, runLogPieces, runs, taskTexts } from "#lib/db/schema";
import type { Claim } from "#lib/runner/claim-task";

/** A run that has yet to be made. */
export interface OpenRun {
  readonly id: number;
  readonly kind: RunKind;
  readonly repeat: number;
  /** Empty for an empty run, and where a model gave none. */
  readonly patch: string;
}

/** In the order in which they are made: empty runs first, because a task that cannot be set up needs no others. */
export async function listOpenRuns(db: Queryable, { batchId, taskId }: Claim): Promise<OpenRun[]> {
  const found = await db
    .select({
      id: runs.id,
      kind: runs.kind,
      repeat: runs.repeat,
      patch: sql<string>`case ${runs.kind} when 'gold' then ${taskTexts.patch} when 'model' then ${predictions.patch} else '' end`,
    })
    .from(runs)
    .innerJoin(taskTexts, eq(taskTexts.taskId, runs.taskId))
    .leftJoin(predictions, eq(predictions.id, runs.predictionId))
    .where(and(eq(runs.batchId, batchId), eq(runs.taskId, taskId), inArray(runs.state, ["queued", "running"])))
    .orderBy(asc(sql`array_position(array['empty', 'gold', 'model'], ${runs.kind})`), asc(runs.repeat), asc(runs.id));
  return found;
}

/** The run begins: what an earlier try of it printed is gone. */
export async function beginRun(
  db: Queryable,
  runId: number,
  place: { environmentHash: string; driver: string; host: string },
): Promise<void> {
  await db.delete(runLogPieces).where(eq(runLogPieces.runId, runId));
  await db
    .update(runs)
    .set({ state: "running", startedAt: sql`now()`, ...place })
    .where(and(eq(runs.id, runId), inArray(runs.state, ["queued", "running"])));
}
