import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PatchFile } from "./model.ts";
import { parsePatch } from "./parse-patch.ts";

const folder = join(import.meta.dirname, "fixtures");
const names = readdirSync(folder).filter((name) => name.endsWith(".diff"));
const texts = names.map((name) => readFileSync(join(folder, name), "utf8"));

describe("parsePatch on fixtures", () => {
  test.each(names)("%s", (name) => {
    const { value, problems } = parsePatch(readFileSync(join(folder, name), "utf8"));
    const expected: unknown = JSON.parse(readFileSync(join(folder, name.replace(".diff", ".json")), "utf8"));
    expect({ files: value.map(showFile), problems }).toEqual(expected);
  });

  test.each(names)("the parts of %s are the whole text from the first header on", (name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const { value } = parsePatch(text);
    expect(value.map((file) => text.slice(file.startOffset, file.endOffset)).join("")).toBe(
      text.slice(value[0]?.startOffset),
    );
  });
});

describe("parsePatch", () => {
  test("an empty text is a patch of no files", () => {
    expect(parsePatch("")).toEqual({ value: [], problems: [] });
    expect(parsePatch("\n \n")).toEqual({ value: [], problems: [] });
  });

  test("a text without a file is a problem", () => {
    expect(parsePatch("I could not fix it.")).toEqual({
      value: [],
      problems: [{ line: 1, expected: "a unified diff", found: "I could not fix it." }],
    });
  });

  test("carriage returns stay in the lines and out of the names", () => {
    const [file] = parsePatch("--- a/x.txt\r\n+++ b/x.txt\r\n@@ -1,2 +1,2 @@\r\n a\rb\r\n-c\r\n+d\r\n").value;
    expect(file).toMatchObject({ oldPath: "x.txt", newPath: "x.txt", added: 1, removed: 1 });
    expect(file?.hunks[0]?.lines.map(({ text }) => text)).toEqual(["a\rb\r", "c\r", "d\r"]);
  });

  test("an empty context line may have lost its space", () => {
    const { value, problems } = parsePatch("--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n\n-c\n+d\n");
    expect(problems).toEqual([]);
    expect(value[0]?.hunks[0]?.lines).toHaveLength(4);
  });

  test("lines behind the counts of a hunk are reported once", () => {
    const { problems } = parsePatch("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-c\n+d\n+e\n+f\n");
    expect(problems).toEqual([{ line: 6, expected: "a file header, a hunk header or a hunk line", found: "+e" }]);
  });

  test("names without prefixes stay whole", () => {
    const [file] = parsePatch("diff --git src/x.c src/x.c\n--- src/x.c\n+++ src/x.c\n@@ -1 +1 @@\n-c\n+d\n").value;
    expect(file).toMatchObject({ oldPath: "src/x.c", newPath: "src/x.c" });
  });

  test("never throws, and keeps every line of what it takes for a hunk", () => {
    const scraps = fc.constantFrom(...texts.flatMap((text) => text.split("\n")));
    fc.assert(
      fc.property(fc.array(fc.oneof(scraps, fc.string()), { maxLength: 60 }), (lines) => {
        const text = lines.join("\n");
        const { value } = parsePatch(text);
        const taken = value.flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines));
        const marked = text.split("\n").filter((line) => line.startsWith("+") || line.startsWith("-"));
        const changed = taken.filter(({ kind }) => kind !== "context");
        expect(changed.length).toBeLessThanOrEqual(marked.length);
        expect(value.every((file) => file.startOffset < file.endOffset && file.endOffset <= text.length)).toBe(true);
        expect(sum(value, "added") + sum(value, "removed")).toBe(changed.length);
      }),
    );
  });

  test("a patch cut off anywhere never throws and says so within a hunk", () => {
    const text = texts[names.indexOf("python-hunks.diff")] ?? "";
    for (let end = 0; end < text.length; end += 7) {
      const { value, problems } = parsePatch(text.slice(0, end));
      const isComplete = value.every(({ hunks }) =>
        hunks.every(({ oldLines, lines }) => lines.filter(({ kind }) => kind !== "added").length === oldLines),
      );
      if (!isComplete) expect(problems).not.toEqual([]);
    }
  });
});

function sum(files: readonly PatchFile[], key: "added" | "removed"): number {
  return files.reduce((total, file) => total + file[key], 0);
}

const marks = { context: " ", added: "+", removed: "-" } as const;

function showFile({ hunks, startOffset: _start, endOffset: _end, ...file }: PatchFile) {
  return {
    ...file,
    hunks: hunks.map((hunk) => ({
      at: `-${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines}`,
      section: hunk.section,
      lines: hunk.lines.map((line) => marks[line.kind] + line.text + (line.noNewlineAtEnd ? "⊣" : "")),
    })),
  };
}
