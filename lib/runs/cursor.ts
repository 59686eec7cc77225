import type { Page } from "#lib/runs/model";

/** A place beside a row of a list; the page lies before or behind it. */
export interface RowCursor {
  readonly toward: "next" | "previous";
  readonly id: string;
}

/** Reads `next.42`; undefined for text that is no cursor of rows with such ids. */
export function parseRowCursor(text: string | null, idPattern: RegExp): RowCursor | undefined {
  const [, toward, id] = /^(next|previous)\.(.+)$/.exec(text ?? "") ?? [];
  if ((toward !== "next" && toward !== "previous") || !id || !idPattern.test(id)) return undefined;
  return { toward, id };
}

export const numberPattern = /^[1-9]\d{0,14}$/;
export const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Makes a page of the rows found, one more than it may hold; those of a previous page were read backwards. */
export function cutPage<T>(
  found: readonly T[],
  limit: number,
  cursor: RowCursor | undefined,
  idOf: (row: T) => string | number,
): Page<T> {
  const isBackward = cursor?.toward === "previous";
  const hasMore = found.length > limit;
  const kept = found.slice(0, limit);
  const items = isBackward ? kept.toReversed() : kept;
  const [first, last] = [items[0], items.at(-1)];
  return {
    items,
    nextCursor: last && (isBackward || hasMore) ? `next.${idOf(last)}` : null,
    previousCursor: first && (isBackward ? hasMore : cursor) ? `previous.${idOf(first)}` : null,
  };
}
