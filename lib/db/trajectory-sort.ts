import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { TrajectorySortKey } from "../core/trajectory/list.ts";

type SortableColumns = Readonly<Record<TrajectorySortKey, AnyPgColumn>>;

/**
 * The expression that a sort key stands for. Never null, so that pages can be cut by comparing rows; the same text makes
 * the index and the query, or the index would not be used.
 */
export function trajectorySortExpression(columns: SortableColumns, key: TrajectorySortKey): SQL {
  const column = columns[key];
  switch (key) {
    case "model":
    case "scaffold":
    case "verdict":
    case "exitStatus":
      return sql`coalesce(${column}, ''::text)`;
    case "tokens":
      return sql`coalesce(${column}, '-1'::bigint)`;
    case "costUsd":
    case "durationSeconds":
      return sql`coalesce(${column}, '-1'::double precision)`;
    case "patchFiles":
    case "patchLines":
      return sql`coalesce(${column}, '-1'::integer)`;
    default:
      return sql`${column}`;
  }
}
