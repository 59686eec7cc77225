import { createLoader, createParser, createSerializer, type inferParserType, parseAsString } from "nuqs/server";
import { parseAsStorableText } from "#lib/lists/params";

/** A day of the calendar, in UTC. */
const parseAsDay = createParser({
  parse: (text) => (/^\d{4}-\d\d-\d\d$/.test(text) && isDay(text) ? text : null),
  serialize: String,
});

/** The parameters of `/settings/audit`. A bad value falls back to none. */
export const auditParsers = {
  actor: parseAsStorableText,
  event: parseAsStorableText,
  /** `task:12`, or `task:` for all of its kind. */
  item: parseAsStorableText,
  /** Both days inclusive. */
  from: parseAsDay,
  to: parseAsDay,
  cursor: parseAsString,
};

export type AuditParams = inferParserType<typeof auditParsers>;

export const loadAuditParams = createLoader(auditParsers);
export const serializeAuditParams = createSerializer(auditParsers);

/** PostgreSQL knows no year 0. */
function isDay(text: string): boolean {
  if (text.startsWith("0000")) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
