import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { TaskSortKey } from "../core/task/list.ts";
import { difficulties } from "../core/task/model.ts";

type SortableColumns = Readonly<Record<TaskSortKey, AnyPgColumn>>;

/**
 * The expression that a sort key stands for. Never null, so that pages can be cut by comparing rows; the same text makes
 * the index and the query, or the index would not be used.
 */
export function taskSortExpression(columns: SortableColumns, key: TaskSortKey): SQL {
  const column = columns[key];
  switch (key) {
    case "createdAt":
      return sql`coalesce(${column}, '-infinity'::timestamptz)`;
    case "language":
      return sql`coalesce(${column}, ''::text)`;
    case "difficulty":
      return sql`coalesce(array_position(array[${bins}]::text[], ${column}), 0)`;
    default:
      return sql`${column}`;
  }
}

const bins = sql.raw(difficulties.map((bin) => `'${bin}'`).join(", "));
