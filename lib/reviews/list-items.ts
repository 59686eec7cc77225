import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { ItemState, Outcome } from "#lib/core/review/model";
import type { Queryable } from "#lib/db/client";
import { reviewItems, reviewProjects, reviewSlots, trajectories } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { hidesModel } from "#lib/reviews/blindness";
import { isChanged } from "#lib/reviews/current-content";
import type { ItemRow } from "#lib/reviews/model";

export interface ItemFilters {
  readonly state: ItemState | null;
  readonly outcome: Outcome | null;
  /** Only those that ask for a second look. */
  readonly isChanged: boolean;
  /** A part of the instance id. */
  readonly q: string;
}

export interface ItemListRequest extends ItemFilters {
  readonly project: string;
  /** The position of the last item of the page before. */
  readonly cursor: number | null;
  readonly limit: number;
}

/** A page of the items of a project, in the order in which they are given out. */
export async function listItems(
  { actor, db }: Ctx,
  request: ItemListRequest,
): Promise<{ items: readonly ItemRow[]; nextCursor: number | null }> {
  requireRole(actor, "viewer");
  const { project: slug, cursor, limit } = request;
  const [project] = await db.select().from(reviewProjects).where(eq(reviewProjects.slug, slug));
  if (!project) return fail("not_found", `There is no project ${slug}`);
  const rows = await selectItems(
    db,
    and(matchesItem(request), cursor === null ? undefined : gt(reviewItems.position, cursor)),
  )
    .orderBy(asc(reviewItems.position))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map((row) => (hidesModel(actor, project.hidden) ? { ...row, model: null } : row));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.position ?? null) : null };
}

export async function countItems({ actor, db }: Ctx, request: ItemFilters & { project: string }): Promise<number> {
  requireRole(actor, "viewer");
  return db.$count(reviewItems, matchesItem(request));
}

export function selectItems(db: Queryable, where: SQL | undefined) {
  const submitted = sql<number>`(select count(*)::int from ${reviewSlots}
    where ${reviewSlots.itemId} = ${reviewItems.id} and ${reviewSlots.state} = 'submitted')`;
  const slots = sql<number>`(select count(*)::int from ${reviewSlots} where ${reviewSlots.itemId} = ${reviewItems.id})`;
  return db
    .select({
      id: reviewItems.id,
      position: reviewItems.position,
      instanceId: reviewItems.instanceId,
      taskId: reviewItems.taskId,
      trajectoryId: reviewItems.trajectoryId,
      model: trajectories.model,
      state: reviewItems.state,
      outcome: reviewItems.outcome,
      submitted,
      slots,
      isChanged,
      decidedAt: reviewItems.decidedAt,
    })
    .from(reviewItems)
    .leftJoin(trajectories, eq(trajectories.id, reviewItems.trajectoryId))
    .where(where)
    .$dynamic();
}

function matchesItem({
  project,
  state,
  outcome,
  isChanged: isWanted,
  q,
}: ItemFilters & { project: string }): SQL | undefined {
  return and(
    eq(reviewItems.project, project),
    state ? eq(reviewItems.state, state) : undefined,
    outcome ? eq(reviewItems.outcome, outcome) : undefined,
    isWanted ? isChanged : undefined,
    q === "" ? undefined : sql`position(${q.toLowerCase()} in lower(${reviewItems.instanceId})) > 0`,
  );
}
