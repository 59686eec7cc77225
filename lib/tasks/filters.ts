import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { taskFacetKeys, taskRangeKeys, taskSortKeys } from "#lib/core/task/list";
import { defaultTaskColumns } from "#lib/tasks/columns";
import type { TaskFilters, TaskListRequest, TaskOrder } from "#lib/tasks/model";

/** PostgreSQL keeps no NUL characters and refuses to look for them. */
const text = createParser({ parse: (value) => value.replaceAll("\0", ""), serialize: String });
const list = parseAsArrayOf(text).withDefault([]);

/** The parameters of `/tasks`. URL, server, toolbar and REST API share their names; a bad value falls back to the default. */
export const taskFilterParsers = {
  q: text.withDefault(""),
  dataset: list,
  repo: list,
  language: list,
  status: list,
  stage: list,
  difficulty: list,
  year: list,
  patchFilesMin: parseAsInteger,
  patchFilesMax: parseAsInteger,
  patchHunksMin: parseAsInteger,
  patchHunksMax: parseAsInteger,
  patchLinesMin: parseAsInteger,
  patchLinesMax: parseAsInteger,
  patchFunctionsMin: parseAsInteger,
  patchFunctionsMax: parseAsInteger,
  failToPassMin: parseAsInteger,
  failToPassMax: parseAsInteger,
  passToPassMin: parseAsInteger,
  passToPassMax: parseAsInteger,
  issueWordsMin: parseAsInteger,
  issueWordsMax: parseAsInteger,
};

export const taskOrderParsers = {
  sort: parseAsStringLiteral(taskSortKeys).withDefault("createdAt"),
  dir: parseAsStringLiteral(["asc", "desc"]).withDefault("desc"),
};

export const taskListParsers = { ...taskFilterParsers, ...taskOrderParsers, cursor: parseAsString };

/** How the table looks; nothing of it changes which tasks are listed. */
export const taskViewParsers = {
  cols: parseAsArrayOf(parseAsStringLiteral(taskSortKeys)).withDefault([...defaultTaskColumns]),
  pin: parseAsArrayOf(parseAsStringLiteral(taskSortKeys)).withDefault(["instanceId"]),
  density: parseAsStringLiteral(["compact", "comfortable"]).withDefault("compact"),
};

export type TaskListParams = inferParserType<typeof taskListParsers>;
export type TaskFilterParams = inferParserType<typeof taskFilterParsers>;

export const loadTaskListParams = createLoader(taskListParsers);
export const serializeTaskListParams = createSerializer(taskListParsers);
export const loadTaskViewParams = createLoader(taskViewParsers);

export function taskFilters(params: TaskFilterParams): TaskFilters {
  return {
    q: params.q.trim(),
    facets: mapKeys(taskFacetKeys, (key) => params[key].filter((value) => value !== "")),
    ranges: mapKeys(taskRangeKeys, (key) => ({ min: params[`${key}Min`], max: params[`${key}Max`] })),
  };
}

/** The way back: what stands in the URL for these filters. */
export function taskFilterParams({ q, facets, ranges }: TaskFilters): Partial<TaskFilterParams> {
  const ends = taskRangeKeys.flatMap((key) => [
    [`${key}Min`, ranges[key].min],
    [`${key}Max`, ranges[key].max],
  ]);
  return { q, ...mapKeys(taskFacetKeys, (key) => [...facets[key]]), ...Object.fromEntries(ends) };
}

export function taskListRequest(params: TaskListParams, limit: number): TaskListRequest {
  return { ...taskFilters(params), ...taskOrder(params), limit, cursor: params.cursor };
}

export function taskOrder({ sort, dir }: Pick<TaskListParams, "sort" | "dir">): TaskOrder {
  return { sort, dir };
}

function mapKeys<K extends string, V>(keys: readonly K[], valueFor: (key: K) => V): Record<K, V> {
  // `Object.fromEntries` forgets the keys' type; they are exactly the ones given.
  return Object.fromEntries(keys.map((key) => [key, valueFor(key)])) as Record<K, V>;
}
