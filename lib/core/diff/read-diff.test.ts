import { expect, test } from "vitest";
import { readDiff } from "./read-diff.ts";

const twoHunks = `diff --git a/app.py b/app.py
--- a/app.py
+++ b/app.py
@@ -3,3 +3,3 @@ def main():
 keep
--- a removed line that looks like a header
+++ an added line that looks like one
 keep
@@ -20,2 +20,1 @@
 keep
-gone
\\ No newline at end of file
`;

test("numbers lines on both sides and counts what the patch leaves out", () => {
  const { files, lines } = readDiff(twoHunks);
  expect(lines.map(({ kind, oldNumber, newNumber }) => [kind, oldNumber, newNumber])).toEqual([
    ["context", 3, 3],
    ["removed", 4, null],
    ["added", null, 4],
    ["context", 5, 5],
    ["context", 20, 20],
    ["removed", 21, null],
  ]);
  expect(files[0]?.hunks.map(({ unchangedBefore }) => unchangedBefore)).toEqual([2, 14]);
  expect(lines[1]?.text).toBe("-- a removed line that looks like a header");
  expect(lines.map(({ lacksNewline }) => lacksNewline)).toEqual([false, false, false, false, false, true]);
});

test("groups removed lines with the added ones after them, within a hunk only", () => {
  const { blocks, lines } = readDiff(twoHunks);
  expect(blocks).toEqual([
    { firstLine: 1, firstAdded: 2, endLine: 3, isComparable: true },
    { firstLine: 5, firstAdded: 6, endLine: 6, isComparable: true },
  ]);
  expect(lines.map(({ block }) => block)).toEqual([null, 0, 0, null, null, 1]);
});

test("folds generated files and those of more than 1,000 changed lines", () => {
  const added = (path: string, count: number) =>
    `diff --git a/${path} b/${path}\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1,${count} @@\n${"+x\n".repeat(count)}`;
  const { files } = readDiff(added("a.c", 1000) + added("b.c", 1001) + added("web/yarn.lock", 1));
  expect(files.map(({ foldedAs }) => foldedAs)).toEqual([null, "large", "generated"]);
  expect(files[0]?.hunks[0]?.unchangedBefore).toBe(0);
});

test("compares no block whose comparison would take too long", () => {
  const size = 200;
  const lines = (mark: string) => `${mark}${"word ".repeat(8)}\n`.repeat(size);
  const { blocks } = readDiff(`--- a/a\n+++ b/a\n@@ -1,${size} +1,${size} @@\n${lines("-")}${lines("+")}`);
  expect(blocks.map(({ isComparable }) => isComparable)).toEqual([false]);
});

test("text that is no patch gives a document without files and with a problem", () => {
  expect(readDiff("hello\n")).toMatchObject({ files: [], lines: [], problems: [{ line: 1 }] });
  expect(readDiff("")).toMatchObject({ files: [], problems: [] });
});
