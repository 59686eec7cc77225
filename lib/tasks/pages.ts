import { and, getTableColumns, inArray, type SQL, sql } from "drizzle-orm";
import type { Database } from "#lib/db/client";
import { tasks } from "#lib/db/schema";
import { taskSortExpression } from "#lib/db/task-sort";
import type { Cursor } from "#lib/lists/cursor";
import { type Placed, startOf } from "#lib/lists/keyset";
import { boundsOrder, matchesTask } from "#lib/tasks/conditions";
import { taskSortType } from "#lib/tasks/cursor";
import type { TaskFilters, TaskOrder, TaskRow } from "#lib/tasks/model";

export type FoundRow = Placed<TaskRow>;

export type PageRequest = TaskFilters &
  TaskOrder & {
    readonly limit: number;
    /** Only these tasks, of those that match. */
    readonly ids?: readonly number[] | null;
    /** How many match, where it is known; any number above `rareMatches` stands for more of them. */
    readonly matchCount?: number;
  };

/** So few matches are collected at once. */
export const rareMatches = 1_000;

/** How many rows are looked at along the index of the order before matches are collected after all. */
export const walkedRows = 30_000;

const listColumns = {
  id: tasks.id,
  dataset: tasks.dataset,
  instanceId: tasks.instanceId,
  repo: tasks.repo,
  language: tasks.language,
  status: tasks.status,
  stage: tasks.stage,
  stopReason: tasks.stopReason,
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

/**
 * The rows of a page and one more, to know whether there is another page; nearest to the cursor first, so backwards for
 * a previous page.
 *
 * Frequent matches are met soon along the index of the order; rare ones, and those that lie far along it, are collected
 * and sorted. PostgreSQL cannot tell which they are, because it takes filters and orders for unrelated: left to itself
 * it walks whole indexes.
 */
export async function selectPage(db: Database, request: PageRequest, cursor: Cursor | undefined): Promise<FoundRow[]> {
  const { ids, limit, matchCount = Number.POSITIVE_INFINITY } = request;
  const matches = and(matchesTask(request), ids ? inArray(tasks.id, [...ids]) : undefined);
  if (ids || (matches && matchCount <= rareMatches)) return collect(db, request, cursor, matches);
  const walked = await walk(db, request, cursor, matches);
  return matches && walked.length <= limit ? collect(db, request, cursor, matches) : walked;
}

/** The matches among the next rows of the order. */
function walk(db: Database, request: PageRequest, cursor: Cursor | undefined, matches: SQL | undefined) {
  const { beyond, direction, key } = startOfTasks(request, cursor);
  const ahead = db
    .select({ ...getTableColumns(tasks), key: sql`${key}`.as("key") })
    .from(tasks)
    .where(and(beyond, boundsOrder(request)))
    .orderBy(direction(key), direction(tasks.id))
    .limit(Math.max(walkedRows, request.limit + 1))
    .as("tasks"); // So called that the conditions on tasks speak of them.
  return (
    db
      .select({ ...listColumns, sortValue: sql<string>`${ahead.key}::text`.as("sort_value") })
      .from(ahead)
      // As one truth value it is asked of row after row, in order, until the page is full; a search would be joined to all.
      .where(matches && sql`(${matches}) is true`)
      .orderBy(direction(ahead.key), direction(ahead.id))
      .limit(request.limit + 1)
  );
}

/** All matches, sorted by what no index holds, so that they are looked for by the filters alone. */
function collect(db: Database, request: PageRequest, cursor: Cursor | undefined, matches: SQL | undefined) {
  const { beyond, direction, key } = startOfTasks(request, cursor);
  return db
    .select({ ...listColumns, sortValue: sql<string>`${key}::text` })
    .from(tasks)
    .where(and(matches, beyond))
    .orderBy(direction(sql`coalesce(${key}, ${key})`), direction(tasks.id))
    .limit(request.limit + 1);
}

function startOfTasks(order: TaskOrder, cursor: Cursor | undefined) {
  const key = taskSortExpression(tasks, order.sort);
  return { key, ...startOf({ key, type: taskSortType(order.sort), id: tasks.id }, order, cursor) };
}
