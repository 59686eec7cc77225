import { sql } from "drizzle-orm";
import type { Queryable } from "#lib/db/client";
import { batchTasks, runs } from "#lib/db/schema";
import { worstFirst } from "#lib/runs/standing-runs";

/** Gives the graded tasks of an evaluation the failure and the reason of the run that stands for them. */
export async function settleTasks(tx: Queryable, batchId: string): Promise<void> {
  await tx.execute(sql`
    update ${batchTasks} b set failure_class = w.failure_class, reason = w.reason
    from (
      select distinct on (r.task_id) r.task_id, r.failure_class, r.reason from ${runs} r
      where r.batch_id = ${batchId} and r.kind = 'model' order by r.task_id, ${worstFirst("r")}
    ) w
    where b.batch_id = ${batchId} and b.task_id = w.task_id and b.outcome = 'graded'
      and (b.failure_class, b.reason) is distinct from (w.failure_class, w.reason)`);
}
