import { z } from "zod";
import { taskSortKeys } from "#lib/core/task/list";
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
  z.string(),
  z.int(),
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
  return sort === order.sort && dir === order.dir ? { sort, dir, value, id, toward } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
