import { and, gte, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { noValue, type TaskFacetKey, type TaskRangeKey, taskFacetKeys, taskRangeKeys } from "#lib/core/task/list";
import { tasks } from "#lib/db/schema";
import type { Range, TaskFilters } from "#lib/tasks/model";
import { searchQuery } from "#lib/tasks/search";

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

function matchesMeasures({ ranges }: TaskFilters): SQL | undefined {
  return and(...taskRangeKeys.map((key) => isWithin(key, ranges[key])));
}

function hasFacet(key: TaskFacetKey, values: readonly string[]): SQL | undefined {
  if (values.length === 0) return undefined;
  if (key === "year") return hasYear(values);
  const named = values.filter((value) => value !== noValue);
  const isNamed = named.length > 0 ? inArray(sql`${tasks[key]}`, named) : undefined;
  return or(isNamed, values.includes(noValue) ? isNull(tasks[key]) : undefined);
}

function hasYear(values: readonly string[]): SQL | undefined {
  const years = values.flatMap(parseYear);
  return or(inArray(tasks.year, years), values.includes(noValue) ? isNull(tasks.year) : undefined);
}

/** A year as a list of one, or of none for text that is no year; there was no year 0. */
export function parseYear(text: string): number[] {
  const year = Number(text);
  return Number.isInteger(year) && year !== 0 && Math.abs(year) < 10_000 ? [year] : [];
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
