import { newDistanceFn, newMatcherFn } from "diff2html/lib-esm/rematch.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findLineRow } from "./find-row.ts";
import { type DiffRow, flattenDiff, unchangedRunAt } from "./flatten-diff.ts";
import type { DiffDocument } from "./model.ts";
import { type MatchedLine, pairLines } from "./pair-lines.ts";
import { readDiff } from "./read-diff.ts";

const match = newMatcherFn(newDistanceFn((line: MatchedLine) => line.text));

function flatten(diff: DiffDocument, layout: "unified" | "split", options = {}): DiffRow[] {
  const pairBlock = (block: DiffDocument["blocks"][number]) => pairLines(diff, block, match);
  return flattenDiff(diff, { layout, collapsed: new Set(), opened: new Set(), pairBlock, ...options });
}

function patchOf(lines: readonly string[]): string {
  const count = (other: string) => lines.filter((line) => !line.startsWith(other)).length;
  return `--- a/a\n+++ b/a\n@@ -1,${count("+")} +1,${count("-")} @@\n${lines.map((line) => `${line}\n`).join("")}`;
}

const hunkLines = fc.array(
  fc.tuple(fc.constantFrom("+", "-", " "), fc.stringMatching(/^[a-c ]{0,6}$/u)).map(([mark, text]) => mark + text),
  { minLength: 1, maxLength: 30 },
);

test("both layouts hold every line once, each side in order", () => {
  fc.assert(
    fc.property(hunkLines, (lines) => {
      const diff = readDiff(patchOf(lines));
      const ids = diff.lines.map(({ id }) => id);
      expect(flatten(diff, "unified").flatMap((row) => (row.kind === "line" ? [row.line.id] : []))).toEqual(ids);
      const pairs = flatten(diff, "split").flatMap((row) => (row.kind === "pair" ? [row] : []));
      const side = (pick: "old" | "now") => pairs.flatMap((pair) => pair[pick]?.id ?? []);
      expect(side("old")).toEqual(ids.filter((id) => diff.lines[id]?.kind !== "added"));
      expect(side("now")).toEqual(ids.filter((id) => diff.lines[id]?.kind !== "removed"));
    }),
  );
});

test("keys are unique", () => {
  fc.assert(
    fc.property(hunkLines, (lines) => {
      const keys = flatten(readDiff(patchOf(lines)), "split").map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

test("pairs lines by likeness", () => {
  const diff = readDiff(patchOf(["-let total = 0;", "+// sums up", "+let total = 1;"]));
  const pairs = flatten(diff, "split").flatMap((row) => (row.kind === "pair" ? [[row.old?.id, row.now?.id]] : []));
  expect(pairs).toEqual([
    [undefined, 1],
    [0, 2],
  ]);
});

describe("long unchanged runs", () => {
  const lines = Array.from({ length: 50 }, (_, index) => ` line ${index}`);
  const diff = readDiff(patchOf(["+new", ...lines]));

  test("show their ends and say how much is between", () => {
    const rows = flatten(diff, "unified");
    expect(rows.filter(({ kind }) => kind === "line")).toHaveLength(21);
    expect(rows.find(({ kind }) => kind === "unchanged")).toMatchObject({ count: 30, firstLine: 11 });
  });

  test("open to any line within", () => {
    const run = unchangedRunAt(diff, 25);
    expect(findLineRow(flatten(diff, "unified"), 25)).toBe(-1);
    expect(findLineRow(flatten(diff, "unified", { opened: new Set([run]) }), 25)).toBeGreaterThan(0);
    expect(unchangedRunAt(diff, 0)).toBeNull();
  });
});

test("a folded file shows its header, and how much it folds where that was not the reader's doing", () => {
  const diff = readDiff(patchOf(["+new"]));
  expect(flatten(diff, "unified", { collapsed: new Set([0]) }).map(({ kind }) => kind)).toEqual(["file"]);
  const lock = readDiff(patchOf(["+new"]).replaceAll("/a\n", "/yarn.lock\n"));
  expect(flatten(lock, "unified", { collapsed: new Set([0]) }).map(({ kind }) => kind)).toEqual(["file", "fold"]);
});
