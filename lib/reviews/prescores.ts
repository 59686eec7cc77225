import { and, asc, eq, gt, sql } from "drizzle-orm";
import { z } from "zod";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import type { Answers } from "#lib/core/review/answers";
import { compareAnswers, type Difference } from "#lib/core/review/compare-answers";
import type { ReviewForm } from "#lib/core/review/form";
import type { Outcome, OutcomeRule, PrescoreState } from "#lib/core/review/model";
import { combineAnswers, judgeAnswers } from "#lib/core/review/outcome";
import { storableText } from "#lib/core/storable-text";
import type { Queryable } from "#lib/db/client";
import { reviewForms, reviewItems, reviewPrescores, reviewProjects, reviews } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { enqueueMany } from "#lib/jobs/queue";
import { currentHash } from "#lib/reviews/current-content";
import { projectSlugSchema } from "#lib/reviews/model";

export const prescoreRequestSchema = z.object({
  project: projectSlugSchema,
  model: storableText().trim().min(1, "Name a model as the endpoint calls it").max(200),
});

export const prescoreProjectSchema = z.object({ project: projectSlugSchema });

/** Asks a model about every item that it has not answered yet in this form and on this content. Gives their number. */
export async function requestPrescores(
  { actor, db }: Ctx,
  { project, model }: z.output<typeof prescoreRequestSchema>,
): Promise<{ readonly count: number }> {
  requireRole(actor, "curator");
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select({ formHash: reviewProjects.formHash })
      .from(reviewProjects)
      .where(eq(reviewProjects.slug, project));
    if (!found) return fail("not_found", `There is no project ${project}`);
    const added = await tx.execute<{ id: number }>(sql`
      insert into ${reviewPrescores} (project, item_id, model, form_hash, content_hash, requested_by)
      select project, id, ${model}, ${found.formHash}, ${currentHash}, ${actor.name} from ${reviewItems}
      where project = ${project} order by position
      on conflict (item_id, model, form_hash, content_hash) do update
        set state = 'queued', tries = 0, failure = null, finished_at = null, requested_by = excluded.requested_by
        where review_prescores.state in ('failed', 'cancelled')
      returning id`);
    if (added.length === 0) fail("conflict", `${model} has answered about every item already, or is about to.`);
    await enqueueMany(
      tx,
      "prescore.run",
      added.map(({ id }) => ({ prescoreId: id })),
      { priority: 0 },
    );
    await audit(tx, actor, "prescores.requested", `review_project:${project}`, { model, items: added.length });
    return { count: added.length };
  });
}

/** Drops what has not been answered yet. */
export async function cancelPrescores(
  { actor, db }: Ctx,
  { project }: z.output<typeof prescoreProjectSchema>,
): Promise<{ readonly count: number }> {
  requireRole(actor, "curator");
  return db.transaction(async (tx) => {
    const cancelled = await tx
      .update(reviewPrescores)
      .set({ state: "cancelled", finishedAt: sql`now()` })
      .where(and(eq(reviewPrescores.project, project), eq(reviewPrescores.state, "queued")))
      .returning({ id: reviewPrescores.id });
    if (cancelled.length === 0) fail("conflict", "There is nothing to cancel: every question is answered.");
    await audit(tx, actor, "prescores.cancelled", `review_project:${project}`, { items: cancelled.length });
    return { count: cancelled.length };
  });
}

export interface PrescoreOverview {
  /** A line for each model that was asked. */
  readonly models: readonly { readonly model: string; readonly counts: Readonly<Record<PrescoreState, number>> }[];
  /** Failures, one line for each text. */
  readonly failures: readonly { readonly model: string; readonly failure: string; readonly count: number }[];
}

export async function findPrescores({ actor, db }: Ctx, project: string): Promise<PrescoreOverview> {
  requireRole(actor, "annotator");
  const [models, failures] = await Promise.all([
    db.execute<{ model: string } & Record<PrescoreState, number>>(sql`
      select model, count(*) filter (where state = 'queued')::int as queued,
        count(*) filter (where state = 'finished')::int as finished,
        count(*) filter (where state = 'failed')::int as failed,
        count(*) filter (where state = 'cancelled')::int as cancelled
      from ${reviewPrescores} where project = ${project} group by model order by model`),
    db.execute<{ model: string; failure: string; count: number }>(sql`
      select model, failure, count(*)::int as count from ${reviewPrescores}
      where project = ${project} and state = 'failed' group by model, failure order by count desc limit 20`),
  ]);
  return { models: models.map(({ model, ...counts }) => ({ model, counts })), failures: [...failures] };
}

