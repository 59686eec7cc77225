import { createLoader, createSerializer, type inferParserType, parseAsInteger } from "nuqs/server";
import { taskFacetKeys, taskRangeKeys, taskSortKeys } from "#lib/core/task/list";
import {
  orderParsers,
  pageParsers,
  parseAsStorableText,
  parseAsValues,
  readFilterParams,
  viewParsers,
  writeFilterParams,
} from "#lib/lists/params";
import { defaultTaskColumns } from "#lib/tasks/columns";
import type { TaskFilters, TaskListRequest, TaskOrder } from "#lib/tasks/model";

/** The parameters of `/tasks`. URL, server, toolbar and REST API share their names; a bad value falls back to the default. */
export const taskFilterParsers = {
  q: parseAsStorableText.withDefault(""),
  dataset: parseAsValues,
  repo: parseAsValues,
  language: parseAsValues,
  status: parseAsValues,
  stage: parseAsValues,
  difficulty: parseAsValues,
  year: parseAsValues,
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

export const taskOrderParsers = orderParsers(taskSortKeys, "createdAt");

export const taskListParsers = { ...taskFilterParsers, ...taskOrderParsers, ...pageParsers };

export const taskViewParsers = viewParsers(taskSortKeys, defaultTaskColumns, ["instanceId"]);

export type TaskListParams = inferParserType<typeof taskListParsers>;
export type TaskFilterParams = inferParserType<typeof taskFilterParsers>;

export const loadTaskListParams = createLoader(taskListParsers);
export const serializeTaskListParams = createSerializer(taskListParsers);
export const loadTaskViewParams = createLoader(taskViewParsers);

export function taskFilters(params: TaskFilterParams): TaskFilters {
  return readFilterParams({
    q: params.q,
    facets: taskFacetKeys,
    valuesOf: (key) => params[key],
    ranges: taskRangeKeys,
    rangeOf: (key) => ({ min: params[`${key}Min`], max: params[`${key}Max`] }),
  });
}

/** The way back: what stands in the URL for these filters. */
export function taskFilterParams(filters: TaskFilters): Partial<TaskFilterParams> {
  return writeFilterParams(filters);
}

export function taskListRequest(params: TaskListParams, limit: number): TaskListRequest {
  return { ...taskFilters(params), ...taskOrder(params), limit, cursor: params.cursor };
}

export function taskOrder({ sort, dir }: Pick<TaskListParams, "sort" | "dir">): TaskOrder {
  return { sort, dir };
}
