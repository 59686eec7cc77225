import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alignItems } from "./align-items.ts";

const items = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 });

test("pairs are equal items in the same order, as many as there can be", () => {
  fc.assert(
    fc.property(items, items, (first, second) => {
      const pairs = alignItems(first, second);
      for (const [index, [i, j]] of pairs.entries()) {
        const [before = -1, beside = -1] = pairs[index - 1] ?? [];
        expect(first[i]).toBe(second[j]);
        expect(i > before && j > beside).toBe(true);
      }
      expect(pairs).toHaveLength(longestShared(first, second));
    }),
  );
});

function longestShared(first: readonly string[], second: readonly string[]): number {
  const [a, ...moreA] = first;
  const [b, ...moreB] = second;
  if (a === undefined || b === undefined) return 0;
  if (a === b) return 1 + longestShared(moreA, moreB);
  return Math.max(longestShared(moreA, second), longestShared(first, moreB));
}

describe("lists too long for a table", () => {
  const many = Array.from({ length: 40_000 }, (_, index) => `line ${index}`);

  test("are paired by what stands once in each", () => {
    const other = many.flatMap((item, index) => (index % 10 === 0 ? [`new ${index}`, item] : [item]));
    expect(alignItems(["x", ...many], ["y", ...other])).toHaveLength(many.length);
  });

  test("share nothing where everything is repeated and differs at its ends", () => {
    const [ones, twos] = [many.map((_, index) => `${index % 2}`), many.map((_, index) => `${index % 3}`)];
    expect(alignItems(["x", ...ones, "y"], ["z", ...twos, "w"])).toEqual([]);
  });
});
