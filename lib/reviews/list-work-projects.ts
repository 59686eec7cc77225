import { asc, eq, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { OutcomeRule, ProjectState, ReviewSubject } from "#lib/core/review/model";
import { reviewForms, reviewProjects } from "#lib/db/schema";
import { countProgress, type Progress } from "#lib/reviews/progress";
import { canTakePart } from "#lib/reviews/work-project";

export interface WorkProjectRow {
  readonly slug: string;
  readonly title: string;
  readonly subject: ReviewSubject;
  readonly state: ProjectState;
  readonly rule: OutcomeRule;
  readonly reviewersPerItem: number;
  readonly formName: string;
  readonly createdAt: Date;
  readonly canTakePart: boolean;
  readonly progress: Progress;
}

const stateRank = sql`array_position(array['open', 'paused', 'closed'], ${reviewProjects.state})`;

/** Every project with how far it has got: those that this person can work on first, then the newest. */
export async function listWorkProjects(ctx: Ctx): Promise<WorkProjectRow[]> {
  const { actor, db } = ctx;
  requireRole(actor, "viewer");
  const rows = await db
    .select({
      slug: reviewProjects.slug,
      title: reviewProjects.title,
      subject: reviewProjects.subject,
      state: reviewProjects.state,
      canTakePart: canTakePart(actor.userId),
      rule: reviewProjects.rule,
      reviewersPerItem: reviewProjects.reviewersPerItem,
      formName: reviewForms.name,
      createdAt: reviewProjects.createdAt,
    })
    .from(reviewProjects)
    .innerJoin(reviewForms, eq(reviewForms.hash, reviewProjects.formHash))
    .orderBy(stateRank, sql`${reviewProjects.createdAt} desc`, asc(reviewProjects.slug));
  const sorted = [...rows.filter((row) => row.canTakePart), ...rows.filter((row) => !row.canTakePart)];
  const progressOf = await countProgress(
    ctx,
    sorted.map(({ slug }) => slug),
  );
  return sorted.map((row) => ({ ...row, progress: progressOf(row.slug) }));
}
