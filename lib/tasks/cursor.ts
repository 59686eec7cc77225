import type { TaskSortKey } from "#lib/core/task/list";
import { type Cursor, parseCursor, type SortType } from "#lib/lists/cursor";
import type { TaskOrder } from "#lib/tasks/model";

/** Undefined for text that is no cursor, or one of a task list in another order. */
export function parseTaskCursor(text: string | null, order: TaskOrder): Cursor<TaskSortKey> | undefined {
  return parseCursor(text, order, taskSortType(order.sort));
}

export function taskSortType(sort: TaskSortKey): SortType {
  switch (sort) {
    case "createdAt":
      return "timestamptz";
    case "dataset":
    case "instanceId":
    case "repo":
    case "language":
    case "status":
    case "stage":
      return "text";
    default:
      return "integer";
  }
}
