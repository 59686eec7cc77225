import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import type { Verdict } from "#lib/core/grading/model";
import type { PolicyId } from "#lib/core/grading/policies";
import type { WorkState } from "#lib/core/run/model";
import type { Database } from "#lib/db/client";
import { runs } from "#lib/db/schema";

/**
 * The order in which one of a patch's repeats stands for all: a patch that works only sometimes does not work. What has
 * not ended comes first, then what the machinery failed at, then what is not FULL.
 */
export function worstFirst(run: string): SQL {
  const row = sql.identifier(run);
  return sql`case when ${row}.state in ('queued', 'running') then 0 when ${row}.state in ('failed', 'cancelled') then 1
    when ${row}.resolution is distinct from 'FULL' then 2 else 3 end, ${row}.id`;
}

export const standingColumns = {
  id: runs.id,
  taskId: runs.taskId,
  predictionId: runs.predictionId,
  state: runs.state,
  resolution: runs.resolution,
  failureClass: runs.failureClass,
  reason: runs.reason,
  failToPassStatuses: runs.failToPassStatuses,
  passToPassStatuses: runs.passToPassStatuses,
  listsHash: runs.listsHash,
  logFacts: runs.logFacts,
};

/** Of each task of a batch the run that stands for all its repeats, from behind a task on. */
export function selectStanding(db: Database, batchId: string, after = 0) {
  return db
    .selectDistinctOn([runs.taskId], standingColumns)
    .from(runs)
    .where(and(eq(runs.batchId, batchId), eq(runs.kind, "model"), gt(runs.taskId, after)))
    .orderBy(asc(runs.taskId), worstFirst("runs"));
}

export type StandingRun = Pick<typeof runs.$inferSelect, keyof typeof standingColumns>;

/** Null for a run that ended without one. Its tests have no names yet. */
export function verdictOf(
  {
    state,
    resolution,
    failureClass,
    reason,
    logFacts,
  }: { readonly state: WorkState } & Pick<StandingRun, "resolution" | "failureClass" | "reason" | "logFacts">,
  policy: PolicyId,
): Verdict | null {
  if (state !== "finished" || resolution === null) return null;
  const none = { success: [], failure: [] };
  const faultSign = logFacts?.faultSign ?? null;
  return { policy, resolution, failureClass, reason: reason ?? "", failToPass: none, passToPass: none, faultSign };
}
