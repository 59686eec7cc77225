import { expect, it } from "vitest";
import { searchQuery, searchTerms, splitSearchQuery, wordsToMark } from "#lib/lists/search";

it.each([
  ["", []],
  ["one", ["one"]],
  ["a longer word", ["longer", "word", "a"]],
  ['say "exactly this" here', ["exactly this", "here", "say"]],
  ["keep -drop", ["keep"]],
  ['keep -"drop all this"', ["keep"]],
  ["one or two OR three", ["three", "one", "two"]],
  ['"', []],
  ['"unclosed phrase', ["unclosed phrase"]],
  ["separability_matrix", ["separability_matrix"]],
])("of %j these are marked: %j", (q, terms) => {
  expect(searchTerms(q)).toEqual(terms);
});

it.each(["", " ", "\n\t"])("%j looks for nothing", (q) => {
  expect(searchQuery(q)).toBeUndefined();
});

it.each(["", " ", "-", "-()"])("%j wants nothing and excludes nothing", (q) => {
  expect(splitSearchQuery(q)).toEqual({ wanted: undefined, excluded: undefined });
});

it.each([
  ["some words", true, false],
  ["-some -words", false, true],
  ['some -"of them"', true, true],
])("of %j some is wanted (%j), some excluded (%j)", (q, hasWanted, hasExcluded) => {
  const { wanted, excluded } = splitSearchQuery(q);
  expect([wanted !== undefined, excluded !== undefined]).toEqual([hasWanted, hasExcluded]);
});

it("the whole is marked first, then its words, each once", () => {
  expect(wordsToMark(" Nested models -not ")).toEqual(["nested models -not", "nested", "models"]);
});
