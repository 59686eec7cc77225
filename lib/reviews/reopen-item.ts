import { and, asc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import type { JsonObject } from "#lib/core/json";
import { storableText } from "#lib/core/storable-text";
import type { Queryable } from "#lib/db/client";
import { reviewDecisions, reviewEvents, reviewItems, reviewSkips, reviewSlots, reviews } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { openSlots } from "#lib/reviews/add-items";
import { inForce } from "#lib/reviews/in-force";
import { type LockedItem, lockItem } from "#lib/reviews/lock-item";
import { lockSubjects, type SubjectKind } from "#lib/reviews/record-decision";
import { findSubjectHash } from "#lib/reviews/subject-hash";
import { withdrawDecisions } from "#lib/reviews/withdraw-decisions";

export const reopeningSchema = z.object({
  itemId: z.int32().positive(),
  revision: z.int32(),
  reason: storableText().trim().max(2000).default(""),
});

/**
 * Another round for an item that was reviewed: its decisions are taken back, its reviews go into its history, and all its
 * slots wait for reviewers anew.
 */
export async function reopenItem(
  { actor, db }: Ctx,
  { itemId, revision, reason }: z.output<typeof reopeningSchema>,
): Promise<void> {
  requireRole(actor, "curator");
  await db.transaction(async (tx) => {
    // Slots before items, as those who submit lock them.
    await tx.execute(sql`select from ${reviewSlots} where item_id = ${itemId} order by id for update`);
    const item = await lockItem(tx, itemId, revision);
    const rounds = await archiveReviews(tx, itemId);
    if (item.state === "open" && rounds.length === 0)
      fail("conflict", "This item waits for its reviews already: there is nothing to reopen.");
    await withdrawAll(tx, actor, item, reason);
    await tx
      .update(reviewItems)
      .set({
        state: "open",
        outcome: null,
        decidedAt: null,
        contentHash: (await findSubjectHash(tx, item)) ?? item.contentHash,
        revision: sql`${reviewItems.revision} + 1`,
      })
      .where(eq(reviewItems.id, itemId));
    await freeSlots(tx, item);
    await tx.insert(reviewEvents).values({
      project: item.project,
      itemId,
      actor: actor.name,
      userId: actor.userId,
      event: "reopened",
      detail: { reason, contentHash: item.contentHash, reviews: rounds },
    });
    await audit(tx, actor, "review_item.reopened", `review_item:${itemId}`, { project: item.project, reason });
  });
}

/** What was submitted leaves the table, so that the same people can review again. Drafts stay. */
async function archiveReviews(tx: Queryable, itemId: number): Promise<JsonObject[]> {
  const rows = await tx
    .delete(reviews)
    .where(and(eq(reviews.itemId, itemId), eq(reviews.state, "submitted")))
    .returning();
  return rows
    .toSorted((a, b) => Number(a.submittedAt) - Number(b.submittedAt))
    .map(({ reviewer, name, answers, formHash, contentHash, activeSeconds, submittedAt }) => ({
      reviewer,
      name,
      answers,
      formHash,
      contentHash,
      activeSeconds,
      submittedAt: submittedAt?.toISOString() ?? null,
    }));
}

async function withdrawAll(tx: Queryable, actor: Ctx["actor"], item: LockedItem, reason: string): Promise<void> {
  const kind: SubjectKind = item.taskId === null ? "trajectory" : "task";
  await lockSubjects(tx, kind, sql`${item.taskId ?? item.trajectoryId}`);
  const standing = await tx
    .select({ id: reviewDecisions.id })
    .from(reviewDecisions)
    .where(and(eq(reviewDecisions.itemId, item.id), inForce))
    .orderBy(asc(reviewDecisions.id));
  await withdrawDecisions(tx, actor, {
    kind,
    ids: standing.map(({ id }) => id),
    reason: reason === "" ? "Reopened for another round" : reason,
    bulkId: null,
  });
}

async function freeSlots(tx: Queryable, { id, project }: LockedItem): Promise<void> {
  await tx
    .update(reviewSlots)
    .set({ state: "open", userId: null, leasedUntil: null })
    .where(and(eq(reviewSlots.itemId, id), eq(reviewSlots.state, "submitted")));
  await tx.delete(reviewSkips).where(eq(reviewSkips.itemId, id));
  await openSlots(tx, project, id);
}
