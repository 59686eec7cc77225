import { parseQuery } from "#lib/rest/parse-query";
import { taskFilterQuery } from "#lib/rest/task-schemas";
import { taskOrderParsers, taskViewParsers } from "#lib/tasks/filters";

const looks = [...Object.keys(taskOrderParsers), ...Object.keys(taskViewParsers), "cursor"];

/**
 * The filters of a query, or of the address of a task list, whose order and looks do not count. Strict, because a filter
 * that is misspelt would let all tasks through: throws `invalid` with what is wrong.
 */
export function readFilterText(text: string): URLSearchParams {
  const params = new URLSearchParams(text.replace(/^[^?]*\?/, ""));
  for (const name of looks) params.delete(name);
  parseQuery(taskFilterQuery, params);
  return params;
}
