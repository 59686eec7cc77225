import { and, asc, desc, eq, gt, lt, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { decideOutcome } from "#lib/core/review/outcome";
import type { Queryable } from "#lib/db/client";
import {
  reviewDecisions,
  reviewEvents,
  reviewForms,
  reviewItems,
  reviewProjects,
  reviews,
  tasks,
  trajectories,
} from "#lib/db/schema";
import { hidesAnswers, hidesModel } from "#lib/reviews/blindness";
import { currentHash } from "#lib/reviews/current-content";
import { selectDecisions } from "#lib/reviews/decision-rows";
import { selectItems } from "#lib/reviews/list-items";
import type { ItemDetail, ItemEvent, ItemReview } from "#lib/reviews/model";
import { canTakePart } from "#lib/reviews/work-project";
import { isRowId } from "#lib/trajectories/row-id";

const mostEvents = 500;

/** An item with all its reviews and its history, as far as the one who asks may see what others said of it. */
export async function findItem({ actor, db }: Ctx, slug: string, itemId: number): Promise<ItemDetail | undefined> {
  requireRole(actor, "viewer");
  if (!isRowId(itemId)) return undefined;
  const isItem = and(eq(reviewItems.id, itemId), eq(reviewItems.project, slug));
  const [row] = await selectItems(db, isItem);
  const [more] = await db
    .select({
      revision: reviewItems.revision,
      reviewedHash: reviewItems.contentHash,
      contentHash: currentHash,
      hidden: reviewProjects.hidden,
      projectState: reviewProjects.state,
      canTakePart: canTakePart(actor.userId),
      rule: reviewProjects.rule,
      formHash: reviewProjects.formHash,
      form: reviewForms.spec,
      subjectStatus: sql<string | null>`coalesce(${tasks.status}, ${trajectories.decision})`,
    })
    .from(reviewItems)
    .innerJoin(reviewProjects, eq(reviewProjects.slug, reviewItems.project))
    .innerJoin(reviewForms, eq(reviewForms.hash, reviewProjects.formHash))
    .leftJoin(tasks, eq(tasks.id, reviewItems.taskId))
    .leftJoin(trajectories, eq(trajectories.id, reviewItems.trajectoryId))
    .where(isItem);
  if (!row || !more) return undefined;
  const [all, decisions, events] = await Promise.all([
    listReviews(db, itemId),
    selectDecisions(db, eq(reviewDecisions.itemId, itemId), mostEvents),
    listEvents(db, itemId),
  ]);
  const { hidden, projectState, canTakePart: isMember, ...shown } = more;
  const own = all.find(({ reviewer }) => reviewer === actor.userId);
  const isBlind = hidesAnswers(actor, {
    hidden,
    projectState,
    itemState: row.state,
    // A token is nobody in particular: it could be anybody's who takes part.
    isInvited: actor.userId === null || isMember,
    own: own ? (own.state === "submitted" ? "submitted" : "begun") : null,
  });
  const submitted = all.filter(({ state }) => state === "submitted");
  const reviewsShown = isBlind ? [] : submitted;
  const { outcome: suggested, answers: combined } = decideOutcome(
    shown.form,
    shown.rule,
    reviewsShown.map(({ answers }) => answers),
  );
  return {
    ...row,
    ...shown,
    model: hidesModel(actor, hidden) ? null : row.model,
    project: slug,
    isBlind,
    reviews: reviewsShown,
    reviewCount: submitted.length,
    combined,
    suggested,
    decisions: isBlind ? [] : decisions,
    events: isBlind ? events.map((event) => ({ ...event, outcome: null, reason: "" })) : events,
  };
}

/** The next and the previous item of a project that waits for somebody to decide. */
export async function findDisputed(
  { actor, db }: Ctx,
  { project, position }: Pick<ItemDetail, "project" | "position">,
): Promise<{ previous: number | null; next: number | null }> {
  requireRole(actor, "viewer");
  const isDisputed = and(eq(reviewItems.project, project), eq(reviewItems.state, "disputed"));
  const select = () => db.select({ id: reviewItems.id }).from(reviewItems);
  const [[next], [previous]] = await Promise.all([
    select()
      .where(and(isDisputed, gt(reviewItems.position, position)))
      .orderBy(asc(reviewItems.position))
      .limit(1),
    select()
      .where(and(isDisputed, lt(reviewItems.position, position)))
      .orderBy(desc(reviewItems.position))
      .limit(1),
  ]);
  return { previous: previous?.id ?? null, next: next?.id ?? null };
}

function listReviews(db: Queryable, itemId: number): Promise<ItemReview[]> {
  return db
    .select({
      reviewer: reviews.reviewer,
      name: reviews.name,
      state: reviews.state,
      answers: reviews.answers,
      formHash: reviews.formHash,
      contentHash: reviews.contentHash,
      activeSeconds: reviews.activeSeconds,
      submittedAt: reviews.submittedAt,
    })
    .from(reviews)
    .where(eq(reviews.itemId, itemId))
    .orderBy(asc(reviews.submittedAt), asc(reviews.id));
}

/** Without the answers that stand in them. */
function listEvents(db: Queryable, itemId: number): Promise<ItemEvent[]> {
  return db
    .select({
      id: reviewEvents.id,
      at: reviewEvents.at,
      actor: reviewEvents.actor,
      event: reviewEvents.event,
      outcome: sql<string | null>`${reviewEvents.detail} ->> 'outcome'`,
      reason: sql<string>`coalesce(${reviewEvents.detail} ->> 'reason', '')`,
    })
    .from(reviewEvents)
    .where(eq(reviewEvents.itemId, itemId))
    .orderBy(desc(reviewEvents.id))
    .limit(mostEvents);
}
