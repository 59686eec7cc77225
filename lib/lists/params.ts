import { createParser, parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import type { ListFilters, Range } from "#lib/lists/model";
import { parseRowId } from "#lib/trajectories/row-id";

/** PostgreSQL keeps no NUL characters and refuses to look for them. */
export const parseAsStorableText = createParser({ parse: (value) => value.replaceAll("\0", ""), serialize: String });

/** The number of a row; one that no row can have is none. */
export const parseAsRowId = createParser({
  parse: (text) => {
    const id = parseRowId(text);
    return Number.isNaN(id) ? null : id;
  },
  serialize: String,
});

export const parseAsValues = parseAsArrayOf(parseAsStorableText).withDefault([]);

/** How the rows of a list follow each other, and where its page begins. */
export function orderParsers<S extends string>(sortKeys: readonly S[], first: NoInfer<S>) {
  return {
    sort: parseAsStringLiteral(sortKeys).withDefault(first),
    dir: parseAsStringLiteral(["asc", "desc"]).withDefault("desc"),
  };
}

export const pageParsers = { cursor: parseAsString };

/** How a table looks; nothing of it changes which rows are listed. */
export function viewParsers<K extends string>(columns: readonly K[], shown: readonly K[], pinned: readonly K[]) {
  return {
    cols: parseAsArrayOf(parseAsStringLiteral(columns)).withDefault([...shown]),
    pin: parseAsArrayOf(parseAsStringLiteral(columns)).withDefault([...pinned]),
    density: parseAsStringLiteral(["compact", "comfortable"]).withDefault("compact"),
  };
}

interface FilterParams<F extends string, R extends string> {
  readonly q: string;
  readonly facets: readonly F[];
  readonly valuesOf: (facet: F) => readonly string[];
  readonly ranges: readonly R[];
  readonly rangeOf: (measure: R) => Range;
}

export function readFilterParams<F extends string, R extends string>({
  q,
  facets,
  valuesOf,
  ranges,
  rangeOf,
}: FilterParams<F, R>): ListFilters<F, R> {
  return {
    q: q.trim(),
    facets: mapKeys(facets, (key) => valuesOf(key).filter((value) => value !== "")),
    ranges: mapKeys(ranges, rangeOf),
  };
}

/** The way back: what stands in the URL for these filters. */
export function writeFilterParams({
  q,
  facets,
  ranges,
}: ListFilters): Record<string, string | string[] | number | null> {
  const ends = Object.entries(ranges).flatMap(([key, { min, max }]) => [
    [`${key}Min`, min],
    [`${key}Max`, max],
  ]);
  const values = Object.entries(facets).map(([key, chosen]) => [key, [...chosen]]);
  return { q, ...Object.fromEntries(values), ...Object.fromEntries(ends) };
}

function mapKeys<K extends string, V>(keys: readonly K[], valueFor: (key: K) => V): Record<K, V> {
  // `Object.fromEntries` forgets the keys' type; they are exactly the ones given.
  return Object.fromEntries(keys.map((key) => [key, valueFor(key)])) as Record<K, V>;
}
