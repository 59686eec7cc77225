import { eq, type SQL, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { ReviewForm } from "#lib/core/review/form";
import type { BlindPart, OutcomeRule, ProjectState, ReviewSubject } from "#lib/core/review/model";
import type { Queryable } from "#lib/db/client";
import { reviewForms, reviewProjects } from "#lib/db/schema";
import { fail } from "#lib/errors";

/** A project as those see it who work on it. */
export interface WorkProject {
  readonly slug: string;
  readonly title: string;
  readonly guidelines: string;
  readonly subject: ReviewSubject;
  readonly state: ProjectState;
  readonly rule: OutcomeRule;
  readonly reviewersPerItem: number;
  readonly hidden: readonly BlindPart[];
  readonly form: ReviewForm;
  readonly formHash: string;
  readonly canTakePart: boolean;
}

/** The project as the one who asks stands to it. */
export async function findDeskProject({ actor, db }: Ctx, slug: string): Promise<WorkProject | undefined> {
  requireRole(actor, "viewer");
  const [project] = await db
    .select({
      ...partColumns(actor.userId),
      guidelines: reviewProjects.guidelines,
      subject: reviewProjects.subject,
      rule: reviewProjects.rule,
      reviewersPerItem: reviewProjects.reviewersPerItem,
      form: reviewForms.spec,
    })
    .from(reviewProjects)
    .innerJoin(reviewForms, eq(reviewForms.hash, reviewProjects.formHash))
    .where(eq(reviewProjects.slug, slug));
  return project;
}

/** What decides whether somebody may work on a project now. */
export type Part = Pick<WorkProject, "slug" | "title" | "state" | "formHash" | "hidden" | "canTakePart">;

/** The project, for somebody who takes part in it. */
export async function requirePart(db: Pick<Queryable, "select">, slug: string, userId: string): Promise<Part> {
  const [project] = await db.select(partColumns(userId)).from(reviewProjects).where(eq(reviewProjects.slug, slug));
  if (!project) return fail("not_found", `There is no project ${slug}`);
  if (!project.canTakePart)
    fail("forbidden", `${project.title} is reviewed by its members only. Ask a curator to add you.`);
  return project;
}

/** Columns of `review_projects`, as this person stands to it. */
export function partColumns(userId: string | null) {
  return {
    slug: reviewProjects.slug,
    title: reviewProjects.title,
    state: reviewProjects.state,
    formHash: reviewProjects.formHash,
    hidden: reviewProjects.hidden,
    canTakePart: canTakePart(userId),
  };
}

/** Of the project in the query: it is open to all, or has this person among its members. */
export function canTakePart(userId: string | null): SQL<boolean> {
  return sql`(review_projects.is_open_to_all or exists (
    select 1 from review_members m where m.project = review_projects.slug and m.user_id = ${userId}))`;
}
