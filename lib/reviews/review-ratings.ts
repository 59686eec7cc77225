import { eq, inArray, sql } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import type { Answers } from "#lib/core/review/answers";
import type { ReviewForm } from "#lib/core/review/form";
import type { ReviewSubject } from "#lib/core/review/model";
import type { Queryable } from "#lib/db/client";
import { reviewForms, reviewItems, reviewProjects, reviews } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { findAgreementAccess } from "#lib/reviews/find-agreement-access";

export interface RatedItem {
  readonly id: number;
  readonly instanceId: string;
  readonly trajectoryId: number | null;
}

export interface Reviewer {
  /** The user's id, or the name that an import gave. */
  readonly id: string;
  readonly name: string;
  readonly isImported: boolean;
}

export interface RatedReview {
  /** Places in `items` and `reviewers`. */
  readonly item: number;
  readonly reviewer: number;
  readonly activeSeconds: number;
  /** Without notes and texts. */
  readonly answers: Answers;
  /** The form that they answer: that of the project, or an older one. */
  readonly form: ReviewForm;
}

/** All submitted reviews of a project, as far as they can be compared. */
export interface ReviewRatings {
  readonly slug: string;
  readonly title: string;
  readonly subject: ReviewSubject;
  readonly form: ReviewForm;
  readonly items: readonly RatedItem[];
  readonly reviewers: readonly Reviewer[];
  readonly reviews: readonly RatedReview[];
}

interface Row extends Record<string, unknown> {
  readonly itemId: number;
  readonly instanceId: string;
  readonly trajectoryId: number | null;
  readonly reviewer: string;
  readonly name: string;
  readonly activeSeconds: number;
  readonly answers: Answers;
  readonly formHash: string;
}

/** Throws `not_found` or `forbidden` where `findAgreementAccess` grants none. */
export async function findReviewRatings(ctx: Ctx, slug: string): Promise<ReviewRatings> {
  const access = await findAgreementAccess(ctx, slug);
  if (!access.isGranted) fail(access.code, access.reason);
  const [project] = await ctx.db
    .select({ title: reviewProjects.title, subject: reviewProjects.subject, form: reviewForms.spec })
    .from(reviewProjects)
    .innerJoin(reviewForms, eq(reviewForms.hash, reviewProjects.formHash))
    .where(eq(reviewProjects.slug, slug));
  if (!project) return fail("not_found", `There is no project of review called ${slug}`);
  const compared = sql.param(project.form.questions.filter(({ kind }) => kind !== "text").map(({ id }) => id));
  const rows = await ctx.db.execute<Row>(sql`
    select i.id "itemId", i.instance_id "instanceId", i.trajectory_id "trajectoryId", r.reviewer, r.name,
      r.active_seconds "activeSeconds", r.form_hash "formHash",
      coalesce((select jsonb_object_agg(given.key, jsonb_build_object('value', given.value -> 'value'))
        from jsonb_each(r.answers) given where given.key = any(${compared}::text[])), '{}'::jsonb) answers
    from ${reviews} r join ${reviewItems} i on i.id = r.item_id
    where r.project = ${slug} and r.state = 'submitted'
    order by i.id, r.reviewer`);
  return { slug, ...project, ...arrange(rows, await findForms(ctx.db, rows)) };
}

async function findForms(db: Queryable, rows: readonly Row[]): Promise<ReadonlyMap<string, ReviewForm>> {
  const hashes = [...new Set(rows.map(({ formHash }) => formHash))];
  const forms = await db.select().from(reviewForms).where(inArray(reviewForms.hash, hashes));
  return new Map(forms.map(({ hash, spec }) => [hash, spec]));
}

function arrange(
  rows: readonly Row[],
  forms: ReadonlyMap<string, ReviewForm>,
): Pick<ReviewRatings, "items" | "reviewers" | "reviews"> {
  const items = new Map<number, { place: number; item: RatedItem }>();
  const names = new Map(rows.map(({ reviewer, name }) => [reviewer, name]));
  const reviewers = [...names].sort(([one, name], [other, otherName]) =>
    name === otherName ? compareText(one, other) : compareText(name, otherName),
  );
  const places = new Map(reviewers.map(([id], place) => [id, place]));
  const reviews = rows.flatMap(
    ({ itemId: id, instanceId, trajectoryId, reviewer, activeSeconds, answers, formHash }) => {
      const known = items.get(id) ?? { place: items.size, item: { id, instanceId, trajectoryId } };
      items.set(id, known);
      const form = forms.get(formHash);
      return form ? [{ item: known.place, reviewer: places.get(reviewer) ?? 0, activeSeconds, answers, form }] : [];
    },
  );
  return {
    items: [...items.values()].map(({ item }) => item),
    reviewers: reviewers.map(([id, name]) => ({ id, name, isImported: id === name })),
    reviews,
  };
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
