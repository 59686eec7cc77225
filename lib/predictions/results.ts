import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "#lib/db/client";
import { predictions, runs } from "#lib/db/schema";
import type { PredictionResult } from "#lib/predictions/model";
import { worstFirst } from "#lib/runs/standing-runs";

/** The run that stands for a prediction in a batch, to be joined laterally to `predictions`. */
export function standingRun(db: Queryable, batchId: string) {
  return db
    .select({
      id: runs.id,
      state: runs.state,
      resolution: runs.resolution,
      failureClass: runs.failureClass,
      reason: runs.reason,
    })
    .from(runs)
    .where(and(eq(runs.predictionId, predictions.id), eq(runs.batchId, batchId)))
    .orderBy(worstFirst("runs"))
    .limit(1)
    .as("standing");
}

/** What became of a prediction `p`, by the table of the run that stands for it. */
export function resultOf(prediction: string, standing: string): SQL<PredictionResult> {
  const p = sql.identifier(prediction);
  const run = sql.identifier(standing);
  return sql`case
    when ${p}.task_id is null then 'unknown'
    when ${p}.patch = '' then 'empty'
    when ${run}.id is null then 'none'
    when ${run}.state in ('queued', 'running') then 'open'
    when ${run}.state in ('failed', 'cancelled') then 'failed'
    else coalesce(${run}.resolution, 'NOT_GRADED') end`;
}
