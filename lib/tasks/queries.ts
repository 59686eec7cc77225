import { count, eq, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { Database } from "#lib/db/client";
import { taskFacets, tasks } from "#lib/db/schema";
import { taskSortExpression } from "#lib/db/task-sort";
import { matchesBeyondFacets, matchesTask } from "#lib/tasks/conditions";
import { type Cursor, formatCursor, parseCursor } from "#lib/tasks/cursor";
import { hasRolledUpFacets } from "#lib/tasks/facets";
import type { TaskFilters, TaskListRequest, TaskOrder, TaskPage, TaskRow, Total } from "#lib/tasks/model";
import { type FoundRow, type PageRequest, selectPage } from "#lib/tasks/pages";

const countCap = 10_000;

/** One keyset page with the total. A cursor that does not belong to this order starts at the first page. */
export async function listTasks({ actor, db }: Ctx, request: TaskListRequest): Promise<TaskPage> {
  requireRole(actor, "viewer");
  const cursor = parseCursor(request.cursor, request);
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
  const cursor = parseCursor(request.cursor, request);
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

function cutPage(found: FoundRow[], request: PageRequest, cursor: Cursor | undefined) {
  const isBackward = cursor?.toward === "previous";
  const hasMore = found.length > request.limit;
  const kept = found.slice(0, request.limit);
  if (isBackward) kept.reverse();
  const first = kept[0];
  const last = kept.at(-1);
  return {
    items: kept.map(({ sortValue: _, ...row }) => row),
    nextCursor: last && (isBackward || hasMore) ? formatCursor(placeOf(last, request, "next")) : null,
    previousCursor: first && (isBackward ? hasMore : cursor) ? formatCursor(placeOf(first, request, "previous")) : null,
  };
}

function placeOf(row: FoundRow, { sort, dir }: TaskOrder, toward: Cursor["toward"]): Cursor {
  return { sort, dir, value: row.sortValue, id: row.id, toward };
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
