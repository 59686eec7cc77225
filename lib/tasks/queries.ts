import { and, asc, count, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { TaskSortKey } from "#lib/core/task/list";
import type { Database } from "#lib/db/client";
import { taskFacets, tasks } from "#lib/db/schema";
import { taskSortExpression } from "#lib/db/task-sort";
import { matchesBeyondFacets, matchesTask } from "#lib/tasks/conditions";
import { type Cursor, formatCursor, parseCursor, sortType } from "#lib/tasks/cursor";
import { hasRolledUpFacets } from "#lib/tasks/facets";
import type { TaskFilters, TaskListRequest, TaskOrder, TaskPage, TaskRow, Total } from "#lib/tasks/model";

const countCap = 10_000;

const listColumns = {
  id: tasks.id,
  dataset: tasks.dataset,
  instanceId: tasks.instanceId,
  repo: tasks.repo,
  language: tasks.language,
  status: tasks.status,
  difficulty: tasks.difficulty,
  createdAt: tasks.createdAt,
  patchFiles: tasks.patchFiles,
  patchHunks: tasks.patchHunks,
  patchLinesAdded: tasks.patchLinesAdded,
  patchLinesRemoved: tasks.patchLinesRemoved,
  patchLines: tasks.patchLines,
  patchFunctions: tasks.patchFunctions,
  failToPass: tasks.failToPass,
  passToPass: tasks.passToPass,
  issueWords: tasks.issueWords,
};

/** One keyset page with the total. A cursor that does not belong to this order starts at the first page. */
export async function listTasks({ actor, db }: Ctx, request: TaskListRequest): Promise<TaskPage> {
  requireRole(actor, "viewer");
  const cursor = parseCursor(request.cursor, request);
  const [found, total] = await Promise.all([
    selectPage(db, request, cursor),
    countMatches(db, request, { exact: false }),
  ]);
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
    .select({ value: sortValue(request.sort) })
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

type FoundRow = TaskRow & { readonly sortValue: string };
type PageRequest = TaskFilters & TaskOrder & { readonly limit: number; readonly ids?: readonly number[] | null };

/** Asks for one row more than the page holds, to know whether there is another page. Reads backwards for a previous page. */
async function selectPage(db: Database, request: PageRequest, cursor: Cursor | undefined): Promise<FoundRow[]> {
  const isForward = (request.dir === "asc") === (cursor?.toward !== "previous");
  const direction = isForward ? asc : desc;
  return db
    .select({ ...listColumns, sortValue: sortValue(request.sort) })
    .from(tasks)
    .where(
      and(
        matchesTask(request),
        request.ids ? inArray(tasks.id, [...request.ids]) : undefined,
        cursor && isBeyond(cursor, isForward),
      ),
    )
    .orderBy(direction(taskSortExpression(tasks, request.sort)), direction(tasks.id))
    .limit(request.limit + 1);
}

function isBeyond({ sort, value, id }: Cursor, isForward: boolean): SQL {
  const comparison = sql.raw(isForward ? ">" : "<");
  return sql`(${taskSortExpression(tasks, sort)}, ${tasks.id}) ${comparison} (${value}::${sql.raw(sortType(sort))}, ${id})`;
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

function sortValue(sort: TaskSortKey): SQL<string> {
  return sql<string>`${taskSortExpression(tasks, sort)}::text`;
}
