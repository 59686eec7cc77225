import type { Figure, RatingTable } from "./model.ts";

/** How much a disagreement counts: all the same, by how far apart the categories stand, or by the square of that. */
export const kappaWeights = ["unweighted", "linear", "quadratic"] as const;
export type KappaWeights = (typeof kappaWeights)[number];

const rounding = 1e-12;

/** How many items the first rater gave the category of the row and the second that of the column. */
export type ConfusionMatrix = readonly (readonly number[])[];

/** Of the items that both raters rated; a square with a row and a column for each category. */
export function confusionMatrix({ scores, items }: RatingTable, first: number, second: number): ConfusionMatrix {
  const matrix = scores.map(() => scores.map(() => 0));
  for (const item of items) {
    const row = matrix[item[first] ?? -1];
    const column = item[second];
    if (row && column !== null && column !== undefined) row[column] = (row[column] ?? 0) + 1;
  }
  return matrix;
}

export interface PairMatrix {
  /** Places of two raters, the first before the second. */
  readonly first: number;
  readonly second: number;
  readonly matrix: ConfusionMatrix;
}

/** The matrices of all pairs of raters who rated an item both, in the order of the raters. */
export function confusionMatrices({ scores, items }: RatingTable): PairMatrix[] {
  const pairs = new Map<string, { first: number; second: number; matrix: number[][] }>();
  for (const item of items) {
    const rated = item.flatMap((place, rater) => (place === null ? [] : [{ rater, place }]));
    rated.forEach((one, index) => {
      for (const other of rated.slice(index + 1)) {
        const key = `${one.rater} ${other.rater}`;
        const pair = pairs.get(key) ?? {
          first: one.rater,
          second: other.rater,
          matrix: scores.map(() => scores.map(() => 0)),
        };
        pairs.set(key, pair);
        const row = pair.matrix[one.place];
        if (row) row[other.place] = (row[other.place] ?? 0) + 1;
      }
    });
  }
  return [...pairs.values()].sort((one, other) => one.first - other.first || one.second - other.second);
}

/**
 * Cohen's kappa (1960), or weighted kappa (1968) with weights by the places of the categories. The interval is the
 * value ± 1.96 large-sample standard errors (Fleiss, Cohen and Everitt 1969), kept within -1 and 1.
 */
export function cohenKappa(matrix: ConfusionMatrix, weights: KappaWeights = "unweighted"): Figure {
  const total = matrix.flat().reduce((sum, count) => sum + count, 0);
  if (total === 0) return { value: null, interval: null, gap: "no-pairs" };
  const shares = matrix.map((row) => row.map((count) => count / total));
  const rows = shares.map((row) => row.reduce((sum, share) => sum + share, 0));
  const columns = rows.map((_, column) => shares.reduce((sum, row) => sum + (row[column] ?? 0), 0));
  const cells = shares.flatMap((row, one) =>
    row.map((share, other) => ({
      share,
      expected: (rows[one] ?? 0) * (columns[other] ?? 0),
      weight: weightOf(weights, Math.abs(one - other), matrix.length),
      one,
      other,
    })),
  );
  const observed = cells.reduce((sum, { share, weight }) => sum + share * weight, 0);
  const expected = cells.reduce((sum, cell) => sum + cell.expected * cell.weight, 0);
  // Beyond rounding, chance agrees always only where both raters gave one answer alone.
  if (1 - expected < rounding) return { value: null, interval: null, gap: "no-variance" };
  const value = (observed - expected) / (1 - expected);
  const rowWeights = rows.map((_, one) => sumWhere(cells, (cell) => cell.one === one, columns, "other"));
  const columnWeights = columns.map((_, other) => sumWhere(cells, (cell) => cell.other === other, rows, "one"));
  const spread = cells.reduce((sum, { share, weight, one, other }) => {
    const margin = (rowWeights[one] ?? 0) + (columnWeights[other] ?? 0);
    return sum + share * (weight * (1 - expected) - margin * (1 - observed)) ** 2;
  }, 0);
  const variance = (spread - (observed * expected - 2 * expected + observed) ** 2) / (total * (1 - expected) ** 4);
  // The formula says 0 where all agree, or none do, which is no certainty.
  if (variance < rounding)
    return { value, interval: null, gap: observed > 1 - rounding ? "no-disagreement" : "no-spread" };
  const reach = 1.96 * Math.sqrt(variance);
  return { value, interval: { low: Math.max(-1, value - reach), high: Math.min(1, value + reach) }, gap: null };
}

interface Cell {
  readonly weight: number;
  readonly one: number;
  readonly other: number;
}

/** The mean weight of a row or column, by the shares of the other side. */
function sumWhere(
  cells: readonly Cell[],
  isMeant: (cell: Cell) => boolean,
  margins: readonly number[],
  side: "one" | "other",
): number {
  return cells.reduce((sum, cell) => (isMeant(cell) ? sum + cell.weight * (margins[cell[side]] ?? 0) : sum), 0);
}

/** 1 for the same category, 0 for the two ends. */
function weightOf(weights: KappaWeights, distance: number, categories: number): number {
  const share = distance / Math.max(1, categories - 1);
  switch (weights) {
    case "unweighted":
      return distance === 0 ? 1 : 0;
    case "linear":
      return 1 - share;
    case "quadratic":
      return 1 - share ** 2;
  }
}
