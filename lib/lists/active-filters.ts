import type { ListFilters, Range } from "#lib/lists/model";

/** One condition that is in force: what it says to a reader, and the filters without it. */
export interface ActiveFilter<T extends ListFilters = ListFilters> {
  readonly key: string;
  readonly label: string;
  readonly without: T;
}

interface Labels<F extends string, R extends string> {
  readonly facets: Readonly<Record<F, string>>;
  readonly ranges: Readonly<Record<R, string>>;
  /** Of the values of a facet, those that are called otherwise than they are stored. */
  readonly values?: ValueLabels;
}

export type ValueLabels = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The conditions in force: words first, then facets and ranges in the order of their labels. */
export function activeFilters<F extends string, R extends string>(
  filters: ListFilters<F, R>,
  labels: Labels<F, R>,
): ActiveFilter<ListFilters<F, R>>[] {
  const words = filters.q === "" ? [] : [{ key: "q", label: `“${filters.q}”`, without: { ...filters, q: "" } }];
  const facets = keysOf(labels.facets)
    .filter((key) => filters.facets[key].length > 0)
    .map((key) => ({
      key,
      label: `${inSentence(labels.facets[key])} ${filters.facets[key].map((value) => labels.values?.[key]?.[value] ?? value).join(" or ")}`,
      without: { ...filters, facets: { ...filters.facets, [key]: [] } },
    }));
  const ranges = keysOf(labels.ranges)
    .filter((key) => isBounded(filters.ranges[key]))
    .map((key) => ({
      key,
      label: `${inSentence(labels.ranges[key])} ${formatRange(filters.ranges[key])}`,
      without: { ...filters, ranges: { ...filters.ranges, [key]: { min: null, max: null } } },
    }));
  return [...words, ...facets, ...ranges];
}

export function isBounded({ min, max }: Range): boolean {
  return min !== null || max !== null;
}

/** `≤ 3`, `≥ 10`, `3–10`. */
export function formatRange({ min, max }: Range): string {
  if (min === null) return `≤ ${max}`;
  if (max === null) return `≥ ${min}`;
  return min === max ? String(min) : `${min}–${max}`;
}

/** A label as it stands inside a sentence: `Lines` becomes `lines`, `F2P` stays. */
export function inSentence(label: string): string {
  return /^[A-Z0-9]+$/.test(label) ? label : label.toLowerCase();
}

function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): K[] {
  // `Object.keys` forgets the keys' type; the labels are written out in full, with nothing beside them.
  return Object.keys(record) as K[];
}
