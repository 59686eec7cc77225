import { and, eq, sql } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import { type AnswerProblem, findAnswerProblems } from "#lib/core/review/answers";
import type { Queryable } from "#lib/db/client";
import {
  reviewEvents,
  reviewForms,
  reviewItems,
  reviewProjects,
  reviewSlots,
  reviews,
  taskTexts,
  trajectories,
} from "#lib/db/schema";
import { fail } from "#lib/errors";
import { requirePerson } from "#lib/reviews/require-person";
import type { ReviewInput } from "#lib/reviews/review-input";
import { settleItems } from "#lib/reviews/settle-items";
import { partColumns } from "#lib/reviews/work-project";

export type Submission =
  | { readonly state: "submitted" }
  | { readonly state: "incomplete"; readonly problems: readonly AnswerProblem[] };

/** Hands a review in, and settles its item where it is the last one. What keeps it from being complete is told by question. */
export async function submitReview({ actor, db }: Ctx, input: ReviewInput): Promise<Submission> {
  const userId = requirePerson(actor);
  return db.transaction(async (tx) => {
    // Always slot, then item, then review: whoever locks them meets the others in this order.
    const slotId = await lockSlot(tx, input.itemId, userId);
    const item = await lockItem(tx, input, userId);
    const problems = findAnswerProblems(item.form, input.answers);
    if (problems.length > 0) return { state: "incomplete", problems };
    const { answers, formHash, contentHash } = input;
    const detail = { answers, formHash, contentHash };
    const event = { project: item.project, itemId: item.id, actor: actor.name, userId, event: "submitted", detail };
    // Sent together: none of them waits for what another answers.
    await Promise.all([
      keepReview(tx, { userId, name: actor.name, project: item.project, input }),
      tx.update(reviewSlots).set({ state: "submitted", leasedUntil: null }).where(eq(reviewSlots.id, slotId)),
      tx
        .update(reviewItems)
        .set({ contentHash, revision: sql`${reviewItems.revision} + 1` })
        .where(eq(reviewItems.id, item.id)),
      tx.insert(reviewEvents).values(event),
      audit(tx, actor, "review.submitted", `review_item:${item.id}`, { project: item.project }),
    ]);
    await settleItems(tx, actor, item.project, [item.id]);
    return { state: "submitted" };
  });
}

async function lockSlot(tx: Queryable, itemId: number, userId: string): Promise<number> {
  const [slot] = await tx
    .select({ id: reviewSlots.id })
    .from(reviewSlots)
    .where(and(eq(reviewSlots.itemId, itemId), eq(reviewSlots.userId, userId), eq(reviewSlots.state, "leased")))
    .for("update");
  return slot?.id ?? fail("conflict", "Your place at this item is not held for you any more. Your answers are kept.");
}

/** Before the review is written, whose reference to the item would keep two who submit at once from locking it. */
async function lockItem(tx: Queryable, { itemId, contentHash, formHash }: ReviewInput, userId: string) {
  const [found] = await tx
    .select({
      id: reviewItems.id,
      project: reviewItems.project,
      currentHash: sql<string | null>`coalesce(${taskTexts.contentHash}, ${trajectories.contentHash})`,
      form: reviewForms.spec,
      part: partColumns(userId),
    })
    .from(reviewItems)
    .innerJoin(reviewProjects, eq(reviewProjects.slug, reviewItems.project))
    .innerJoin(reviewForms, eq(reviewForms.hash, reviewProjects.formHash))
    .leftJoin(taskTexts, eq(taskTexts.taskId, reviewItems.taskId))
    .leftJoin(trajectories, eq(trajectories.id, reviewItems.trajectoryId))
    .where(eq(reviewItems.id, itemId))
    .for("update", { of: reviewItems });
  if (!found) return fail("not_found", "This item was removed");
  const { part, currentHash, ...item } = found;
  if (!part.canTakePart) fail("forbidden", `${part.title} is reviewed by its members only. Your answers are kept.`);
  if (part.state === "closed") fail("conflict", `${part.title} is closed. Your answers are kept as a draft.`);
  if (currentHash !== contentHash)
    fail("conflict", "What you reviewed has changed since you opened it. Load it again; your answers are kept.");
  if (part.formHash !== formHash)
    fail("conflict", "The form has changed since you opened it. Load the page again; your answers are kept.");
  return item;
}

interface Handed {
  readonly userId: string;
  readonly name: string;
  readonly project: string;
  readonly input: ReviewInput;
}

async function keepReview(tx: Queryable, { userId, name, project, input }: Handed): Promise<void> {
  const { itemId, revision, answers, activeSeconds, contentHash, formHash } = input;
  const content = { name, answers, activeSeconds, contentHash, formHash, state: "submitted" as const };
  const now = sql`now()`;
  const [kept] =
    revision === 0
      ? await tx
          .insert(reviews)
          .values({ project, itemId, reviewer: userId, userId, ...content, submittedAt: now })
          .onConflictDoNothing()
          .returning({ id: reviews.id })
      : await tx
          .update(reviews)
          .set({ ...content, savedAt: now, submittedAt: now, revision: sql`${reviews.revision} + 1` })
          .where(
            and(
              eq(reviews.itemId, itemId),
              eq(reviews.reviewer, userId),
              eq(reviews.state, "draft"),
              eq(reviews.revision, revision),
            ),
          )
          .returning({ id: reviews.id });
  if (!kept) fail("conflict", "These answers were changed or submitted in another window.");
}
