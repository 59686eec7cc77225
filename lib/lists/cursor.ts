import { z } from "zod";
import { parseJson } from "#lib/core/json";
import type { ListOrder } from "#lib/lists/model";

/** A place between two rows of a sorted list. `toward` says which side of it the page lies on. */
export interface Cursor<S extends string = string> extends ListOrder<S> {
  /** The sort expression's value as PostgreSQL writes it. */
  readonly value: string;
  readonly id: number;
  readonly toward: "next" | "previous";
}

/** The type of a sort expression, for the comparison with a cursor's value. */
export type SortType = "timestamptz" | "text" | "integer" | "bigint" | "double precision";

const schema = z.tuple([
  z.string(),
  z.enum(["asc", "desc"]),
  z.string().refine((value) => !value.includes("\0")),
  z.int32(),
  z.enum(["next", "previous"]),
]);

export function formatCursor({ sort, dir, value, id, toward }: Cursor): string {
  return Buffer.from(JSON.stringify([sort, dir, value, id, toward])).toString("base64url");
}

/** Undefined for text that is no cursor, or one of a list in another order. */
export function parseCursor<S extends string>(
  text: string | null,
  order: ListOrder<S>,
  type: SortType,
): Cursor<S> | undefined {
  if (!text) return undefined;
  const parsed = schema.safeParse(parseJson(Buffer.from(text, "base64url").toString()));
  if (!parsed.success) return undefined;
  const [sort, dir, value, id, toward] = parsed.data;
  const isOfList = sort === order.sort && dir === order.dir && isSortValue(type, value);
  return isOfList ? { sort: order.sort, dir, value, id, toward } : undefined;
}

function isSortValue(type: SortType, value: string): boolean {
  switch (type) {
    case "timestamptz":
      return value === "-infinity" || isTimestamp(value);
    case "integer":
      return /^-?\d{1,10}$/.test(value) && z.int32().safeParse(Number(value)).success;
    case "bigint":
      return /^-?\d{1,19}$/.test(value) && BigInt.asIntN(64, BigInt(value)) === BigInt(value);
    case "double precision":
      return /^-?\d{1,400}(\.\d{1,400})?(e[+-]\d{1,3})?$/.test(value) && isDouble(Number(value));
    case "text":
      return true;
  }
}

/** PostgreSQL refuses what it could only keep as infinite or as nothing. */
function isDouble(value: number): boolean {
  return Number.isFinite(value) && (value === 0 || Math.abs(value) > Number.MIN_VALUE);
}

/** `2024-03-12 00:00:00.5+00`, of a day that there is; connections speak UTC. */
function isTimestamp(value: string): boolean {
  const [, day, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,6})?\+00$/.exec(value) ?? [];
  const date = new Date(`${day}T${time}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${day}T${time}`);
}
