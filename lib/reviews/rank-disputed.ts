import type { Measure } from "#lib/core/agreement/measures";
import { shareApart } from "#lib/core/review/share-apart";
import type { RatedItem, RatedReview, ReviewRatings } from "#lib/reviews/review-ratings";

export interface DisputedItem extends RatedItem {
  readonly reviews: number;
  /** 0 where all agree, 1 where every two are as far apart as can be; the mean over the questions. */
  readonly disagreement: number;
  /** The measures that people disagree on, with what each answered, in the order of the reviewers. */
  readonly on: readonly { readonly measure: string; readonly answers: readonly string[] }[];
}

/**
 * The items that people disagree on most by these measures. Of a question with several reasons the one that divides most
 * counts.
 */
export function rankDisputed(ratings: ReviewRatings, measures: readonly Measure[], limit = 50): DisputedItem[] {
  const byItem = ratings.items.map((): RatedReview[] => []);
  for (const review of ratings.reviews) byItem[review.item]?.push(review);
  return ratings.items
    .flatMap((item, place) => {
      const reviews = byItem[place] ?? [];
      return reviews.length < 2 ? [] : [describeItem(item, reviews, measures)];
    })
    .filter(({ disagreement }) => disagreement > 0)
    .sort((one, other) => other.disagreement - one.disagreement || one.id - other.id)
    .slice(0, limit);
}

function describeItem(item: RatedItem, reviews: readonly RatedReview[], measures: readonly Measure[]): DisputedItem {
  const sorted = reviews.toSorted((one, other) => one.reviewer - other.reviewer);
  const most = new Map<string | null, number>();
  const on: { measure: string; answers: string[] }[] = [];
  for (const measure of measures) {
    const places = sorted.map((review) => measure.placeOf(review)).filter((place) => place !== null);
    const distance = meanDistance(places, measure);
    most.set(measure.question, Math.max(most.get(measure.question) ?? 0, distance));
    if (distance > 0)
      on.push({ measure: measure.id, answers: places.map((place) => measure.categories[place]?.value ?? "") });
  }
  const disagreement = [...most.values()].reduce((sum, distance) => sum + distance, 0) / Math.max(1, most.size);
  return { ...item, reviews: reviews.length, disagreement, on };
}

/** Over all pairs of answers; 0 for the same, 1 for the two ends, and for any two others where there is no order. */
function meanDistance(places: readonly number[], { level, categories }: Measure): number {
  const scores = categories.map(({ score }) => score);
  const distances = places.flatMap((one, index) =>
    places.slice(index + 1).map((other) => {
      if (one === other) return 0;
      return level === "ordinal" ? shareApart(scores, scores[one] ?? 0, scores[other] ?? 0) : 1;
    }),
  );
  return distances.length === 0 ? 0 : distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
}
