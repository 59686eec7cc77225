import { drawBinomial, listLogFactorials, type Random } from "./draw-binomial.ts";
import type { Gap, Interval } from "./model.ts";
import { quantile } from "./quantile.ts";
import { randomNumbers } from "./random-numbers.ts";
import type { PatternTable, Tally } from "./tally.ts";

export interface ResampleOptions {
  readonly rounds: number;
  readonly seed: number;
}

type Resampled = { readonly interval: Interval; readonly gap: null } | { readonly interval: null; readonly gap: Gap };

const fewestItems = 5;
const shareOfRounds = 0.9;
const rounding = 1e-9;

/**
 * The percentile bootstrap over items: draws as many items as there are, with replacement, and gives the middle 95 % of
 * what each statistic comes to. Items of one pattern are drawn at once, so that the time does not grow with the items.
 * The same table, rounds and seed give the same intervals, whatever the order of items and raters. Rounds in which a
 * statistic has no value are left out; there is no interval where more than a tenth are, where fewer than five items have
 * two ratings, or where all rounds come to the same.
 */
export function resample(
  table: PatternTable,
  statistics: readonly ((tally: Tally) => number | null)[],
  { rounds, seed }: ResampleOptions,
): Resampled[] {
  if (table.items < fewestItems) return statistics.map(() => ({ interval: null, gap: "few-items" }));
  const random = randomNumbers(seed);
  const found = statistics.map((): number[] => []);
  const weights = new Float64Array(table.patterns.length);
  const logs = listLogFactorials(table.items);
  for (let round = 0; round < rounds; round++) {
    drawWeights(random, table, logs, weights);
    const tally = table.tally(weights);
    statistics.forEach((statistic, index) => {
      const value = statistic(tally);
      if (value !== null) found[index]?.push(value);
    });
  }
  return found.map((values) => middleOf(values, rounds));
}

function middleOf(values: readonly number[], rounds: number): Resampled {
  if (values.length < rounds * shareOfRounds) return { interval: null, gap: "unstable" };
  const ascending = Float64Array.from(values).sort();
  const [low, high] = [quantile(ascending, 0.025), quantile(ascending, 0.975)];
  if (low === null || high === null) return { interval: null, gap: "unstable" };
  if (low < high) return { interval: { low, high }, gap: null };
  return { interval: null, gap: low > 1 - rounding ? "no-disagreement" : "no-spread" };
}

/** How often each pattern is drawn where as many items are drawn as there are: what is left goes to the patterns in turn. */
function drawWeights(random: Random, { patterns, items }: PatternTable, logs: Float64Array, weights: Float64Array) {
  let [draws, left] = [items, items];
  patterns.forEach((count, pattern) => {
    const drawn = drawBinomial(random, draws, count / left, logs);
    weights[pattern] = drawn;
    draws -= drawn;
    left -= count;
  });
}