export interface Disagreement {
  readonly itemId: number;
  readonly instanceId: string;
  readonly model: string;
  /** What each says of the item, where the form lets it be said. */
  readonly people: Outcome | null;
  readonly machine: Outcome | null;
  readonly differences: readonly Difference[];
}

interface Disagreements {
  /** How many there are; the first of them are listed. */
  readonly total: number;
  readonly rows: readonly Disagreement[];
}

const readAtOnce = 1_000;

/**
 * The items whose people and model differ, those first that come to another outcome, then by how far they are apart.
 * Answers count that were given to the project's form, about what the item is now.
 */
export async function listDisagreements(
  { actor, db }: Ctx,
  project: string,
  limit = Number.POSITIVE_INFINITY,
): Promise<Disagreements> {
  requireRole(actor, "annotator");
  const [found] = await db
    .select({ rules: reviewProjects, form: reviewForms.spec })
    .from(reviewProjects)
    .innerJoin(reviewForms, eq(reviewForms.hash, reviewProjects.formHash))
    .where(eq(reviewProjects.slug, project));
  if (!found) return fail("not_found", `There is no project ${project}`);
  const { form, rules } = found;
  if (rules.hidden.includes("answers")) requireRole(actor, "curator");
  let rows: Disagreement[] = [];
  for (let [total, last] = [0, 0]; ; ) {
    const read = await listCompared(db, rules, last);
    const differing = read.map((row) => compare(form, rules.rule, row)).filter((row) => row.differences.length > 0);
    total += differing.length;
    rows = [...rows, ...differing].sort(compareDisagreements).slice(0, limit);
    last = read.at(-1)?.id ?? last;
    if (read.length < readAtOnce) return { total, rows };
  }
}

type ComparedRow = Awaited<ReturnType<typeof listCompared>>[number];

function listCompared(db: Queryable, { slug, formHash }: { slug: string; formHash: string }, after: number) {
  return db
    .select({
      id: reviewPrescores.id,
      itemId: reviewItems.id,
      instanceId: reviewItems.instanceId,
      model: reviewPrescores.model,
      machine: reviewPrescores.answers,
      people: sql<Answers[]>`json_agg(${reviews.answers} order by ${reviews.submittedAt}, ${reviews.id})`,
    })
    .from(reviewPrescores)
    .innerJoin(reviewItems, eq(reviewItems.id, reviewPrescores.itemId))
    .innerJoin(
      reviews,
      and(
        eq(reviews.itemId, reviewItems.id),
        eq(reviews.state, "submitted"),
        eq(reviews.formHash, reviewPrescores.formHash),
        eq(reviews.contentHash, reviewPrescores.contentHash),
      ),
    )
    .where(
      and(
        eq(reviewPrescores.project, slug),
        eq(reviewPrescores.state, "finished"),
        eq(reviewPrescores.formHash, formHash),
        eq(reviewPrescores.contentHash, currentHash),
        gt(reviewPrescores.id, after),
      ),
    )
    .groupBy(reviewItems.id, reviewPrescores.id)
    .orderBy(asc(reviewPrescores.id))
    .limit(readAtOnce);
}

function compare(
  form: ReviewForm,
  rule: OutcomeRule,
  { itemId, instanceId, model, ...given }: ComparedRow,
): Disagreement {
  const people = combineAnswers(form, rule === "adjudicator" ? "majority" : rule, given.people);
  const machine = given.machine ?? {};
  return {
    itemId,
    instanceId,
    model,
    people: judgeAnswers(form, people),
    machine: judgeAnswers(form, machine),
    differences: compareAnswers(form, people, machine),
  };
}

function compareDisagreements(one: Disagreement, other: Disagreement): number {
  return weightOf(other) - weightOf(one) || one.itemId - other.itemId || (one.model < other.model ? -1 : 1);
}

function weightOf({ people, machine, differences }: Disagreement): number {
  const sum = differences.reduce((total, { distance }) => total + distance, 0);
  return people !== null && machine !== null && people !== machine ? 1_000 + sum : sum;
}
