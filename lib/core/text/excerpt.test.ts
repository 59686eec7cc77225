import fc from "fast-check";
import { expect, it } from "vitest";
import { excerptAround } from "./excerpt.ts";

interface Expected {
  readonly text?: string | RegExp;
  readonly isCutBefore?: boolean;
  readonly isCutAfter?: boolean;
}

const long = "word ".repeat(200);

it.each<[string, string, string, Expected]>([
  [
    "the whole of a short text",
    "Only a word.",
    "word",
    { text: "Only a word.", isCutBefore: false, isCutAfter: false },
  ],
  [
    "a word before the inside of one",
    `${"rewording ".repeat(20)}word`,
    "word",
    { text: /rewording word$/, isCutBefore: true },
  ],
  ["the inside of a word where there is no other", "x rewording", "word", { text: "x rewording" }],
  ["whatever the case", "The WORD", "word", { text: "The WORD" }],
  ["words with other signs between", "of nested (models)", "nested models", { text: "of nested (models)" }],
  ["words across lines, on one", "nested\n\n  models", "nested models", { text: "nested models" }],
  ["one end of a long text", long, "word", { isCutBefore: false, isCutAfter: true }],
  ["signs that mean something in patterns", "a.b*c(d", "b*c(d", { text: "a.b*c(d" }],
  ["Chinese", "汉字排序错误", "排序", { text: "汉字排序错误" }],
])("shows %s", (_what, text, words, expected) => {
  const { text: shown, ...cut } = expected;
  const excerpt = excerptAround(text, words);
  expect(excerpt).toMatchObject(cut);
  if (shown) expect(excerpt?.text).toEqual(shown instanceof RegExp ? expect.stringMatching(shown) : shown);
});

it.each(["other", "", " ", "()", "wor d"])("of a text that does not have %j there is none", (words) => {
  expect(excerptAround("a word", words)).toBeUndefined();
});

it("of any text for any words is whole characters, or none", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 600 });
  fc.assert(
    fc.property(text, text, (hay, needle) => {
      expect(excerptAround(hay + needle, needle)?.text.isWellFormed()).not.toBe(false);
    }),
  );
});

it("takes as many words as anybody types", () => {
  expect(excerptAround("a ".repeat(10_000), "a ".repeat(10_000))?.isCutAfter).toBe(true);
});
