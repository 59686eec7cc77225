import { and, eq, type SQL, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import type { ReviewSubject } from "#lib/core/review/model";
import type { Queryable } from "#lib/db/client";
import { reviewItems, reviewProjects, reviewSlots, tasks, taskTexts, trajectories } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { readSubjectChoice } from "#lib/reviews/subject-choice";
import { isListed } from "#lib/trajectories/conditions";

interface ItemGroup {
  readonly slug: string;
  readonly subject: ReviewSubject;
}

/** Takes in what matches the filter of a project by now and is no item yet. */
export async function addMatchingItems(
  ctx: Ctx,
  { project: slug }: { readonly project: string },
): Promise<{ added: number }> {
  const { actor, db } = ctx;
  requireRole(actor, "curator");
  const where = await newlyMatching(ctx, slug);
  return db.transaction(async (tx) => {
    const [project] = await tx.select().from(reviewProjects).where(eq(reviewProjects.slug, slug)).for("update");
    if (!project) return fail("not_found", `There is no project ${slug}`);
    if (project.state === "closed") fail("conflict", "This project is closed. Open it before adding items.");
    const added = await insertItems(tx, project, where);
    if (added > 0) await audit(tx, actor, "review_project.items_added", `review_project:${slug}`, { items: added });
    return { added };
  });
}

/** How many `addMatchingItems` would take in; null where the items were picked by hand. */
export async function countNewMatches(ctx: Ctx, slug: string): Promise<number | null> {
  requireRole(ctx.actor, "viewer");
  const [project] = await ctx.db.select().from(reviewProjects).where(eq(reviewProjects.slug, slug));
  if (!project || project.filter === null) return null;
  const where = await newlyMatching(ctx, slug);
  return ctx.db.$count(project.subject === "tasks" ? tasks : trajectories, and(where, isNoItem(project)));
}

/** Makes an item with its slots of each that is none yet, behind those that are there. Gives how many. */
export async function insertItems(tx: Queryable, group: ItemGroup, where: SQL | undefined): Promise<number> {
  const { slug } = group;
  const last = sql`(select coalesce(max(position), 0) from ${reviewItems} where project = ${slug})`;
  const added = await tx.execute(
    group.subject === "tasks"
      ? sql`insert into ${reviewItems} (project, position, task_id, instance_id, content_hash)
          select ${slug}, ${last} + row_number() over (order by ${tasks.id}), ${tasks.id}, ${tasks.instanceId},
            ${taskTexts.contentHash}
          from ${tasks} join ${taskTexts} on ${taskTexts.taskId} = ${tasks.id}
          where ${and(where, isNoItem(group))} returning id`
      : sql`insert into ${reviewItems} (project, position, trajectory_id, instance_id, content_hash)
          select ${slug}, ${last} + row_number() over (order by ${trajectories.id}), ${trajectories.id},
            ${trajectories.instanceId}, ${trajectories.contentHash}
          from ${trajectories} where ${and(isListed, where, isNoItem(group))} returning id`,
  );
  await openSlots(tx, slug);
  return added.length;
}

/** Gives every item of a project that waits for reviews, or only one, as many slots as the project has reviewers per item. */
export async function openSlots(tx: Queryable, slug: string, itemId?: number): Promise<void> {
  await tx.execute(sql`
    insert into ${reviewSlots} (project, item_id, position, number)
    select i.project, i.id, i.position, number from ${reviewItems} i
    join ${reviewProjects} p on p.slug = i.project, generate_series(1, p.reviewers_per_item) number
    where i.project = ${slug} and i.state <> 'decided' ${itemId === undefined ? sql`` : sql`and i.id = ${itemId}`}
    order by i.position, number on conflict (item_id, number) do nothing`);
}

async function newlyMatching(ctx: Ctx, slug: string): Promise<SQL | undefined> {
  const [project] = await ctx.db.select().from(reviewProjects).where(eq(reviewProjects.slug, slug));
  if (!project) return fail("not_found", `There is no project ${slug}`);
  const { filter, subject } = project;
  if (filter === null) return fail("conflict", "The items of this project were picked by hand: there is no filter.");
  return (await readSubjectChoice(ctx, { subject, ids: null, filter })).where;
}

function isNoItem({ slug, subject }: Pick<ItemGroup, "slug" | "subject">): SQL {
  return subject === "tasks"
    ? sql`not exists (select from ${reviewItems} i where i.project = ${slug} and i.task_id = ${tasks.id})`
    : sql`not exists (select from ${reviewItems} i where i.project = ${slug} and i.trajectory_id = ${trajectories.id})`;
}
