import { desc, inArray, type SQL, sql } from "drizzle-orm";
import type { PolicyId } from "#lib/core/grading/policies";
import type { Database } from "#lib/db/client";
import { predictions, reviewDecisions, runBatches, runs, trajectories, trajectoryTexts } from "#lib/db/schema";

const idsPerQuery = 5_000;
const subjectColumns = { tasks: reviewDecisions.taskId, trajectories: reviewDecisions.trajectoryId };

/** The hashes of the forms that the approvals in force of these tasks or trajectories were made with, in order. */
export async function listForms(
  db: Database,
  subject: keyof typeof subjectColumns,
  ids: readonly number[],
): Promise<readonly string[]> {
  const column = subjectColumns[subject];
  const forms = new Set<string>();
  for (const some of parts(ids)) {
    const decisions = await db
      .selectDistinctOn([column], { outcome: reviewDecisions.outcome, formHash: reviewDecisions.formHash })
      .from(reviewDecisions)
      .where(inArray(column, some))
      .orderBy(column, desc(reviewDecisions.id));
    for (const { outcome, formHash } of decisions) if (outcome === "approved" && formHash) forms.add(formHash);
  }
  return [...forms].sort();
}

/**
 * The policies that the verdicts of these trajectories were found by, in order: those of the newest evaluations of their
 * patches that graded them. A verdict that came with its trajectory has none.
 */
export async function listVerdictPolicies(
  db: Database,
  trajectoryIds: readonly number[],
): Promise<readonly PolicyId[]> {
  const found = new Set<PolicyId>();
  for (const some of parts(trajectoryIds)) {
    const rows = await db.execute<{ policy: PolicyId }>(sql`
      select distinct newest.policy
      from ${trajectories} k
      join ${trajectoryTexts} x on x.trajectory_id = k.id
      cross join lateral (${newestGrading}) newest
      where k.id = any(${sql.param(some)}::int[]) and k.verdict in ('resolved', 'unresolved')`);
    for (const { policy } of rows) found.add(policy);
  }
  return [...found].sort();
}

/** Of the patch of a trajectory; the rule by which a verdict is settled (`settle-trajectories.ts`). */
const newestGrading: SQL = sql`
  select b.policy
  from ${runs} r
  join ${predictions} p on p.id = r.prediction_id
  join ${runBatches} b on b.id = r.batch_id
  where r.task_id = k.task_id and r.kind = 'model' and p.patch = x.final_patch
  group by b.id
  having bool_and(r.state = 'finished')
    and (bool_and(r.resolution is not distinct from 'FULL') or bool_or(coalesce(r.resolution in ('PARTIAL', 'NO'), false)))
  order by max(r.id) desc limit 1`;

function* parts(ids: readonly number[]): Generator<number[]> {
  for (let from = 0; from < ids.length; from += idsPerQuery) yield ids.slice(from, from + idsPerQuery);
}
