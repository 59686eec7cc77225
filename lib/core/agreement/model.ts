/** Ratings of items by raters. */
export interface RatingTable {
  /** The number that stands for each category, in the order of the categories. Interval and ratio distances are taken between these. */
  readonly scores: readonly number[];
  /** A row for each item: for each rater the place of a category in `scores`, or null where they did not rate it. */
  readonly items: readonly (readonly (number | null)[])[];
}

/** How far apart two categories are: alike or not, by their order, by difference, by ratio. */
export const levels = ["nominal", "ordinal", "interval", "ratio"] as const;
export type Level = (typeof levels)[number];

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A statistic with its 95 % interval; null is never a number in disguise, and `gap` says why it is null. */
export interface Figure {
  readonly value: number | null;
  readonly interval: Interval | null;
  readonly gap: Gap | null;
}

/** Why a figure, or its interval, cannot be told. */
export const gaps = {
  "no-pairs": "No item was rated by two reviewers",
  "no-variance": "Everybody gave the same answer throughout",
  "uneven-ratings": "Fleiss' kappa needs the same number of ratings for every item",
  "few-items": "Too few items were rated twice for an interval",
  "no-disagreement": "Nobody disagreed, so that resampling says nothing about how sure this is",
  "no-spread": "All items are disagreed on alike, which says nothing about how sure this is",
  unstable: "Too many resamples have no value of their own for an interval",
} as const;
export type Gap = keyof typeof gaps;
