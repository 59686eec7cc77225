import { describe, expect, test } from "vitest";
import { KnownFile } from "./known-file.ts";
import { placeReplacement } from "./place-replacement.ts";
import { writeFileDiff } from "./write-file-diff.ts";

function fileWith(start: number, ...lines: readonly string[]): KnownFile {
  const file = KnownFile.existing();
  file.learn({ start, lines });
  return file;
}

describe("in known lines", () => {
  test("a part of a line stands for its whole line", () => {
    const file = fileWith(9, "a = 1", "b = 22", "c = 3");
    expect(placeReplacement(file, "= 2", "= 5", null)).toBe(true);
    expect(writeFileDiff("x", file)).toContain("@@ -10,3 +10,3 @@\n a = 1\n-b = 22\n+b = 52\n c = 3\n");
  });

  test("a text that ends with a newline may be joined to the next line", () => {
    const file = fileWith(0, "a", "b", "c");
    expect(placeReplacement(file, "a\n", "x", null)).toBe(true);
    expect(writeFileDiff("x", file)).toContain("@@ -1,3 +1,2 @@\n-a\n-b\n+xb\n c\n");
  });

  test("whole lines go where nothing takes their place", () => {
    const file = fileWith(0, "a", "b", "c");
    placeReplacement(file, "b\n", "", null);
    expect(writeFileDiff("x", file)).toContain("@@ -1,3 +1,2 @@\n a\n-b\n c\n");
  });

  test("of several places the one is taken that the editor showed", () => {
    const lines = ["x", "-", "-", "-", "-", "x", "-"];
    const file = fileWith(0, ...lines);
    expect(placeReplacement(file, "x", "y", null)).toBe(false);
    expect(placeReplacement(file, "x", "y", { start: 1, lines: ["-", "-", "-", "-", "y", "-"] })).toBe(true);
    expect(file.runs()[0]?.lines).toEqual(["x", "-", "-", "-", "-", "y", "-"]);
  });
});

test("where the old lines were never shown, the place is read from what the editor shows", () => {
  const file = KnownFile.existing();
  const shown = { start: 40, lines: ["def f():", "    return 2  # two", ""] };
  expect(placeReplacement(file, "return 1", "return 2", shown)).toBe(true);
  expect(writeFileDiff("x", file)).toContain("@@ -42 +42 @@\n-    return 1  # two\n+    return 2  # two\n");
});

test("nothing is placed by guesswork", () => {
  const file = KnownFile.existing();
  expect(placeReplacement(file, "a", "b", null)).toBe(false);
  expect(placeReplacement(file, "a", "", { start: 0, lines: ["x"] })).toBe(false);
  expect(placeReplacement(file, "", "b", { start: 0, lines: ["b"] })).toBe(false);
});
