import type { Fields } from "./fields.ts";

const isoPattern = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?$/u;
/** Seconds since 1970 stay below this until the year 5138; what is above counts milliseconds. */
const firstMilliseconds = 1e11;

/**
 * Takes a point in time as ISO 8601; null where there is none, with a problem where it cannot be read. Numbers are
 * seconds since 1970. A time without a zone stays without one, since the source does not tell it.
 */
export function readTimestamp(fields: Fields, key: string): string | null {
  const value = fields.peek(key);
  if (value === undefined) return null;
  const iso = isoTimestamp(value);
  if (iso === null) fields.problems.report(fields.at(key), "a time", value);
  else fields.skip(key);
  return iso;
}

function isoTimestamp(value: unknown): string | null {
  if (typeof value === "number") {
    const date = new Date(Math.abs(value) < firstMilliseconds ? value * 1000 : value);
    return Number.isNaN(date.getTime()) ? null : date.toISOString();
  }
  if (typeof value !== "string" || !isoPattern.test(value)) return null;
  const iso = value.replace(" ", "T").replace(",", ".");
  return Number.isNaN(Date.parse(iso)) ? null : iso;
}
