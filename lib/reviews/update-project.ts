import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import { isSameJson, type JsonObject } from "#lib/core/json";
import { projectStates } from "#lib/core/review/model";
import type { Queryable } from "#lib/db/client";
import { auditEvents, reviewItems, reviewMembers, reviewProjects, reviewSlots } from "#lib/db/schema";
import { AppError, fail } from "#lib/errors";
import { formatAmount, formatUtcTime } from "#lib/format";
import { openSlots } from "#lib/reviews/add-items";
import { addMembers } from "#lib/reviews/create-project";
import { keepForm } from "#lib/reviews/keep-form";
import { newProjectSchema, projectSlugSchema } from "#lib/reviews/model";
import { settleProject } from "#lib/reviews/settle-items";
import { fieldWords } from "#lib/reviews/words";

const { title, guidelines, form, reviewersPerItem, rule, hidden, isOpenToAll, members } = newProjectSchema.shape;

export const projectChangesSchema = z.strictObject({
  title: title.optional(),
  guidelines: guidelines.unwrap().optional(),
  form: form.optional(),
  reviewersPerItem: reviewersPerItem.unwrap().optional(),
  rule: rule.optional(),
  hidden: hidden.unwrap().optional(),
  isOpenToAll: isOpenToAll.unwrap().optional(),
  members: members.unwrap().optional(),
  state: z.enum(projectStates).optional(),
});

export const projectUpdateSchema = z.object({
  slug: projectSlugSchema,
  /** Of the project, as it was looked at. */
  revision: z.int32(),
  changes: projectChangesSchema,
});
export type ProjectUpdate = z.input<typeof projectUpdateSchema>;

/**
 * Changes how a project goes on. Reviews stay what they are; another rule or number of reviewers settles the items anew, but
 * for those that a person decided. What is decided gets no further slots when the number of reviewers grows.
 */
export async function updateProject(
  { actor, db }: Ctx,
  { slug, revision, changes }: z.output<typeof projectUpdateSchema>,
): Promise<{ revision: number }> {
  requireRole(actor, "curator");
  return db.transaction(async (tx) => {
    const [project] = await tx.select().from(reviewProjects).where(eq(reviewProjects.slug, slug)).for("update");
    if (!project) return fail("not_found", `There is no project ${slug}`);
    if (project.revision !== revision) throw await conflict(tx, slug, revision);
    const { form: spec, members: wanted, ...plain } = changes;
    const next = { ...plain, ...(spec ? { formHash: await keepForm(tx, spec, actor.name) } : {}) };
    const changed = differing(project, next);
    if (wanted && (await replaceMembers(tx, slug, wanted))) changed.push("members");
    if (changed.length === 0) return { revision };
    await tx
      .update(reviewProjects)
      .set({ ...next, revision: sql`${reviewProjects.revision} + 1` })
      .where(eq(reviewProjects.slug, slug));
    const reviewers = changes.reviewersPerItem ?? project.reviewersPerItem;
    if (reviewers < project.reviewersPerItem) await closeSlots(tx, slug, reviewers);
    if (reviewers > project.reviewersPerItem) await widen(tx, slug);
    if (changed.includes("rule") || changed.includes("reviewersPerItem")) await settleProject(tx, actor, slug);
    await audit(tx, actor, "review_project.changed", `review_project:${slug}`, {
      revision: revision + 1,
      changed,
      ...tellChanges(changed, next),
    });
    return { revision: revision + 1 };
  });
}

function differing(before: object, after: object): string[] {
  return Object.entries(after)
    .filter(([key, value]) => value !== undefined && !isSameJson(Reflect.get(before, key), value))
    .map(([key]) => key);
}

/** What is short enough to be told in the history. */
function tellChanges(changed: readonly string[], next: object): JsonObject {
  const told = Object.entries(next).filter(([key]) => changed.includes(key) && key !== "guidelines");
  return { to: Object.fromEntries(told) };
}

/** True where others take part than before. */
async function replaceMembers(tx: Queryable, project: string, wanted: readonly string[]): Promise<boolean> {
  const rows = await tx.delete(reviewMembers).where(eq(reviewMembers.project, project)).returning();
  await addMembers(tx, project, wanted);
  const before = rows.map(({ userId }) => userId).toSorted();
  return !isSameJson(before, [...new Set(wanted)].toSorted());
}

/** Those that wait for nobody go first, then those held for the longest; none that holds a submitted review. */
async function closeSlots(tx: Queryable, slug: string, reviewers: number): Promise<void> {
  // So that nobody fills one between the look and the deletion.
  await tx.execute(sql`select from ${reviewSlots} where project = ${slug} order by id for update`);
  const [lost] = await tx.execute<{ items: number }>(sql`
    select count(*)::int as items from (
      select item_id from ${reviewSlots} where project = ${slug} and state = 'submitted'
      group by item_id having count(*) > ${reviewers}) as full_items`);
  if (lost && lost.items > 0)
    fail(
      "conflict",
      `${formatAmount(lost.items, "item has", "items have")} more than ${formatAmount(reviewers, "review")} already, which would be lost.`,
    );
  await tx.execute(sql`
    delete from ${reviewSlots} where id in (
      select id from (
        select id, state, row_number() over (
          partition by item_id order by (state = 'submitted') desc, (state = 'leased') desc, leased_until desc, number) as place
        from ${reviewSlots} where project = ${slug}) as placed
      where place > ${reviewers} and state <> 'submitted')`);
  // So that the numbers stay those from 1 on.
  await tx.execute(sql`
    update ${reviewSlots} set number = -placed.place from (
      select id, row_number() over (partition by item_id order by number) as place
      from ${reviewSlots} where project = ${slug}) as placed
    where ${reviewSlots.id} = placed.id and ${reviewSlots.number} <> placed.place`);
  await tx.execute(sql`update ${reviewSlots} set number = -number where project = ${slug} and number < 0`);
}

/** An item that waited for a person to decide now waits for reviews. */
async function widen(tx: Queryable, slug: string): Promise<void> {
  await openSlots(tx, slug);
  await tx
    .update(reviewItems)
    .set({ state: "open", revision: sql`${reviewItems.revision} + 1` })
    .where(and(eq(reviewItems.project, slug), inArray(reviewItems.state, ["disputed"])));
}

async function conflict(tx: Queryable, slug: string, seen: number): Promise<Error> {
  const rows = await tx
    .select()
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.subject, `review_project:${slug}`),
        eq(auditEvents.event, "review_project.changed"),
        sql`(${auditEvents.detail} ->> 'revision')::int > ${seen}`,
      ),
    )
    .orderBy(desc(auditEvents.id));
  const names = [...new Set(rows.flatMap(({ detail }) => (Array.isArray(detail.changed) ? detail.changed : [])))];
  const words = names.map((name) => fieldWords[String(name)] ?? String(name)).join(", ");
  const [last] = rows;
  const by = last ? ` by ${last.actor} at ${formatUtcTime(last.at)}: ${words}` : "";
  return new AppError("conflict", `This project was changed meanwhile${by}. Look at it again, then change it.`);
}
