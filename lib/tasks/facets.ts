import { and, inArray, type SQL, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { noValue, type TaskFacetKey, type TaskRangeKey, taskFacetKeys } from "#lib/core/task/list";
import type { Database } from "#lib/db/client";
import { taskFacets, tasks } from "#lib/db/schema";
import { selectBins } from "#lib/lists/histogram";
import type { FacetValue, HistogramBin } from "#lib/lists/model";
import { matchesBeyondFacets, matchesTask, parseYear } from "#lib/tasks/conditions";
import type { TaskFacets, TaskFilters } from "#lib/tasks/model";

const facetLimit = 5_000;

/** Facets that are counted together: counts of all their combinations are few, where those of all six facets are many. */
const facetGroups = [
  ["dataset", "repo", "language"],
  ["status", "stage", "difficulty", "year"],
] as const satisfies readonly (readonly TaskFacetKey[])[];

/** For each facet, how many tasks each of its values would leave, with all the other filters in force. */
export async function countTaskFacets({ actor, db }: Ctx, filters: TaskFilters): Promise<TaskFacets> {
  requireRole(actor, "viewer");
  const groups = await Promise.all(facetGroups.map((keys) => countGroup(db, filters, keys)));
  const counts = Object.groupBy(groups.flat(), (row) => row.facet);
  return {
    dataset: valuesOf("dataset", counts.dataset),
    repo: valuesOf("repo", counts.repo),
    language: valuesOf("language", counts.language),
    status: valuesOf("status", counts.status),
    stage: valuesOf("stage", counts.stage),
    difficulty: valuesOf("difficulty", counts.difficulty),
    year: valuesOf("year", counts.year),
  };
}

interface FacetCount extends Record<string, unknown> {
  readonly facet: TaskFacetKey;
  readonly value: string;
  readonly count: number;
}

/** What the other filters leave is rolled up by the facets of the group, then summed for each without its own filter. */
async function countGroup(db: Database, filters: TaskFilters, keys: readonly TaskFacetKey[]): Promise<FacetCount[]> {
  const isRolledUp = !matchesBeyondFacets(filters);
  const others = { ...filters, facets: { ...filters.facets, ...Object.fromEntries(keys.map((key) => [key, []])) } };
  const query = sql`
    with source as materialized (${isRolledUp ? sumFacets(others, keys) : countTasks(others, keys)})
    ${sql.join(
      keys.map((key) => facetQuery(key, filters, keys)),
      sql` union all `,
    )}`;
  return isRolledUp ? db.execute<FacetCount>(query) : readWidely(db, query);
}

/** How a measure is spread over the tasks that the other filters leave. Bins double in width, as patch sizes do. */
export async function countTaskHistogram(
  { actor, db }: Ctx,
  filters: TaskFilters,
  key: TaskRangeKey,
): Promise<HistogramBin[]> {
  requireRole(actor, "viewer");
  const others = { ...filters, ranges: { ...filters.ranges, [key]: { min: null, max: null } } };
  return selectBins(db, tasks[key], matchesTask(others));
}

/** The facets of the filters, as conditions on a roll-up that has these. */
export function hasRolledUpFacets(
  filters: TaskFilters,
  keys: readonly TaskFacetKey[] = taskFacetKeys,
): SQL | undefined {
  return and(...keys.map((key) => hasRolledUpFacet(key, filters.facets[key])));
}

function hasRolledUpFacet(key: TaskFacetKey, values: readonly string[]): SQL | undefined {
  if (values.length === 0) return undefined;
  const wanted = values.flatMap((value) => {
    if (value === noValue) return [missingValue(key)];
    return key === "year" ? parseYear(value).map(String) : [value];
  });
  return inArray(sql.identifier(key), wanted);
}

function facetQuery(key: TaskFacetKey, filters: TaskFilters, keys: readonly TaskFacetKey[]): SQL {
  const value = sql.identifier(key);
  const where = hasRolledUpFacets(
    filters,
    keys.filter((other) => other !== key),
  );
  return sql`(
    select ${key} as facet, ${value}::text as value, sum(count)::int as count from source
    where ${where ?? sql`true`}
    group by ${value} order by sum(count) desc, ${value} limit ${facetLimit})`;
}

function sumFacets(filters: TaskFilters, keys: readonly TaskFacetKey[]): SQL {
  const columns = list(keys.map((key) => sql`${taskFacets[key]}`));
  return sql`
    select ${columns}, sum(${taskFacets.count}) as count from ${taskFacets}
    where ${hasRolledUpFacets(filters) ?? sql`true`} group by ${columns}`;
}

/** The same shape over tasks. They are grouped before what is missing gets its value there, which costs less. */
function countTasks(filters: TaskFilters, keys: readonly TaskFacetKey[]): SQL {
  const values = keys.map((key) => sql`coalesce(${tasks[key]}, ${missingValue(key)}) as ${sql.identifier(key)}`);
  return sql`
    select ${list(values)}, count(*) as count from ${tasks}
    where ${matchesTask(filters)} group by ${list(keys.map((key) => sql`${tasks[key]}`))}`;
}

/**
 * For queries that may read most of the table. PostgreSQL takes the order of an index for as quick as that of the table,
 * which is twice as quick; and as the groups are counted at once, further processes would only get in each other's way.
 */
function readWidely(db: Database, query: SQL): Promise<FacetCount[]> {
  return db.transaction(async (transaction) => {
    await transaction.execute(sql`
      select set_config('enable_indexscan', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)`);
    return transaction.execute<FacetCount>(query);
  });
}

function list(parts: readonly SQL[]): SQL {
  return sql.join([...parts], sql`, `);
}

function valuesOf(key: TaskFacetKey, rows: readonly FacetCount[] = []): FacetValue[] {
  return rows.map(({ value, count }) => ({ value: value === missingValue(key) ? noValue : value, count }));
}

/** What stands in a roll-up where a task has no value. */
function missingValue(key: TaskFacetKey): "" | "0" {
  return key === "year" ? "0" : "";
}
