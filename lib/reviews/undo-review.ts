import { and, eq, sql } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import type { Queryable } from "#lib/db/client";
import { isUniqueViolation } from "#lib/db/is-unique-violation";
import { reviewEvents, reviewItems, reviewSlots, reviews } from "#lib/db/schema";
import { AppError, fail } from "#lib/errors";
import { freeHeld } from "#lib/reviews/free-held";
import { leaseEnd } from "#lib/reviews/lease";
import { requirePerson } from "#lib/reviews/require-person";
import { withdrawSettled } from "#lib/reviews/withdraw-settled";
import { requirePart } from "#lib/reviews/work-project";

/**
 * Makes the person's own submitted review a draft again, and the slot theirs. What followed from it by rule is taken back;
 * what a person decided since is not. Other slots that they hold in the project are free again.
 */
export async function undoReview(ctx: Ctx, { itemId }: { readonly itemId: number }): Promise<void> {
  const userId = requirePerson(ctx.actor);
  try {
    await takeBack(ctx, itemId, userId);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError("conflict", "Another window of yours was given an item at the same moment. Try again.");
  }
}

async function takeBack({ actor, db }: Ctx, itemId: number, userId: string): Promise<void> {
  await db.transaction(async (tx) => {
    // Slots before the item, as those who submit lock them: also the one of another item that becomes free.
    await tx.execute(sql`
      select from ${reviewSlots} where user_id = ${userId} and (item_id = ${itemId} or state = 'leased'
        and project = (select project from ${reviewItems} where id = ${itemId})) order by id for update`);
    const own = and(eq(reviewSlots.itemId, itemId), eq(reviewSlots.userId, userId));
    const [item] = await tx.select().from(reviewItems).where(eq(reviewItems.id, itemId)).for("update");
    if (!item) return fail("not_found", "This item was removed");
    const { title, state } = await requirePart(tx, item.project, userId);
    if (state === "closed") fail("conflict", `${title} is closed: its reviews stay as they are.`);
    const [review] = await tx
      .update(reviews)
      .set({ state: "draft", submittedAt: null, revision: sql`${reviews.revision} + 1` })
      .where(and(eq(reviews.itemId, itemId), eq(reviews.reviewer, userId), eq(reviews.state, "submitted")))
      .returning({ id: reviews.id });
    if (!review) fail("conflict", "There is no submitted review of yours to undo.");
    if (item.state === "open") await tellChange(tx, itemId);
    else await withdrawSettled(tx, actor, itemId);
    await freeHeld(tx, { project: item.project, userId, exceptItemId: itemId });
    await tx.update(reviewSlots).set({ state: "leased", leasedUntil: leaseEnd }).where(own);
    const event = { project: item.project, itemId, actor: actor.name, userId, event: "undone" };
    await tx.insert(reviewEvents).values(event);
    await audit(tx, actor, "review.undone", `review_item:${itemId}`, { project: item.project });
  });
}

/** Who looked at the item before is late by that. */
async function tellChange(tx: Queryable, itemId: number): Promise<void> {
  await tx
    .update(reviewItems)
    .set({ revision: sql`${reviewItems.revision} + 1` })
    .where(eq(reviewItems.id, itemId));
}
