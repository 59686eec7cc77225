import { type AnyColumn, eq, or, type SQL, sql } from "drizzle-orm";
import type { Actor } from "#lib/auth/actor";
import { hasRole, type Role } from "#lib/core/role";
import { canTakePart } from "#lib/reviews/work-project";

interface WrittenRow {
  /** Absent where only trajectories are written about. */
  readonly taskId?: AnyColumn;
  readonly trajectoryId: AnyColumn;
  readonly userId: AnyColumn;
}

/**
 * What somebody may read of comments or flags: their own always, other people's unless they still owe a review of the same
 * task or trajectory. Every query of them goes through this.
 */
export function visibleTo(actor: Actor, row: WrittenRow): SQL {
  const { userId } = actor;
  if (userId === null) return sql`true`;
  return or(eq(row.userId, userId), sql`not ${isBlind({ ...actor, userId }, row)}`) ?? sql`false`;
}

/** In SQL what `hidesAnswers` says of an item, for the items about a task or a trajectory. */
export function isBlind(
  { userId, role }: { readonly userId: string; readonly role: Role },
  subject: { readonly taskId?: AnyColumn | number | null; readonly trajectoryId?: AnyColumn | number | null },
): SQL<boolean> {
  const isInvited = hasRole(role, "annotator") && !hasRole(role, "curator") ? canTakePart(userId) : sql`false`;
  const ofItem = sql`own.item_id = i.id and own.user_id = ${userId}`;
  return sql<boolean>`exists (
    select from review_items i join review_projects on review_projects.slug = i.project
    where (i.task_id = ${subject.taskId ?? null}::integer or i.trajectory_id = ${subject.trajectoryId ?? null}::integer)
      and 'answers' = any(review_projects.hidden) and review_projects.state <> 'closed' and i.state = 'open'
      and not exists (select from reviews own where ${ofItem} and own.state = 'submitted')
      and (${isInvited} or exists (select from reviews own where ${ofItem})
        or exists (select from review_slots own where ${ofItem} and own.state = 'leased')))`;
}
