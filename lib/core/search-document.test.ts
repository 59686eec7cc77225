import { describe, expect, test } from "vitest";
import { formatSearchDocument } from "./search-document.ts";

describe("formatSearchDocument", () => {
  test.each([
    ["nothing", "", ""],
    ["words in lower case with their places", "One two ONE", "'one':1B,3B 'two':2B"],
    ["what stands between words", "a_b/c.py::d(x)='y'\\", "'a':1B 'b':2B 'c':3B 'py':4B 'd':5B 'x':6B 'y':7B"],
    ["letters of any script", "naïve мир x² \u0301", "'naïve':1B 'мир':2B 'x²':3B '\u0301':4B"],
    ["the words of an unspaced run", "修复 parser的bug", "'修复':1B 'parser':2B '的':3B 'bug':4B"],
    ["no half of a character", "a\ud800b", "'a':1B 'b':2B"],
  ])("tells %s", (_, text, document) => expect(formatSearchDocument([["B", text]])).toBe(document));

  test("places go on from text to text, each with its weight but for the least", () => {
    expect(
      formatSearchDocument([
        ["A", "name"],
        ["B", "the name"],
        ["D", "the end"],
      ]),
    ).toBe("'name':1A,3B 'the':2B,4 'end':5");
  });

  test("a word tells 255 places", () => {
    const [a = "", b] = formatSearchDocument([["D", `${"a ".repeat(400)}b`]]).split(" ");
    expect(a.split(",").slice(-1)).toEqual(["255"]);
    expect(b).toBe("'b':401");
  });

  test("everything far behind stands in the last place", () => {
    const document = formatSearchDocument([["D", `${"a ".repeat(16_380)}b c d e b e`]]);
    expect(document.split(" ").slice(1)).toEqual(["'b':16381,16383", "'c':16382", "'d':16383", "'e':16383"]);
  });

  test("a word longer than PostgreSQL takes is left out and takes no place", () => {
    const words = ["x".repeat(2_046), "x".repeat(2_047), "é".repeat(1_023), "é".repeat(1_024), "𝒳".repeat(512), "end"];
    const found = formatSearchDocument([["D", words.join(" ")]]).split(" ");
    expect(found).toEqual([`'${words[0]}':1`, `'${words[2]}':2`, "'end':3"]);
  });

  test("a huge text is taken in part, and the texts after it still are", () => {
    const document = formatSearchDocument([
      ["C", "ab ".repeat(1_000_000)],
      ["D", "end"],
    ]);
    expect(document.endsWith(" 'end':16383")).toBe(true);
  });
});
