import fc from "fast-check";
import { expect, test } from "vitest";
import { comparePatches } from "./compare-patches.ts";

function patch(path: string, ...hunks: readonly (readonly [start: number, count: number, added: string])[]): string {
  const body = hunks.map(([start, count, added]) => {
    const context = Array.from({ length: count }, () => " x\n").join("");
    return `@@ -${start},${count} +${start},${count + 1} @@\n${context}+${added}\n`;
  });
  return `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n${body.join("")}`;
}

test("tells shared files and hunks from those of one side", () => {
  const ours = patch("a.py", [1, 3, "one"], [10, 3, "two"]) + patch("b.py", [1, 1, "b"]);
  const theirs = patch("a.py", [12, 4, "other"], [100, 1, "far"]) + patch("c.py", [1, 1, "c"]);
  const found = comparePatches(ours, theirs);
  expect(found).toMatchObject({ sharedFiles: ["a.py"], onlyInFirst: ["b.py"], onlyInSecond: ["c.py"] });
  expect(found.firstHunks.map(({ path, oldStart, isShared }) => [path, oldStart, isShared])).toEqual([
    ["a.py", 1, false],
    ["a.py", 10, true],
    ["b.py", 1, false],
  ]);
  expect(found.secondHunks.map(({ isShared }) => isShared)).toEqual([true, false, false]);
  expect(found.firstHunks.some(({ isSame }) => isSame)).toBe(false);
});

test("hunks that touch but share no line do not overlap", () => {
  const found = comparePatches(patch("a", [1, 3, "x"]), patch("a", [4, 3, "x"]));
  expect(found.firstHunks[0]?.isShared).toBe(false);
});

test("an insertion without context meets the same insertion", () => {
  const found = comparePatches(patch("a", [4, 0, "x"]), patch("a", [4, 0, "x"]));
  expect(found.firstHunks[0]).toMatchObject({ isShared: true, isSame: true });
});

test("a long hunk is found behind shorter ones that start later", () => {
  const found = comparePatches(patch("a", [50, 1, "x"]), patch("a", [1, 90, "y"], [92, 1, "z"]));
  expect(found.firstHunks[0]?.isShared).toBe(true);
});

test("a patch shares all of its files and hunks with itself, and a text that is none has none", () => {
  const whole = patch("a.py", [1, 3, "one"]) + patch("b.py", [7, 1, "b"]);
  expect(comparePatches(whole, whole).firstHunks.every(({ isSame }) => isSame)).toBe(true);
  expect(comparePatches("", "nonsense")).toMatchObject({ sharedFiles: [], firstHunks: [], secondHunks: [] });
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => comparePatches(a, b).firstHunks.length >= 0));
});
