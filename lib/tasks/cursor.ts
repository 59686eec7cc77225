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

const schema = z.tuple([
  z.enum(taskSortKeys),
  z.enum(["asc", "desc"]),
  z.string().refine((value) => !value.includes("\0")),
  z.int32(),
  z.enum(["next", "previous"]),
]);

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
    case "stage":
      return "text";
    default:
      return "integer";
  }
}

function isSortValue(sort: TaskSortKey, value: string): boolean {
  switch (sortType(sort)) {
    case "timestamptz":
      return value === "-infinity" || isTimestamp(value);
    case "integer":
      return /^-?\d{1,10}$/.test(value) && z.int32().safeParse(Number(value)).success;
    case "text":
      return true;
  }
}

/** `2024-03-12 00:00:00.5+00`, of a day that there is; connections speak UTC. */
function isTimestamp(value: string): boolean {
  const [, day, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,6})?\+00$/.exec(value) ?? [];
  const date = new Date(`${day}T${time}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${day}T${time}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
