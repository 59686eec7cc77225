import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findWords } from "./find-words.ts";

describe("findWords", () => {
  it("finds words in any case, in order", () => {
    expect(findWords("An error, an ERROR", ["error"])).toEqual([
      { start: 3, end: 8 },
      { start: 13, end: 18 },
    ]);
  });

  it("takes the word that is named first where several fit", () => {
    expect(findWords("foobar", ["foobar", "foo"])).toEqual([{ start: 0, end: 6 }]);
  });

  it("takes every character as itself", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (word) => {
        expect(findWords(`<${word}>`, [word])[0]).toMatchObject({ start: expect.any(Number) });
      }),
    );
  });

  it("finds nothing for no words", () => {
    expect(findWords("text", ["", ...[]])).toEqual([]);
  });
});
