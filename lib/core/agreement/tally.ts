import type { RatingTable } from "./model.ts";

/** What all statistics over whole items are made of; sums over items, so that resampling items is adding rows up anew. */
export interface Tally {
  /** Pairs of ratings of one item, and those of them that agree. */
  readonly pairs: number;
  readonly agreeing: number;
  /** Ratings by category. */
  readonly counts: Float64Array;
  /** Krippendorff's coincidences: a square of categories, row by row. */
  readonly coincidences: Float64Array;
}

/** Items with the same answers count the same, so each such pattern is counted once. */
export interface PatternTable {
  /** How many items with two ratings or more have each pattern, in an order that neither raters nor items decide. */
  readonly patterns: readonly number[];
  readonly items: number;
  /** Items with fewer than two ratings: they say nothing about agreement. */
  readonly droppedItems: number;
  /** Ratings of the items that are left. */
  readonly ratings: number;
  /** The number of ratings that every item has; null where they differ, or where there is none. */
  readonly ratingsPerItem: number | null;
  /** Of so many items with each pattern. */
  tally(weights: ArrayLike<number>): Tally;
}

interface Pattern {
  readonly counts: readonly number[];
  readonly ratings: number;
  readonly items: number;
}

/** Counts what the statistics need of each item, once. */
export function countPatterns({ scores, items }: RatingTable): PatternTable {
  const categories = scores.length;
  const found = new Map<string, Pattern>();
  for (const item of items) {
    const counts = Array.from({ length: categories }, () => 0);
    for (const place of item) if (place !== null) counts[place] = (counts[place] ?? 0) + 1;
    const ratings = counts.reduce((sum, count) => sum + count, 0);
    if (ratings < 2) continue;
    const key = counts.join(",");
    found.set(key, { counts, ratings, items: (found.get(key)?.items ?? 0) + 1 });
  }
  const patterns = [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, pattern]) => pattern);
  const rated = patterns.reduce((sum, pattern) => sum + pattern.items, 0);
  const sizes = new Set(patterns.map(({ ratings }) => ratings));
  const [ratingsPerItem] = sizes;
  return {
    patterns: patterns.map((pattern) => pattern.items),
    items: rated,
    droppedItems: items.length - rated,
    ratings: patterns.reduce((sum, pattern) => sum + pattern.items * pattern.ratings, 0),
    ratingsPerItem: sizes.size === 1 ? (ratingsPerItem ?? null) : null,
    tally: tallier(patterns, categories),
  };
}

function tallier(patterns: readonly Pattern[], categories: number): (weights: ArrayLike<number>) => Tally {
  const parts = patterns.map(({ counts, ratings }) => ({
    counts: counts.flatMap((count, place) => (count > 0 ? [[place, count] as const] : [])),
    cells: coincidenceCells(counts, ratings),
    pairs: (ratings * (ratings - 1)) / 2,
    agreeing: counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0),
  }));
  return (weights) => {
    const counts = new Float64Array(categories);
    const coincidences = new Float64Array(categories * categories);
    let [pairs, agreeing] = [0, 0];
    parts.forEach((part, index) => {
      const weight = weights[index] ?? 0;
      if (weight === 0) return;
      pairs += weight * part.pairs;
      agreeing += weight * part.agreeing;
      for (const [place, count] of part.counts) counts[place] = (counts[place] ?? 0) + weight * count;
      for (const [cell, value] of part.cells) coincidences[cell] = (coincidences[cell] ?? 0) + weight * value;
    });
    return { pairs, agreeing, counts, coincidences };
  };
}

/** An item with m ratings adds its m(m-1) ordered pairs, each with the weight 1/(m-1). */
function coincidenceCells(counts: readonly number[], ratings: number): (readonly [number, number])[] {
  return counts.flatMap((one, row) =>
    counts.flatMap((other, column) => {
      const pairs = one * (row === column ? other - 1 : other);
      return pairs > 0 ? [[row * counts.length + column, pairs / (ratings - 1)] as const] : [];
    }),
  );
}
