export type SortDirection = "asc" | "desc";

/** Both ends inclusive; null is open. */
export interface Range {
  readonly min: number | null;
  readonly max: number | null;
}

/** Which rows, without their order: what a count, a facet or an export needs. */
export interface ListFilters<F extends string = string, R extends string = string> {
  /** Words to find, as typed; empty for all. */
  readonly q: string;
  /** For each facet the values wanted; none chosen means all. */
  readonly facets: Readonly<Record<F, readonly string[]>>;
  readonly ranges: Readonly<Record<R, Range>>;
}

export interface ListOrder<S extends string = string> {
  readonly sort: S;
  readonly dir: SortDirection;
}

/** Where in a list a page begins, and how long it is. */
export interface PageStart {
  readonly limit: number;
  /** From an earlier page; null for the first. */
  readonly cursor: string | null;
}

export interface Total {
  readonly count: number;
  /** False when counting stopped at the cap: there are more. */
  readonly exact: boolean;
}

export interface ListPage<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly previousCursor: string | null;
  readonly total: Total;
}

export interface FacetValue {
  /** `noValue` stands for rows that have none. */
  readonly value: string;
  readonly count: number;
}

/** Counts of a measure in bins that grow with the value; `from` and `to` are inclusive. */
export interface HistogramBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}
