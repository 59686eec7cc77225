import { sql } from "drizzle-orm";
import type { Queryable } from "#lib/db/client";
import { batchTasks, predictions, runs, trajectories, trajectoryTexts } from "#lib/db/schema";

/**
 * Gives the trajectories of a batch's tasks, or of one of them, the verdict of the newest evaluation of their final
 * patch: that of the worst of its repeats. One that could not be graded leaves a verdict that is there.
 */
export async function settleTrajectories(
  tx: Queryable,
  { batchId, taskId }: { readonly batchId: string; readonly taskId?: number },
): Promise<void> {
  const isMeant = taskId === undefined ? sql`true` : sql`b.task_id = ${taskId}`;
  await tx.execute(sql`
    with evaluated as (
      select r.task_id, p.patch, max(r.id) as last_run,
        bool_and(r.resolution is not distinct from 'FULL') as is_full,
        bool_or(coalesce(r.resolution in ('PARTIAL', 'NO'), false)) as is_short
      from ${batchTasks} b
      join ${runs} r on r.task_id = b.task_id and r.kind = 'model'
      join ${predictions} p on p.id = r.prediction_id
      where b.batch_id = ${batchId} and ${isMeant}
      group by r.task_id, p.patch, r.batch_id
      having bool_and(r.state = 'finished')
    ), newest as (
      select distinct on (task_id, patch) * from evaluated order by task_id, patch, last_run desc
    ), told as (
      select k.id, case when is_full then 'resolved' when is_short then 'unresolved'
        else coalesce(k.verdict, 'not_graded') end as verdict
      from newest n
      join ${trajectories} k on k.task_id = n.task_id
      join ${trajectoryTexts} x on x.trajectory_id = k.id and x.final_patch = n.patch
    )
    update ${trajectories} k set verdict = told.verdict from told
    where k.id = told.id and k.verdict is distinct from told.verdict`);
}
