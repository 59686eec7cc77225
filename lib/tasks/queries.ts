import { count, eq, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { Database } from "#lib/db/client";
import { taskFacets, tasks } from "#lib/db/schema";
import { taskSortExpression } from "#lib/db/task-sort";
import type { Cursor } from "#lib/lists/cursor";
import { cutPage } from "#lib/lists/keyset";
import type { Total } from "#lib/lists/model";
import { matchesBeyondFacets, matchesTask } from "#lib/tasks/conditions";
import { parseTaskCursor } from "#lib/tasks/cursor";
import { hasRolledUpFacets } from "#lib/tasks/facets";
import type { TaskFilters, TaskListRequest, TaskOrder, TaskPage, TaskRow } from "#lib/tasks/model";
import { selectPage } from "#lib/tasks/pages";

const countCap = 10_000;

/** One keyset page with the total. A cursor that does not belong to this order starts at the first page. */
export async function listTasks({ actor, db }: Ctx, request: TaskListRequest): Promise<TaskPage> {
  requireRole(actor, "viewer");
  const cursor = parseTaskCursor(request.cursor, request);
  const total = await countMatches(db, request, { exact: false });
  const found = await selectPage(db, { ...request, matchCount: total.count }, cursor);
  return { ...cutPage(found, request, cursor), total };
}

/** A page without its total, for those who read on to the end. */
export async function listTaskRows(
  { actor, db }: Ctx,
  request: TaskListRequest & { readonly ids: readonly number[] | null },
): Promise<{ items: readonly TaskRow[]; nextCursor: string | null }> {
  requireRole(actor, "viewer");
  const cursor = parseTaskCursor(request.cursor, request);
  return cutPage(await selectPage(db, request, cursor), request, cursor);
}

export async function countTasks(
  { actor, db }: Ctx,
  filters: TaskFilters,
  options: { exact: boolean },
): Promise<Total> {
  requireRole(actor, "viewer");
  return countMatches(db, filters, options);
}

/** The tasks before and after one, in the list that the filters and the order describe. */
export async function findNeighbours(
  { actor, db }: Ctx,
  id: number,
  request: TaskFilters & TaskOrder,
): Promise<{ previous: number | null; next: number | null }> {
  requireRole(actor, "viewer");
  const [place] = await db
    .select({ value: sql<string>`${taskSortExpression(tasks, request.sort)}::text` })
    .from(tasks)
    .where(eq(tasks.id, id));
  if (!place) return { previous: null, next: null };
  const neighbour = async (toward: Cursor["toward"]) => {
    const cursor = { ...request, value: place.value, id, toward };
    const [row] = await selectPage(db, { ...request, limit: 0 }, cursor);
    return row?.id ?? null;
  };
  const [previous, next] = await Promise.all([neighbour("previous"), neighbour("next")]);
  return { previous, next };
}

async function countMatches(db: Database, filters: TaskFilters, { exact }: { exact: boolean }): Promise<Total> {
  if (!matchesBeyondFacets(filters)) {
    const [row] = await db
      .select({ count: sql<number>`coalesce(sum(${taskFacets.count}), 0)::int` })
      .from(taskFacets)
      .where(hasRolledUpFacets(filters));
    return { count: row?.count ?? 0, exact: true };
  }
  if (exact) {
    const [row] = await db.select({ count: count() }).from(tasks).where(matchesTask(filters));
    return { count: row?.count ?? 0, exact: true };
  }
  const capped = db
    .select({ id: tasks.id })
    .from(tasks)
    .where(matchesTask(filters))
    .limit(countCap + 1)
    .as("capped");
  const [row] = await db.select({ count: count() }).from(capped);
  const found = row?.count ?? 0;
  return { count: Math.min(found, countCap), exact: found <= countCap };
}
