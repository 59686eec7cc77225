import type { Figure, Gap, Level, RatingTable } from "./model.ts";
import { type ResampleOptions, resample } from "./resample.ts";
import { alphaOf, fleissOf, rawOf } from "./statistics.ts";
import { countPatterns, type Tally } from "./tally.ts";

export interface Agreement {
  /** Items with two ratings or more: what all figures are about. */
  readonly items: number;
  /** Items with one rating or none. */
  readonly droppedItems: number;
  /** Ratings of the items that count. */
  readonly ratings: number;
  /** The share of pairs of ratings that agree, 0 to 1. */
  readonly raw: Figure;
  /** Fleiss (1971); needs the same number of ratings for every item that counts. */
  readonly fleiss: Figure;
  /** Krippendorff's alpha by level of measurement; bears missing ratings. */
  readonly alpha: Readonly<Partial<Record<Level, Figure>>>;
}

export const defaultResampling: ResampleOptions = { rounds: 1000, seed: 20_110_125 };

/**
 * Agreement over all raters of a table, with intervals by the bootstrap over items (see `resample`). What is undefined
 * is null with the reason, never NaN.
 */
export function measureAgreement(
  table: RatingTable,
  alphaLevels: readonly Level[],
  options: ResampleOptions = defaultResampling,
): Agreement {
  const patterns = countPatterns(table);
  const isEven = patterns.ratingsPerItem !== null;
  const statistics = [
    rawOf,
    isEven ? fleissOf : () => null,
    ...alphaLevels.map((level) => (tally: Tally) => alphaOf(tally, level, table.scores)),
  ];
  const whole = patterns.tally(patterns.patterns);
  const hasPairs = whole.pairs > 0;
  const values = statistics.map((statistic) => statistic(whole));
  const resampled = hasPairs ? resample(patterns, statistics, options) : [];
  const figures = values.map((value, index): Figure => {
    if (value === null) return missing(hasPairs ? "no-variance" : "no-pairs");
    const { interval = null, gap = null } = resampled[index] ?? {};
    return { value, interval, gap };
  });
  const [raw = missing("no-pairs"), fleiss = missing("no-pairs"), ...alphas] = figures;
  return {
    items: patterns.items,
    droppedItems: patterns.droppedItems,
    ratings: patterns.ratings,
    raw,
    fleiss: hasPairs && !isEven ? missing("uneven-ratings") : fleiss,
    alpha: Object.fromEntries(alphaLevels.map((level, index) => [level, alphas[index] ?? missing("no-pairs")])),
  };
}

function missing(gap: Gap): Figure {
  return { value: null, interval: null, gap };
}
