import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Actor } from "#lib/auth/actor";
import { type Answers, findAnswerProblems } from "#lib/core/review/answers";
import type { ReviewForm } from "#lib/core/review/form";
import type { ItemState, Outcome, OutcomeRule } from "#lib/core/review/model";
import { decideOutcome } from "#lib/core/review/outcome";
import type { Queryable } from "#lib/db/client";
import {
  reviewDecisions,
  reviewEvents,
  reviewForms,
  reviewItems,
  reviewProjects,
  reviews,
  taskTexts,
  trajectories,
} from "#lib/db/schema";
import { fail } from "#lib/errors";
import { inForce } from "#lib/reviews/in-force";
import { lockSubjects, recordDecisions, type SubjectKind } from "#lib/reviews/record-decision";
import { withdrawDecisions } from "#lib/reviews/withdraw-decisions";

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

interface LockedItem {
  readonly id: number;
  readonly subjectId: number;
  readonly state: ItemState;
  readonly outcome: Outcome | null;
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

interface Settled {
  readonly item: LockedItem;
  /** Null where a person has to decide. */
  readonly outcome: Outcome | null;
  readonly answers: Answers;
  readonly contentHash: string;
  /** Of the form that the answers are read by. */
  readonly formHash: string;
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
  const decided = changed.filter((each): each is Settled & { outcome: Outcome } => each.outcome !== null);
  if (changed.length === 0) return;
  const kind = project.subject === "tasks" ? "task" : "trajectory";
  await lockSubjects(tx, kind, sql`select unnest(${sql.param(changed.map(({ item }) => item.subjectId))}::int[])`);
  await recordDecisions(
    tx,
    actor,
    { kind, origin: "rule", reason: "", project: slug, rule, bulkId: null },
    decided.map(({ item, ...each }) => ({ subjectId: item.subjectId, itemId: item.id, ...each })),
  );
  await writeDecided(tx, actor, { slug, rule }, decided);
  await writeDisputed(
    tx,
    actor,
    { slug, kind },
    changed.filter(({ outcome }) => outcome === null).map(({ item }) => item),
  );
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

async function writeDecided(
  tx: Queryable,
  actor: Actor,
  { slug, rule }: { readonly slug: string; readonly rule: OutcomeRule },
  decided: readonly (Settled & { readonly outcome: Outcome })[],
): Promise<void> {
  if (decided.length === 0) return;
  const rows = decided.map(({ item, outcome, contentHash }) => ({ id: item.id, outcome, hash: contentHash }));
  await tx.execute(sql`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as g(id int, outcome text, hash text)),
    written as (
      update ${reviewItems} set state = 'decided', outcome = given.outcome, content_hash = given.hash, decided_at = now(),
        revision = ${reviewItems.revision} + 1
      from given where ${reviewItems.id} = given.id)
    insert into review_events (project, item_id, actor, user_id, event, detail)
    select ${slug}, id, ${actor.name}, ${actor.userId}::uuid, 'decided',
      jsonb_build_object('outcome', outcome, 'origin', 'rule', 'rule', ${rule}::text)
    from given order by id`);
}

/** What the rule had decided before is taken back. */
async function writeDisputed(
  tx: Queryable,
  actor: Actor,
  { slug, kind }: { readonly slug: string; readonly kind: SubjectKind },
  disputed: readonly LockedItem[],
): Promise<void> {
  if (disputed.length === 0) return;
  const all = disputed.map(({ id }) => id);
  await tx
    .update(reviewItems)
    .set({ state: "disputed", outcome: null, decidedAt: null, revision: sql`${reviewItems.revision} + 1` })
    .where(sql`${reviewItems.id} = any(${sql.param(all)}::int[])`);
  const undone = disputed.filter(({ state }) => state === "decided");
  if (undone.length === 0) return;
  const ids = await listStanding(
    tx,
    undone.map(({ id }) => id),
  );
  await withdrawDecisions(tx, actor, { kind, ids, reason: "The rule of the project changed", bulkId: null });
  await tx.insert(reviewEvents).values(
    undone.map(({ id: itemId, outcome }) => ({
      project: slug,
      itemId,
      actor: actor.name,
      userId: actor.userId,
      event: "withdrawn",
      detail: { outcome, origin: "rule" },
    })),
  );
}

async function listStanding(tx: Queryable, itemIds: readonly number[]): Promise<number[]> {
  const rows = await tx
    .select({ id: reviewDecisions.id })
    .from(reviewDecisions)
    .where(and(sql`${reviewDecisions.itemId} = any(${sql.param([...itemIds])}::int[])`, inForce))
    .orderBy(asc(reviewDecisions.id));
  return rows.map(({ id }) => id);
}
