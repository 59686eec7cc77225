import { and, gte, inArray, lte, or, type SQL, sql } from "drizzle-orm";
import { noValue, type TaskFacetKey, type TaskRangeKey, taskFacetKeys, taskRangeKeys } from "#lib/core/task/list";
import { difficulties } from "#lib/core/task/model";
import { tasks } from "#lib/db/schema";
import { taskSortExpression } from "#lib/db/task-sort";
import type { Range } from "#lib/lists/model";
import { searchQuery } from "#lib/lists/search";
import type { TaskFilters, TaskOrder } from "#lib/tasks/model";

/** All conditions of the filters as one, or undefined where they let everything through. */
export function matchesTask(filters: TaskFilters): SQL | undefined {
  return and(
    ...taskFacetKeys.map((key) => hasFacet(key, filters.facets[key])),
    matchesMeasures(filters),
    matchesText(filters.q),
  );
}

/** The conditions that the facet roll-up cannot answer; undefined when there are none. */
export function matchesBeyondFacets(filters: TaskFilters): SQL | undefined {
  return and(matchesMeasures(filters), matchesText(filters.q));
}

/** What the filters say of the key that a list is sorted by: where in the index of the order to begin and to end. */
export function boundsOrder({ sort, facets, ranges }: TaskFilters & TaskOrder): SQL | undefined {
  if (sort === "createdAt") return spansYears(facets.year);
  const facet = taskFacetKeys.find((key) => key === sort);
  const range = taskRangeKeys.find((key) => key === sort);
  return and(facet && hasFacet(facet, facets[facet]), range && isWithin(range, ranges[range]));
}

function matchesMeasures({ ranges }: TaskFilters): SQL | undefined {
  return and(...taskRangeKeys.map((key) => isWithin(key, ranges[key])));
}

/** Asks by the sort expressions where there is one, so that the index of an order also serves its filter. */
function hasFacet(key: TaskFacetKey, values: readonly string[]): SQL | undefined {
  if (values.length === 0) return undefined;
  switch (key) {
    case "year":
      return or(...values.map(isOfYear), sql`false`);
    case "language":
      return inArray(
        taskSortExpression(tasks, "language"),
        values.map((value) => (value === noValue ? "" : value)),
      );
    case "difficulty":
      return inArray(taskSortExpression(tasks, "difficulty"), values.flatMap(difficultyRank));
    default:
      return inArray(sql`${tasks[key]}`, [...values]);
  }
}

function isOfYear(text: string): SQL | undefined {
  const created = taskSortExpression(tasks, "createdAt");
  if (text === noValue) return sql`${created} = '-infinity'`;
  const [year] = parseYear(text);
  return year === undefined
    ? undefined
    : sql`(${created} >= ${firstDay(year)}::timestamptz and ${created} < ${firstDay(year + 1)}::timestamptz)`;
}

/** From the first of the years to the last, with those between: one stretch, which an order needs and `isOfYear` is not. */
function spansYears(values: readonly string[]): SQL | undefined {
  const years = values.flatMap(parseYear);
  if (years.length === 0) return hasFacet("year", values);
  const created = taskSortExpression(tasks, "createdAt");
  const before = sql`${created} < ${firstDay(Math.max(...years) + 1)}::timestamptz`;
  if (values.includes(noValue)) return before;
  return and(before, sql`${created} >= ${firstDay(Math.min(...years))}::timestamptz`);
}

/** A year of our era as a list of one, or of none for text that is none. */
export function parseYear(text: string): number[] {
  return /^[1-9]\d{0,3}$/.test(text) ? [Number(text)] : [];
}

function firstDay(year: number): string {
  return `${String(year).padStart(4, "0")}-01-01`;
}

function difficultyRank(value: string): number[] {
  if (value === noValue) return [0];
  const bins: readonly string[] = difficulties;
  const rank = bins.indexOf(value) + 1;
  return rank > 0 ? [rank] : [];
}

function isWithin(key: TaskRangeKey, { min, max }: Range): SQL | undefined {
  return and(
    min === null ? undefined : gte(tasks[key], clampInteger(min)),
    max === null ? undefined : lte(tasks[key], clampInteger(max)),
  );
}

function clampInteger(value: number): number {
  return Math.max(-1, Math.min(2 ** 31 - 1, Math.trunc(value)));
}

/** A word, a phrase in quotes, an exclusion with `-`; the last word also as the beginning of a longer one. */
function matchesText(q: string): SQL | undefined {
  const query = searchQuery(q);
  if (!query) return undefined;
  return sql`${tasks.id} in (select found from search_tasks(${query}) as found)`;
}
