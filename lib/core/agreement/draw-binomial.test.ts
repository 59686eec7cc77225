import { expect, it } from "vitest";
import { drawBinomial, listLogFactorials } from "./draw-binomial.ts";
import { randomNumbers } from "./random-numbers.ts";

const draws = 40_000;
const logFactorials = listLogFactorials(10_000);

it.each([
  [1, 0.5],
  [7, 0.02],
  [20, 0.45],
  [30, 0.4],
  [30, 0.7],
  [200, 0.06],
  [500, 0.5],
  [10_000, 0.001],
  [10_000, 0.3],
  [10_000, 0.999],
])("of %i tries with a chance of %d so many succeed as the binomial distribution says", (tries, chance) => {
  const random = randomNumbers(tries + chance);
  const counts = new Map<number, number>();
  for (let draw = 0; draw < draws; draw++) {
    const found = drawBinomial(random, tries, chance, logFactorials);
    counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  let [squares, cells, rest] = [0, 0, draws];
  for (let found = 0; found <= tries; found++) {
    const expected = draws * shareOf(tries, chance, found);
    if (expected < 10) continue;
    squares += ((counts.get(found) ?? 0) - expected) ** 2 / expected;
    rest -= counts.get(found) ?? 0;
    cells++;
  }
  // Chi-squared lies beyond five deviations of its mean about once in a million; the seeds are fixed.
  expect(squares).toBeLessThan(cells + 5 * Math.sqrt(2 * cells));
  expect(rest).toBeLessThan(draws / 50);
});

it.each([
  [0, 0.5, 0],
  [9, 0, 0],
  [9, 1, 9],
])("of %i tries with a chance of %d %i succeed", (tries, chance, found) => {
  expect(drawBinomial(() => 0.5, tries, chance, logFactorials)).toBe(found);
});

it("never gives more than there were tries, whatever is drawn", () => {
  const high = 1 - 2 ** -32;
  for (const number of [0, 0.5, high]) {
    let turn = 0;
    const random = () => (turn++ < 2 ? number : 0.5);
    for (const [tries, chance] of [
      [3, 0.5],
      [100, 0.2],
      [10_000, 0.5],
    ] as const) {
      const found = drawBinomial(random, tries, chance, logFactorials);
      expect(found).toBeGreaterThanOrEqual(0);
      expect(found).toBeLessThanOrEqual(tries);
    }
  }
});

function shareOf(tries: number, chance: number, found: number): number {
  const ways = (logFactorials[tries] ?? 0) - (logFactorials[found] ?? 0) - (logFactorials[tries - found] ?? 0);
  return Math.exp(ways + found * Math.log(chance) + (tries - found) * Math.log1p(-chance));
}
