import { asc, eq } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { reviewDecisions, reviewItems, reviewProjects } from "#lib/db/schema";
import { selectDecisions } from "#lib/reviews/decision-rows";
import { findItem } from "#lib/reviews/find-item";
import type { DecisionRow, ItemDetail } from "#lib/reviews/model";
import type { DecisionSubject } from "#lib/reviews/record-decision";

const mostDecisions = 200;
const mostProjects = 20;

export interface SubjectReviews {
  readonly decisions: readonly DecisionRow[];
  readonly items: readonly (ItemDetail & { readonly projectTitle: string })[];
}

/** All that reviews say of a task or a trajectory, in every project, as far as the one who asks may see it. */
export async function listSubjectReviews(ctx: Ctx, subject: DecisionSubject): Promise<SubjectReviews> {
  const { actor, db } = ctx;
  requireRole(actor, "viewer");
  const [decisionOf, itemOf] =
    "taskId" in subject
      ? [eq(reviewDecisions.taskId, subject.taskId), eq(reviewItems.taskId, subject.taskId)]
      : [eq(reviewDecisions.trajectoryId, subject.trajectoryId), eq(reviewItems.trajectoryId, subject.trajectoryId)];
  const [decisions, found] = await Promise.all([
    selectDecisions(db, decisionOf, mostDecisions),
    db
      .select({ id: reviewItems.id, project: reviewItems.project, title: reviewProjects.title })
      .from(reviewItems)
      .innerJoin(reviewProjects, eq(reviewProjects.slug, reviewItems.project))
      .where(itemOf)
      .orderBy(asc(reviewItems.id))
      .limit(mostProjects),
  ]);
  const items = await Promise.all(found.map(({ id, project }) => findItem(ctx, project, id)));
  const blind = new Set(items.flatMap((item) => (item?.isBlind ? [item.id] : [])));
  return {
    decisions: decisions.filter(({ itemId }) => itemId === null || !blind.has(itemId)),
    items: items.flatMap((item, index) => (item ? [{ ...item, projectTitle: found[index]?.title ?? "" }] : [])),
  };
}
