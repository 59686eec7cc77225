import { z } from "zod";
import { type TaskSortKey, taskSortKeys } from "#lib/core/task/list";
import type { TaskOrder } from "#lib/tasks/model";

/** A place between two rows of a sorted list. `toward` says which side of it the page lies on. */
export interface Cursor extends TaskOrder {
  /** The sort expression's value as PostgreSQL writes it. */
  readonly value: string;
  readonly id: number;
  readonly toward: "next" | "previous";
}

const maxInteger = 2 ** 31 - 1;

const schema = z.tuple([
  z.enum(taskSortKeys),
  z.enum(["asc", "desc"]),
  z.string().refine((value) => !value.includes("\0")),
  z.int().min(0).max(maxInteger),
  z.enum(["next", "previous"]),
]);

/** A time stamp as PostgreSQL writes it, with a date that its month may have at most. */
const timePattern =
  /^(-infinity|\d{4,6}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8]|29|30|31) ([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?[+-]\d{2}(:\d{2}){0,2}( BC)?)$/;

export function formatCursor({ sort, dir, value, id, toward }: Cursor): string {
  return Buffer.from(JSON.stringify([sort, dir, value, id, toward])).toString("base64url");
}

/** Undefined for text that is no cursor, or one of a list in another order. */
export function parseCursor(text: string | null, order: TaskOrder): Cursor | undefined {
  if (!text) return undefined;
  const parsed = schema.safeParse(parseJson(Buffer.from(text, "base64url").toString()));
  if (!parsed.success) return undefined;
  const [sort, dir, value, id, toward] = parsed.data;
  const isOfList = sort === order.sort && dir === order.dir && isSortValue(sort, value);
  return isOfList ? { sort, dir, value, id, toward } : undefined;
}

/** The type of the sort expression, for the comparison with a cursor's value. */
export function sortType(sort: TaskSortKey): "timestamptz" | "text" | "integer" {
  switch (sort) {
    case "createdAt":
      return "timestamptz";
    case "dataset":
    case "instanceId":
    case "repo":
    case "language":
    case "status":
      return "text";
    default:
      return "integer";
  }
}

function isSortValue(sort: TaskSortKey, value: string): boolean {
  switch (sortType(sort)) {
    case "timestamptz":
      return timePattern.test(value);
    case "integer":
      return /^-?\d{1,10}$/.test(value) && Math.abs(Number(value)) <= maxInteger;
    case "text":
      return true;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
