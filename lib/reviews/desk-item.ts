import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import type { Answers } from "#lib/core/review/answers";
import type { BlindPart, ItemState, Outcome, ReviewState } from "#lib/core/review/model";
import { hasRole } from "#lib/core/role";
import type { Database } from "#lib/db/client";
import { reviewItems, reviews } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { type DeskView, findDeskView } from "#lib/reviews/desk-view";
import { type Evidence, gatherEvidence } from "#lib/reviews/evidence";
import { isFree } from "#lib/reviews/free-slots";
import { findSubjectHash } from "#lib/reviews/subject-hash";

/** An item as one person may see it. */
export interface DeskItem {
  readonly id: number;
  readonly project: string;
  readonly position: number;
  readonly instanceId: string;
  readonly state: ItemState;
  readonly outcome: Outcome | null;
  /** Of what is shown; a submission names it. */
  readonly contentHash: string;
  /** What the project hides from this person until they have submitted. */
  readonly hidden: readonly BlindPart[];
  readonly evidence: Evidence;
  readonly review: OwnReview | null;
  /** Submitted reviews of others; null where they are hidden. */
  readonly others: readonly OtherReview[] | null;
  /** Whether a slot of it is this person's, or could be. */
  readonly standing: "held" | "submitted" | "free" | "taken";
}

export interface OwnReview {
  readonly state: ReviewState;
  readonly answers: Answers;
  readonly revision: number;
  readonly formHash: string;
  readonly activeSeconds: number;
  readonly savedAt: Date;
  readonly submittedAt: Date | null;
}

export interface OtherReview {
  readonly name: string;
  readonly answers: Answers;
  readonly submittedAt: Date | null;
}

export async function findDeskItem(ctx: Ctx, itemId: number): Promise<DeskItem | undefined> {
  const view = await findDeskView(ctx, itemId);
  if (!view) return undefined;
  const { item, hidden, review } = view;
  // Before the evidence: what changes in between is refused when it is submitted, and not taken for what was seen.
  const contentHash = await findSubjectHash(ctx.db, item);
  if (contentHash === undefined) return undefined;
  const [evidence, others, standing] = await Promise.all([
    gatherEvidence(ctx, item, hidden),
    hidden.includes("answers") ? null : listOthers(ctx, itemId),
    findStanding(ctx, view),
  ]);
  return {
    id: item.id,
    project: item.project,
    position: item.position,
    instanceId: item.instanceId,
    state: item.state,
    outcome: item.outcome,
    contentHash,
    hidden,
    evidence,
    review: review && ownReview(review),
    others,
    standing,
  };
}

export async function requireDeskItem(ctx: Ctx, itemId: number): Promise<DeskItem> {
  return (await findDeskItem(ctx, itemId)) ?? fail("not_found", "This item was removed");
}

/** Whether what somebody has of an item is still what they would get. */
export async function isDeskItemCurrent(db: Database, itemId: number, contentHash: string): Promise<boolean> {
  const [item] = await db.select().from(reviewItems).where(eq(reviewItems.id, itemId));
  return item !== undefined && (await findSubjectHash(db, item)) === contentHash;
}

function ownReview(review: typeof reviews.$inferSelect): OwnReview {
  const { state, answers, revision, formHash, activeSeconds, savedAt, submittedAt } = review;
  return { state, answers, revision, formHash, activeSeconds, savedAt, submittedAt };
}

async function listOthers({ actor, db }: Ctx, itemId: number): Promise<OtherReview[]> {
  return db
    .select({ name: reviews.name, answers: reviews.answers, submittedAt: reviews.submittedAt })
    .from(reviews)
    .where(and(eq(reviews.itemId, itemId), eq(reviews.state, "submitted"), ne(reviews.reviewer, actor.userId ?? "")))
    .orderBy(asc(reviews.submittedAt), asc(reviews.id));
}

async function findStanding({ actor, db }: Ctx, { item, part, review }: DeskView): Promise<DeskItem["standing"]> {
  if (review?.state === "submitted") return "submitted";
  if (actor.userId === null || !hasRole(actor.role, "annotator") || !part.canTakePart) return "taken";
  const [found] = await db.execute<{ own: "leased" | "submitted" | null; hasFree: boolean | null }>(sql`
    select max(s.state) filter (where s.user_id = ${actor.userId} and s.state <> 'open') as own,
      bool_or(${isFree}) as "hasFree"
    from review_slots s where s.item_id = ${item.id}`);
  if (found?.own) return found.own === "leased" ? "held" : "submitted";
  return found?.hasFree && part.state === "open" ? "free" : "taken";
}
