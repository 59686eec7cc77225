import type { Codec } from "./codecs.ts";

type Precision = "day" | "seconds" | "milliseconds";

const digitsByPrecision: Readonly<Record<Precision, number>> = { day: 10, seconds: 19, milliseconds: 23 };

/**
 * One spelling of an instant. The task holds instants as `Date.toISOString` writes them, so that one kept as a time
 * stamp in a database still gives its source back; a source with microseconds is therefore not exact.
 */
export function dateCodec(separator: "T" | " ", precision: Precision, suffix: "" | "Z" | "+00:00"): Codec {
  return {
    decode: (raw) => (typeof raw === "string" ? toInstant(raw) : undefined),
    encode(value) {
      if (typeof value !== "string") return undefined;
      return value.slice(0, digitsByPrecision[precision]).replace("T", separator) + suffix;
    },
  };
}

/** Any ISO 8601 date with a time zone or none (then UTC); for what no other codec gives back exactly. */
export const anyDate: Codec = {
  decode: (raw) => (typeof raw === "string" ? toInstant(raw) : undefined),
  encode: () => undefined,
};

export const epochMilliseconds: Codec = {
  decode: (raw) => (typeof raw === "number" ? fromMilliseconds(raw) : undefined),
  encode: (value) => (typeof value === "string" ? Date.parse(value) : undefined),
};

const datePattern = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|[+-]\d{2}:?\d{2})?)?$/u;

function toInstant(raw: string): string | undefined {
  const [, day, time = "00:00:00", zone = "Z"] = datePattern.exec(raw) ?? [];
  // Date.parse rolls 31 February over to March; such a date is no date.
  if (day === undefined || fromMilliseconds(Date.parse(`${day}T00:00:00Z`))?.slice(0, 10) !== day) return undefined;
  return fromMilliseconds(
    Date.parse(`${day}T${time.replace(/(\.\d{3})\d+$/u, "$1")}${zone.replace(/^(...)(\d\d)$/u, "$1:$2")}`),
  );
}

/** Years 1 to 9999 alone: the others have no spelling that databases agree on. */
function fromMilliseconds(milliseconds: number): string | undefined {
  return milliseconds >= firstMillisecond && milliseconds <= lastMillisecond
    ? new Date(milliseconds).toISOString()
    : undefined;
}

const firstMillisecond = Date.parse("0001-01-01T00:00:00Z");
const lastMillisecond = Date.parse("9999-12-31T23:59:59.999Z");
