import { type ConfusionMatrix, cohenKappa, confusionMatrices, type PairMatrix } from "#lib/core/agreement/cohen-kappa";
import { type Agreement, measureAgreement } from "#lib/core/agreement/measure-agreement";
import { listMeasures, type Measure } from "#lib/core/agreement/measures";
import type { Figure, RatingTable } from "#lib/core/agreement/model";
import { quantile } from "#lib/core/agreement/quantile";
import { type DisputedItem, rankDisputed } from "#lib/reviews/rank-disputed";
import type { Reviewer, ReviewRatings } from "#lib/reviews/review-ratings";

/** Everything that reviewers of a project can be compared by. Figures lie between -1 and 1, raw agreement between 0 and 1. */
export interface ProjectAgreement {
  readonly reviews: number;
  /** Items with a review, and those of them with two or more. */
  readonly items: number;
  readonly sharedItems: number;
  readonly reviewers: readonly ReviewerFigures[];
  readonly measures: readonly MeasureAgreement[];
  /** Over all questions, the most disputed first. */
  readonly disputed: readonly DisputedItem[];
}

export interface ReviewerFigures extends Reviewer {
  readonly reviews: number;
  /** Active seconds an item, of the reviews whose time is known; imported ones say none. */
  readonly seconds: {
    readonly reviews: number;
    readonly lower: number;
    readonly median: number;
    readonly upper: number;
  } | null;
}

export interface MeasureAgreement extends Agreement, Pick<Measure, "id" | "question" | "label" | "level"> {
  readonly categories: readonly (Measure["categories"][number] & { readonly ratings: number })[];
  readonly pairs: readonly PairAgreement[];
}

/** Two reviewers, by their places among the reviewers, who have reviewed an item both. */
export interface PairAgreement {
  readonly first: number;
  readonly second: number;
  readonly items: number;
  /** 0 to 1. */
  readonly raw: number;
  readonly kappa: Figure;
  /** Null where the answers have no order. */
  readonly linear: Figure | null;
  readonly quadratic: Figure | null;
}

export function describeAgreement(ratings: ReviewRatings): ProjectAgreement {
  const counts = ratings.items.map(() => 0);
  for (const { item } of ratings.reviews) counts[item] = (counts[item] ?? 0) + 1;
  return {
    reviews: ratings.reviews.length,
    items: ratings.items.length,
    sharedItems: counts.filter((count) => count > 1).length,
    reviewers: ratings.reviewers.map((reviewer, place) => ({ ...reviewer, ...describeReviewer(ratings, place) })),
    measures: listMeasures(ratings.form).map((measure) => describeMeasure(ratings, measure)),
    disputed: rankDisputed(
      ratings,
      listMeasures(ratings.form).filter(({ question }) => question !== null),
    ),
  };
}

/** The answers to one question: a row for each item, a column for each reviewer. */
export function tableOf({ items, reviewers, reviews }: ReviewRatings, { categories, placeOf }: Measure): RatingTable {
  const rows = items.map(() => reviewers.map((): number | null => null));
  for (const review of reviews) {
    const row = rows[review.item];
    if (row) row[review.reviewer] = placeOf(review);
  }
  return { scores: categories.map(({ score }) => score), items: rows };
}

function describeMeasure(ratings: ReviewRatings, measure: Measure): MeasureAgreement {
  const { id, question, label, level, categories } = measure;
  const table = tableOf(ratings, measure);
  const given = categories.map(() => 0);
  for (const item of table.items) for (const place of item) if (place !== null) given[place] = (given[place] ?? 0) + 1;
  return {
    id,
    question,
    label,
    level,
    categories: categories.map((category, place) => ({ ...category, ratings: given[place] ?? 0 })),
    ...measureAgreement(table, measure.alphaLevels),
    pairs: confusionMatrices(table).map((pair) => describePair(pair, measure)),
  };
}

function describePair({ first, second, matrix }: PairMatrix, { level }: Measure): PairAgreement {
  const items = sumOf(matrix);
  const isOrdinal = level === "ordinal";
  return {
    first,
    second,
    items,
    raw: matrix.reduce((sum, row, place) => sum + (row[place] ?? 0), 0) / items,
    kappa: cohenKappa(matrix),
    linear: isOrdinal ? cohenKappa(matrix, "linear") : null,
    quadratic: isOrdinal ? cohenKappa(matrix, "quadratic") : null,
  };
}

function sumOf(matrix: ConfusionMatrix): number {
  return matrix.flat().reduce((sum, count) => sum + count, 0);
}

function describeReviewer({ reviews }: ReviewRatings, place: number): Pick<ReviewerFigures, "reviews" | "seconds"> {
  const own = reviews.filter(({ reviewer }) => reviewer === place);
  const seconds = own.map(({ activeSeconds }) => activeSeconds).filter((time) => time > 0);
  const ascending = Float64Array.from(seconds).sort();
  const [lower, median, upper] = [0.25, 0.5, 0.75].map((share) => quantile(ascending, share));
  const isKnown = typeof lower === "number" && typeof median === "number" && typeof upper === "number";
  return {
    reviews: own.length,
    seconds: isKnown ? { reviews: seconds.length, lower, median, upper } : null,
  };
}
