import { and, asc, inArray, type SQL, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { noValue, type TaskFacetKey, type TaskRangeKey, taskFacetKeys } from "#lib/core/task/list";
import type { Database } from "#lib/db/client";
import { taskFacets, tasks } from "#lib/db/schema";
import { matchesBeyondFacets, matchesTask, parseYear } from "#lib/tasks/conditions";
import type { FacetValue, HistogramBin, TaskFacets, TaskFilters } from "#lib/tasks/model";

const facetLimit = 5_000;

/**
 * For each facet, how many tasks each of its values would leave, with all the other filters in force. Without ranges and
 * words it is a sum over the roll-up; with them the matching tasks are rolled up first.
 */
export async function countTaskFacets({ actor, db }: Ctx, filters: TaskFilters): Promise<TaskFacets> {
  requireRole(actor, "viewer");
  const source = matchesBeyondFacets(filters) ? rollUp(filters) : sql`${taskFacets}`;
  const rows = await db.execute<{ facet: TaskFacetKey; value: string; count: number }>(sql`
    with source as materialized (select * from ${source})
    ${sql.join(
      taskFacetKeys.map((key) => facetQuery(key, filters)),
      sql` union all `,
    )}`);
  const counts = Object.groupBy(rows, (row) => row.facet);
  return {
    dataset: valuesOf(counts.dataset),
    repo: valuesOf(counts.repo),
    language: valuesOf(counts.language),
    status: valuesOf(counts.status),
    difficulty: valuesOf(counts.difficulty),
    year: valuesOf(counts.year),
  };
}

/** How a measure is spread over the tasks that the other filters leave. Bins double in width, as patch sizes do. */
export async function countTaskHistogram(
  { actor, db }: Ctx,
  filters: TaskFilters,
  key: TaskRangeKey,
): Promise<HistogramBin[]> {
  requireRole(actor, "viewer");
  const others = { ...filters, ranges: { ...filters.ranges, [key]: { min: null, max: null } } };
  return selectBins(db, key, matchesTask(others));
}

/** Counts each value before it is put into a bin: there are few values, and a logarithm a row would take seconds. */
async function selectBins(db: Database, key: TaskRangeKey, where: SQL | undefined): Promise<HistogramBin[]> {
  const values = db
    .select({ value: sql<number>`${tasks[key]}`.as("value"), count: sql<number>`count(*)`.as("count") })
    .from(tasks)
    .where(where)
    .groupBy(tasks[key])
    .as("measured");
  const from = sql<number>`min(${values.value})`;
  return db
    .select({ from, to: sql<number>`max(${values.value})`, count: sql<number>`sum(${values.count})::int` })
    .from(values)
    .groupBy(sql`case when ${values.value} <= 0 then -1 else floor(log(2.0, ${values.value}) * 2)::int end`)
    .orderBy(asc(from));
}

/** The facets of the filters, as conditions on a roll-up; `except` leaves one out. */
export function hasRolledUpFacets(filters: TaskFilters, except?: TaskFacetKey): SQL | undefined {
  return and(...taskFacetKeys.filter((key) => key !== except).map((key) => hasRolledUpFacet(key, filters.facets[key])));
}

function hasRolledUpFacet(key: TaskFacetKey, values: readonly string[]): SQL | undefined {
  if (values.length === 0) return undefined;
  const wanted = values.map((value) => (value === noValue ? "" : value));
  if (key !== "year") return inArray(sql`${sql.identifier(key)}`, wanted);
  return inArray(
    sql`year`,
    values.flatMap((value) => (value === noValue ? [0] : parseYear(value))),
  );
}

function facetQuery(key: TaskFacetKey, filters: TaskFilters): SQL {
  const where = hasRolledUpFacets(filters, key);
  const value = sql.identifier(key);
  return sql`(
    select ${key} as facet, ${value}::text as value, sum(count)::int as count from source
    ${where ? sql`where ${where}` : sql``}
    group by ${value} order by sum(count) desc, ${value} limit ${facetLimit})`;
}

/** The same shape as `task_facets`, over the tasks that match the ranges and the words. */
function rollUp(filters: TaskFilters): SQL {
  return sql`(
    select ${tasks.dataset}, ${tasks.repo}, coalesce(${tasks.language}, '') as language, ${tasks.status},
      coalesce(${tasks.difficulty}, '') as difficulty, coalesce(${tasks.year}, 0) as year, count(*)::int as count
    from ${tasks} where ${matchesBeyondFacets(filters)}
    group by 1, 2, 3, 4, 5, 6) as matching`;
}

function valuesOf(rows: readonly { value: string; count: number }[] | undefined): FacetValue[] {
  return (rows ?? []).map(({ value, count }) => ({ value: value === "" || value === "0" ? noValue : value, count }));
}
