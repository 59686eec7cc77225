import { and, asc, sql } from "drizzle-orm";
import type { Actor } from "#lib/auth/actor";
import type { Answers } from "#lib/core/review/answers";
import type { ItemState, Outcome } from "#lib/core/review/model";
import type { Queryable } from "#lib/db/client";
import { reviewDecisions, reviewEvents, reviewItems, type reviewProjects } from "#lib/db/schema";
import { inForce } from "#lib/reviews/in-force";
import { lockSubjects, recordDecisions, type SubjectKind } from "#lib/reviews/record-decision";
import { withdrawDecisions } from "#lib/reviews/withdraw-decisions";

export interface LockedItem {
  readonly id: number;
  readonly subjectId: number;
  readonly state: ItemState;
  readonly outcome: Outcome | null;
}

/** What the rule of a project makes of an item's reviews. */
export interface Settled {
  readonly item: LockedItem;
  /** Null where a person has to decide. */
  readonly outcome: Outcome | null;
  readonly answers: Answers;
  readonly contentHash: string;
  /** Of the form that the answers are read by. */
  readonly formHash: string;
}

type Project = Pick<typeof reviewProjects.$inferSelect, "slug" | "subject" | "rule">;

/** Writes down what items come to by the rule, and takes back what it had made of those that it leaves to a person now. */
export async function writeSettled(
  tx: Queryable,
  actor: Actor,
  project: Project,
  settled: readonly Settled[],
): Promise<void> {
  if (settled.length === 0) return;
  const kind = project.subject === "tasks" ? "task" : "trajectory";
  await lockSubjects(tx, kind, sql`select unnest(${sql.param(settled.map(({ item }) => item.subjectId))}::int[])`);
  const decided = settled.filter((each): each is Decided => each.outcome !== null);
  await recordDecisions(
    tx,
    actor,
    { kind, origin: "rule", reason: "", project: project.slug, rule: project.rule, bulkId: null },
    decided.map(({ item, ...each }) => ({ subjectId: item.subjectId, itemId: item.id, ...each })),
  );
  await writeDecided(tx, actor, project, decided);
  const disputed = settled.filter(({ outcome }) => outcome === null).map(({ item }) => item);
  await writeDisputed(tx, actor, { slug: project.slug, kind }, disputed);
}

type Decided = Settled & { readonly outcome: Outcome };

async function writeDecided(
  tx: Queryable,
  actor: Actor,
  { slug, rule }: Project,
  decided: readonly Decided[],
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
