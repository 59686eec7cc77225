import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { countWords, measureTask } from "./measure.ts";

test("measureTask counts what Table 2 counts", () => {
  const patch = readFileSync(join(import.meta.dirname, "../patch/fixtures/python-hunks.diff"), "utf8");
  const testPatch = readFileSync(join(import.meta.dirname, "../patch/fixtures/dashes.diff"), "utf8");
  expect(
    measureTask({
      patch,
      testPatch,
      failToPass: ["a"],
      passToPass: ["b", "c"],
      problemStatement: " Totals are\twrong.\r\n\r\nThey lose cents ",
      hints: "",
    }),
  ).toEqual({
    patchFiles: 1,
    patchHunks: 3,
    patchLinesAdded: 4,
    patchLinesRemoved: 4,
    patchFunctions: 3,
    testPatchFiles: 1,
    testPatchLines: 3,
    failToPassCount: 1,
    passToPassCount: 2,
    issueWords: 6,
    hintsWords: 0,
  });
});

test.each([
  ["", 0],
  ["   ", 0],
  ["one -- two", 3],
  ["修复 bug", 2],
  ["。", 1],
])("countWords %j", (text, count) => expect(countWords(text)).toBe(count));

test("an unspaced run counts as more than one word", () => {
  expect(countWords("修复数据库连接错误")).toBeGreaterThan(2);
});
