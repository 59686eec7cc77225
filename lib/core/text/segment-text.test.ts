import fc from "fast-check";
import { expect, test } from "vitest";
import { segmentText } from "./segment-text.ts";

test("names hidden characters and leaves the seen ones alone", () => {
  const hiddenIn = (text: string) => segmentText(text, [], []).flatMap(({ hidden }) => hidden ?? []);
  expect(hiddenIn("a\u202Eb\u2066\u200B\u001B[31m\r")).toEqual(["U+202E", "U+2066", "U+200B", "U+001B", "U+000D"]);
  expect(hiddenIn("\uD800x\u{E0041}\u3164\u00AD\u2028")).toEqual(["U+D800", "U+E0041", "U+3164", "U+00AD", "U+2028"]);
  expect(hiddenIn("tab\tשלום 你好 é 👨‍👩‍👧 👍🏽 \uFFFD")).toEqual([]);
  expect(hiddenIn("a\u200Db")).toEqual(["U+200D"]);
});

test("cuts where marks and hits begin and end", () => {
  const segments = segmentText("let total", [{ start: 4, end: 9 }], [{ start: 2, end: 6 }]);
  expect(segments.map(({ text, isChanged, isHit }) => [text, isChanged, isHit])).toEqual([
    ["le", false, false],
    ["t ", false, true],
    ["to", true, true],
    ["tal", true, false],
  ]);
});

test("the segments joined are the text", () => {
  const range = fc.tuple(fc.nat(20), fc.nat(20)).map(([start, length]) => ({ start, end: start + length }));
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), range, range, (text, changed, hit) => {
      const segments = segmentText(text, [changed], [hit]);
      expect(segments.map((segment) => segment.text).join("")).toBe(text);
    }),
  );
});
