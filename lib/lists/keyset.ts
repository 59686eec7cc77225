import { asc, desc, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { type Cursor, formatCursor, type SortType } from "#lib/lists/cursor";
import type { ListOrder } from "#lib/lists/model";

/** A row of a page with the value that the list is sorted by, as PostgreSQL writes it. */
export type Placed<T> = T & { readonly sortValue: string };

interface KeysetColumns {
  /** The sort expression. */
  readonly key: SQL;
  readonly type: SortType;
  readonly id: SQLWrapper;
}

/** How to read on from a cursor: in which direction, and what lies beyond it. */
export function startOf({ key, type, id }: KeysetColumns, { dir }: ListOrder, cursor: Cursor | undefined) {
  const isForward = (dir === "asc") === (cursor?.toward !== "previous");
  return {
    direction: isForward ? asc : desc,
    beyond: cursor && isBeyond(cursor, isForward),
  };
  function isBeyond({ value, id: last }: Cursor, isUp: boolean): SQL {
    return sql`(${key}, ${id}) ${sql.raw(isUp ? ">" : "<")} (${value}::${sql.raw(type)}, ${last})`;
  }
}

/**
 * A page from its rows and one more, which tells whether there is another page; they come nearest to the cursor first, so
 * backwards for a previous page.
 */
export function cutPage<T extends { readonly id: number }>(
  found: readonly Placed<T>[],
  order: ListOrder & { readonly limit: number },
  cursor: Cursor | undefined,
) {
  const isBackward = cursor?.toward === "previous";
  const hasMore = found.length > order.limit;
  const kept = found.slice(0, order.limit);
  if (isBackward) kept.reverse();
  const first = kept[0];
  const last = kept.at(-1);
  return {
    items: kept.map(({ sortValue: _, ...row }) => row),
    nextCursor: last && (isBackward || hasMore) ? formatCursor(placeOf(last, order, "next")) : null,
    previousCursor: first && (isBackward ? hasMore : cursor) ? formatCursor(placeOf(first, order, "previous")) : null,
  };
}

function placeOf(row: Placed<{ readonly id: number }>, { sort, dir }: ListOrder, toward: Cursor["toward"]): Cursor {
  return { sort, dir, value: row.sortValue, id: row.id, toward };
}
