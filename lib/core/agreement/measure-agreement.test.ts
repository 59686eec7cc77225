import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cohenKappa, confusionMatrices, confusionMatrix, kappaWeights } from "./cohen-kappa.ts";
import { measureAgreement } from "./measure-agreement.ts";
import { type Figure, levels, type RatingTable } from "./model.ts";

const scores = [1, 2, 3, 4];
const options = { rounds: 50, seed: 7 };
const row = fc.array(fc.option(fc.nat(scores.length - 1), { freq: 4 }), { minLength: 4, maxLength: 4 });
const tables = fc.array(row, { minLength: 1, maxLength: 30 }).map((items): RatingTable => ({ scores, items }));

function measure(table: RatingTable) {
  return measureAgreement(table, levels, options);
}

function allFigures(table: RatingTable): Figure[] {
  const { raw, fleiss, alpha } = measure(table);
  const kappas = kappaWeights.map((weights) => cohenKappa(confusionMatrix(table, 0, 1), weights));
  return [raw, fleiss, ...Object.values(alpha), ...kappas];
}

describe("any table", () => {
  it("has figures that are numbers up to 1, or none with the reason", () => {
    fc.assert(
      fc.property(tables, (table) => {
        for (const { value, interval, gap } of allFigures(table)) {
          if (value === null) expect([interval, gap]).toEqual([null, expect.any(String)]);
          else expect(value).toBeLessThanOrEqual(1 + 1e-9);
          expect(value).not.toBeNaN();
          if (interval) expect(interval.low).toBeLessThan(interval.high);
          else expect(gap).not.toBeNull();
        }
      }),
    );
  });

  it("has the same figures and intervals whatever the order of items and raters", () => {
    fc.assert(
      fc.property(tables, fc.nat(3), fc.nat(30), (table, turn, start) => {
        const items = [...table.items.slice(start), ...table.items.slice(0, start)].map((item) => [
          ...item.slice(turn),
          ...item.slice(0, turn),
        ]);
        expect(measure({ scores, items })).toEqual(measure(table));
      }),
    );
  });

  it("has the same nominal figures under other names", () => {
    fc.assert(
      fc.property(tables, fc.constantFrom([3, 0, 2, 1], [1, 2, 3, 0]), (table, names) => {
        const items = table.items.map((item) => item.map((place) => (place === null ? null : (names[place] ?? null))));
        const [one, other] = [measure(table), measure({ scores, items })];
        expectClose(other.raw.value, one.raw.value);
        expectClose(other.fleiss.value, one.fleiss.value);
        expectClose(other.alpha.nominal?.value, one.alpha.nominal?.value);
        const kappas = [table, { scores, items }].map((each) => cohenKappa(confusionMatrix(each, 0, 1)).value);
        expectClose(kappas[1], kappas[0]);
      }),
    );
  });

  it("has 1 for all figures where all agree on more than one answer", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 2, maxLength: 30 }), (answers) => {
        fc.pre(new Set(answers).size > 1);
        const figures = allFigures({ scores, items: answers.map((answer) => [answer, answer, answer]) });
        for (const { value } of figures) expect(value).toBeCloseTo(1, 10);
      }),
    );
  });
});

it("counts all pairs at once as it counts each, and leaves out those without a common item", () => {
  fc.assert(
    fc.property(tables, (table) => {
      const found = confusionMatrices(table);
      const expected = [0, 1, 2, 3].flatMap((first) =>
        [0, 1, 2, 3].flatMap((second) => {
          const matrix = confusionMatrix(table, first, second);
          return first < second && matrix.flat().some((count) => count > 0) ? [{ first, second, matrix }] : [];
        }),
      );
      expect(found).toEqual(expected);
    }),
  );
});

describe("what cannot be told", () => {
  it.each<[string, (number | null)[][], Record<string, string>]>([
    [
      "one rater",
      [
        [0, null],
        [1, null],
      ],
      { raw: "no-pairs", fleiss: "no-pairs", nominal: "no-pairs" },
    ],
    ["nothing", [], { raw: "no-pairs", fleiss: "no-pairs", nominal: "no-pairs" }],
    [
      "one answer alone",
      [
        [1, 1],
        [1, 1],
      ],
      { raw: "few-items", fleiss: "no-variance", nominal: "no-variance" },
    ],
    [
      "uneven items",
      [
        [0, 1, 1],
        [1, 1, null],
      ],
      { raw: "few-items", fleiss: "uneven-ratings", nominal: "few-items" },
    ],
    [
      "perfect agreement",
      [
        [0, 0],
        [1, 1],
        [0, 0],
        [1, 1],
        [0, 0],
        [1, 1],
      ],
      { raw: "no-disagreement", fleiss: "no-disagreement", nominal: "no-disagreement" },
    ],
    [
      "one who always says yes and one who always says no",
      Array.from({ length: 6 }, () => [0, 1]),
      { raw: "no-spread", fleiss: "no-spread", nominal: "no-spread" },
    ],
    [
      "two against two throughout",
      Array.from({ length: 6 }, () => [0, 1, 0, 1]),
      { raw: "no-spread", fleiss: "no-spread", nominal: "no-spread" },
    ],
  ])("of %s is said", (_name, items, expected) => {
    const { raw, fleiss, alpha } = measureAgreement({ scores: [0, 1], items }, ["nominal"], options);
    expect({ raw: raw.gap, fleiss: fleiss.gap, nominal: alpha.nominal?.gap }).toEqual(expected);
  });

  it("of a pair without common items or without variance is said", () => {
    expect(
      cohenKappa([
        [0, 0],
        [0, 0],
      ]),
    ).toEqual({ value: null, interval: null, gap: "no-pairs" });
    expect(
      cohenKappa([
        [0, 0],
        [0, 9],
      ]),
    ).toEqual({ value: null, interval: null, gap: "no-variance" });
    expect(
      cohenKappa([
        [4, 0],
        [0, 9],
      ]),
    ).toEqual({ value: 1, interval: null, gap: "no-disagreement" });
    expect(
      cohenKappa([
        [0, 9],
        [0, 0],
      ]),
    ).toEqual({ value: 0, interval: null, gap: "no-spread" });
    for (const weights of kappaWeights)
      expect(
        cohenKappa(
          [
            [0, 5],
            [5, 0],
          ],
          weights,
        ),
      ).toEqual({ value: -1, interval: null, gap: "no-spread" });
  });
});

it("draws the same intervals for the same seed, and others for another", () => {
  const items = Array.from({ length: 60 }, (_, item) => [item % 4, (item * 7) % 4, item % 3]);
  const intervalOf = (seed: number) =>
    measureAgreement({ scores, items }, ["ordinal"], { rounds: 200, seed }).alpha.ordinal?.interval;
  expect(intervalOf(1)).toEqual(intervalOf(1));
  expect(intervalOf(1)).not.toEqual(intervalOf(2));
});

it("has wider intervals for fewer items", () => {
  const widthOf = (count: number) => {
    const items = Array.from({ length: count }, (_, item) => [item % 4, item % 5 === 0 ? 0 : item % 4]);
    const interval = measureAgreement({ scores, items }, ["nominal"]).alpha.nominal?.interval;
    return (interval?.high ?? 0) - (interval?.low ?? 0);
  };
  expect(widthOf(40)).toBeGreaterThan(2 * widthOf(640));
});

function expectClose(found: number | null | undefined, expected: number | null | undefined): void {
  if (expected === null || expected === undefined) expect(found).toBe(expected);
  else expect(found).toBeCloseTo(expected, 9);
}
