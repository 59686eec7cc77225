import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Actor } from "#lib/auth/actor";
import { type Answers, findAnswerProblems } from "#lib/core/review/answers";
import type { ReviewForm } from "#lib/core/review/form";
import type { OutcomeRule } from "#lib/core/review/model";
import { decideOutcome } from "#lib/core/review/outcome";
import type { Queryable } from "#lib/db/client";
import {
  reviewDecisions,
  reviewForms,
  reviewItems,
  reviewProjects,
  reviews,
  taskTexts,
  trajectories,
} from "#lib/db/schema";
import { fail } from "#lib/errors";
import { inForce } from "#lib/reviews/in-force";
import { type LockedItem, type Settled, writeSettled } from "#lib/reviews/write-settled";

/**
 * Gives open items of a project their outcome once all their reviews are in, by its rule; where the rule gives none, or the
 * reviews are of different contents or forms, a person has to decide. Call it inside the transaction of a submission.
 */
export async function settleItems(
  tx: Queryable,
  actor: Actor,
  project: string,
  itemIds: readonly number[],
): Promise<void> {
  const locked = await lockItems(tx, project, itemIds);
  await settle(
    tx,
    actor,
    project,
    locked.filter(({ state }) => state === "open"),
  );
}

/** Settles every item of a project anew, but for those that a person decided. Call it when its rule changed. */
export async function settleProject(tx: Queryable, actor: Actor, project: string): Promise<void> {
  // First, so that the decisions that are read next are those of the items as they stay.
  await tx.execute(sql`select from ${reviewItems} where project = ${project} order by id for update`);
  await settle(tx, actor, project, await lockItems(tx, project, null));
}

interface Submission {
  readonly answers: Answers;
  readonly formHash: string;
  readonly contentHash: string;
}

interface Rules {
  readonly rule: OutcomeRule;
  readonly reviewersPerItem: number;
  readonly formHash: string;
  readonly forms: ReadonlyMap<string, ReviewForm>;
}

async function lockItems(tx: Queryable, project: string, ids: readonly number[] | null): Promise<LockedItem[]> {
  const byPerson = sql`(select ${reviewDecisions.origin} from ${reviewDecisions}
    where ${reviewDecisions.itemId} = ${reviewItems.id} and ${inForce} order by ${reviewDecisions.id} desc limit 1)`;
  return tx
    .select({
      id: reviewItems.id,
      subjectId: sql<number>`coalesce(${reviewItems.taskId}, ${reviewItems.trajectoryId})`,
      state: reviewItems.state,
      outcome: reviewItems.outcome,
    })
    .from(reviewItems)
    .where(
      and(
        eq(reviewItems.project, project),
        ids ? sql`${reviewItems.id} = any(${sql.param([...ids])}::int[])` : undefined,
        sql`(${reviewItems.state} <> 'decided' or ${byPerson} = 'rule')`,
      ),
    )
    .orderBy(asc(reviewItems.id))
    .for("update");
}

async function settle(tx: Queryable, actor: Actor, slug: string, items: readonly LockedItem[]): Promise<void> {
  if (items.length === 0) return;
  const [[project], submissions] = await Promise.all([
    tx.select().from(reviewProjects).where(eq(reviewProjects.slug, slug)),
    listSubmissions(
      tx,
      items.map(({ id }) => id),
    ),
  ]);
  if (!project) return fail("not_found", `There is no project ${slug}`);
  const { rule, reviewersPerItem, formHash } = project;
  const complete = items.filter(({ id }) => (submissions.get(id)?.length ?? 0) >= reviewersPerItem);
  if (complete.length === 0) return;
  const contents = await findContents(
    tx,
    project.subject,
    complete.map(({ id }) => id),
  );
  const rules = {
    rule,
    reviewersPerItem,
    formHash,
    forms: await findForms(tx, formHash, [...submissions.values()].flat()),
  };
  const settled = complete.flatMap((item): Settled[] => {
    const contentHash = contents.get(item.id);
    if (contentHash === undefined) return [];
    return [{ item, contentHash, ...judge(rules, submissions.get(item.id) ?? [], contentHash) }];
  });
  const changed = settled.filter(({ item, outcome }) => item.state === "open" || item.outcome !== outcome);
  await writeSettled(tx, actor, project, changed);
}

/** Answers to another form than the project's count by what that form asked; to several forms, only where they all fit. */
function judge(
  { rule, formHash, forms }: Rules,
  given: readonly Submission[],
  contentHash: string,
): Pick<Settled, "outcome" | "answers" | "formHash"> {
  const hashes = new Set(given.map((submission) => submission.formHash));
  const [only] = hashes;
  const readBy = hashes.size === 1 && only !== undefined ? only : formHash;
  const form = forms.get(readBy);
  if (!form) return { outcome: null, answers: {}, formHash: readBy };
  const isFitting = given.every(
    (submission) =>
      submission.contentHash === contentHash &&
      (hashes.size === 1 || findAnswerProblems(form, submission.answers).length === 0),
  );
  const judged = decideOutcome(
    form,
    rule,
    given.map(({ answers }) => answers),
  );
  return { outcome: isFitting ? judged.outcome : null, answers: judged.answers, formHash: readBy };
}

async function listSubmissions(tx: Queryable, ids: readonly number[]): Promise<Map<number, Submission[]>> {
  const rows = await tx
    .select({
      itemId: reviews.itemId,
      answers: reviews.answers,
      formHash: reviews.formHash,
      contentHash: reviews.contentHash,
    })
    .from(reviews)
    .where(and(sql`${reviews.itemId} = any(${sql.param([...ids])}::int[])`, eq(reviews.state, "submitted")))
    .orderBy(reviews.submittedAt, reviews.id);
  return Map.groupBy(rows, ({ itemId }) => itemId);
}

/** What the items' tasks or trajectories are by now. */
async function findContents(
  tx: Queryable,
  subject: "tasks" | "trajectories",
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const chosen = sql`${reviewItems.id} = any(${sql.param([...ids])}::int[])`;
  const rows =
    subject === "tasks"
      ? await tx
          .select({ id: reviewItems.id, hash: taskTexts.contentHash })
          .from(reviewItems)
          .innerJoin(taskTexts, eq(taskTexts.taskId, reviewItems.taskId))
          .where(chosen)
      : await tx
          .select({ id: reviewItems.id, hash: trajectories.contentHash })
          .from(reviewItems)
          .innerJoin(trajectories, eq(trajectories.id, reviewItems.trajectoryId))
          .where(chosen);
  return new Map(rows.map(({ id, hash }) => [id, hash]));
}

async function findForms(
  tx: Queryable,
  formHash: string,
  given: readonly Submission[],
): Promise<ReadonlyMap<string, ReviewForm>> {
  const hashes = [...new Set([formHash, ...given.map((submission) => submission.formHash)])];
  const rows = await tx.select().from(reviewForms).where(inArray(reviewForms.hash, hashes));
  return new Map(rows.map(({ hash, spec }) => [hash, spec]));
}
