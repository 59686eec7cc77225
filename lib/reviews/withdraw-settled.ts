import { and, asc, eq, sql } from "drizzle-orm";
import type { Actor } from "#lib/auth/actor";
import type { Queryable } from "#lib/db/client";
import { reviewDecisions, reviewEvents, reviewItems } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { openSlots } from "#lib/reviews/add-items";
import { inForce } from "#lib/reviews/in-force";
import { lockSubjects } from "#lib/reviews/record-decision";
import { withdrawDecisions } from "#lib/reviews/withdraw-decisions";

/**
 * Takes back what a rule made of the reviews of an item, which is open then, because one of them is no more. Where the
 * project has more reviewers per item by now, it gets their slots. What a person decided is a conflict. Call it inside a
 * transaction that holds the item.
 */
export async function withdrawSettled(tx: Queryable, actor: Actor, itemId: number): Promise<void> {
  const standing = await tx
    .select()
    .from(reviewDecisions)
    .where(and(eq(reviewDecisions.itemId, itemId), inForce))
    .orderBy(asc(reviewDecisions.id));
  const last = standing.at(-1);
  if (last && last.origin !== "rule")
    fail("conflict", `${last.decidedBy} has decided on this item since; ask them to take that back first.`);
  const [item] = await tx
    .update(reviewItems)
    .set({ state: "open", outcome: null, decidedAt: null, revision: sql`${reviewItems.revision} + 1` })
    .where(eq(reviewItems.id, itemId))
    .returning();
  if (!item) return fail("not_found", "This item was removed");
  await openSlots(tx, item.project, itemId);
  if (!last) return;
  const kind = item.taskId === null ? "trajectory" : "task";
  await lockSubjects(tx, kind, sql`${item.taskId ?? item.trajectoryId}::int`);
  await withdrawDecisions(tx, actor, { kind, ids: standing.map(({ id }) => id), reason: "", bulkId: null });
  await tx.insert(reviewEvents).values({
    project: item.project,
    itemId,
    actor: actor.name,
    userId: actor.userId,
    event: "withdrawn",
    detail: { outcome: last.outcome, origin: "rule" },
  });
}
