import { diffHighlight } from "diff2html/lib/render-utils.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createWordMarker } from "./mark-words.ts";
import { pairLines } from "./pair-lines.ts";
import { readDiff } from "./read-diff.ts";
import { readMarks } from "./read-marks.ts";

test("reads diff2html's markup as ranges of the line", () => {
  const { oldLine, newLine } = diffHighlight("-let a = 1; // <b>", "+let a = 2; // <b>", false);
  expect(readMarks(oldLine.content, "del", "let a = 1; // <b>")).toEqual([{ start: 8, end: 9 }]);
  expect(readMarks(newLine.content, "ins", "let a = 2; // <b>")).toEqual([{ start: 8, end: 9 }]);
});

test("says nothing where nearly all is marked, or where the markup is not of this line", () => {
  expect(readMarks("<ins>whole</ins>", "ins", "whole")).toEqual([]);
  expect(readMarks("a <ins>b</ins> long line", "ins", "another long line")).toEqual([]);
});

test("ranges lie within the line, in order, whatever the two lines are", () => {
  const line = fc.string({
    unit: fc.constantFrom("<ins>", "</del>", "&lt;", "a", " ", "\r", "\u2028", "'", "/", "x1"),
  });
  fc.assert(
    fc.property(line, line, (old, now) => {
      const { oldLine, newLine } = diffHighlight(`-${old}`, `+${now}`, false);
      for (const [marks, text] of [
        [readMarks(oldLine.content, "del", old), old],
        [readMarks(newLine.content, "ins", now), now],
      ] as const) {
        const edges = marks.flatMap(({ start, end }) => [start, end]);
        expect(edges).toEqual([...edges].sort((a, b) => a - b));
        expect(edges.at(-1) ?? 0).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

test("marks the words of a pair, once, and of no unpaired line", () => {
  const diff = readDiff("--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n same\n-call(one, two)\n+call(one, three)\n");
  let calls = 0;
  const marksOf = createWordMarker(
    diff,
    (block) => pairLines(diff, block, (removed, added) => [[removed, added]]),
    (...lines) => {
      calls++;
      return diffHighlight(...lines);
    },
  );
  expect(diff.lines.map(marksOf)).toEqual([[], [{ start: 10, end: 13 }], [{ start: 10, end: 15 }]]);
  expect(calls).toBe(1);
});
