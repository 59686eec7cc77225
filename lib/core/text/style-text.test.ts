import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAnsi } from "./read-ansi.ts";
import { styleText } from "./style-text.ts";

describe("styleText", () => {
  it("leaves a plain text of many lines in one piece", () => {
    expect(styleText("a\n\tb\n", [], [])).toEqual([
      { start: 0, text: "a\n\tb\n", style: null, isHit: false, hidden: null },
    ]);
    expect(styleText("", [], [])).toEqual([]);
  });

  it("cuts at colours, hits and hidden characters", () => {
    const { text, spans } = readAnsi("ok \u001b[31mred\u001b[0m\n\u202Eend", undefined, true);
    const segments = styleText(text, spans, [{ start: 4, end: 8 }]);
    expect(segments.map((segment) => [segment.text, segment.style !== null, segment.isHit, segment.hidden])).toEqual([
      ["ok ", false, false, null],
      ["r", true, false, null],
      ["ed", true, true, null],
      ["\n", false, true, null],
      ["\u202E", false, true, "U+202E"],
      ["end", false, false, null],
    ]);
  });

  it("loses nothing of any text", () => {
    const range = fc.tuple(fc.nat(40), fc.nat(10)).map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), range, (text, hit) => {
        expect(
          styleText(text, [], [hit])
            .map((segment) => segment.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});
