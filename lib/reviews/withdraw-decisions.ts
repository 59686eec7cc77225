import { sql } from "drizzle-orm";
import type { Actor } from "#lib/auth/actor";
import type { Queryable } from "#lib/db/client";
import { auditEvents, reviewDecisions, tasks, taskTexts, trajectories } from "#lib/db/schema";
import { inForce } from "#lib/reviews/in-force";
import type { SubjectKind } from "#lib/reviews/record-decision";

/** Takes decisions back whose items, tasks and trajectories are locked, and lets these show what stands then. */
export async function withdrawDecisions(
  tx: Queryable,
  actor: Actor,
  { kind, ids, reason, bulkId }: { kind: SubjectKind; ids: readonly number[]; reason: string; bulkId: string | null },
): Promise<void> {
  if (ids.length === 0) return;
  const chosen = sql`any(${sql.param([...ids])}::int[])`;
  await tx.execute(sql`
    with withdrawn as (
      insert into ${reviewDecisions} (task_id, trajectory_id, item_id, project, outcome, origin, rule, reason, content_hash,
        form_hash, previous, withdraws, bulk_id, decided_by)
      select task_id, trajectory_id, item_id, project, 'withdrawn', origin, rule, ${reason}, content_hash, form_hash,
        outcome, id, ${bulkId}::uuid, ${actor.name}
      from ${reviewDecisions} where id = ${chosen} order by id
      returning task_id, trajectory_id, previous, project)
    insert into ${auditEvents} (actor, event, subject, detail)
    select ${actor.name}, ${`${kind}.decision_withdrawn`}, ${`${kind}:`}::text || coalesce(task_id, trajectory_id),
      jsonb_build_object('outcome', previous, 'reason', ${reason}::text, 'project', project, 'bulk', ${bulkId}::text)
    from withdrawn`);
  await restand(tx, kind, ids);
}

/**
 * What the latest decision in force says of the content that a subject has now; where there is none, what it was last
 * before anybody decided. A task that was imported anew or validated since shows that and is left alone.
 */
async function restand(tx: Queryable, kind: SubjectKind, decisionIds: readonly number[]): Promise<void> {
  const chosen = sql`any(${sql.param([...decisionIds])}::int[])`;
  const latest = (subject: "task_id" | "trajectory_id", id: unknown) => sql`
    (select ${reviewDecisions.outcome} from ${reviewDecisions}
     where ${reviewDecisions}.${sql.identifier(subject)} = ${id} and ${inForce}
     ${subject === "task_id" ? sql`and ${reviewDecisions.contentHash} = ${taskTexts.contentHash}` : sql``}
     order by ${reviewDecisions.id} desc limit 1)`;
  if (kind === "trajectory") {
    await tx.execute(sql`
      update ${trajectories} set decision = ${latest("trajectory_id", trajectories.id)}
      where ${trajectories.id} in (select trajectory_id from ${reviewDecisions} where id = ${chosen})`);
    return;
  }
  await tx.execute(sql`
    update ${tasks} set revision = ${tasks.revision} + 1, status = coalesce(${latest("task_id", tasks.id)}, (
      select previous from ${reviewDecisions}
      where task_id = ${tasks.id} and content_hash = ${taskTexts.contentHash} and outcome <> 'withdrawn'
        and previous not in ('approved', 'rejected')
      order by id desc limit 1), ${tasks.status})
    from ${taskTexts}
    where ${taskTexts.taskId} = ${tasks.id} and ${tasks.status} in ('approved', 'rejected')
      and ${tasks.id} in (select task_id from ${reviewDecisions} where id = ${chosen})`);
}
