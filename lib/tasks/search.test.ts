import { expect, it } from "vitest";
import { searchQuery, searchTerms } from "#lib/tasks/search";

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
