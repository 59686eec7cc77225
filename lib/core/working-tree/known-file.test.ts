import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePatch } from "../patch/parse-patch.ts";
import { KnownFile } from "./known-file.ts";
import { writeFileDiff } from "./write-file-diff.ts";

const line = fc.constantFrom("a", "b", "c", "", "  d");
const edits = fc.array(fc.record({ start: fc.nat(12), count: fc.nat(4), lines: fc.array(line, { maxLength: 3 }) }), {
  maxLength: 6,
});

function wholeFile(lines: readonly string[]): KnownFile {
  const file = KnownFile.existing();
  file.learn({ start: 0, lines });
  file.endAt(lines.length);
  return file;
}

/** The lines that a patch makes of others, by its line numbers alone. */
function applyPatch(lines: readonly string[], patch: string): readonly string[] {
  const result: string[] = [];
  let at = 0;
  for (const hunk of parsePatch(patch).value[0]?.hunks ?? []) {
    const start = hunk.oldLines === 0 ? hunk.oldStart : hunk.oldStart - 1;
    result.push(...lines.slice(at, start));
    expect(hunk.lines.flatMap(({ kind, text }) => (kind === "added" ? [] : [text]))).toEqual(
      lines.slice(start, start + hunk.oldLines),
    );
    result.push(...hunk.lines.flatMap(({ kind, text }) => (kind === "removed" ? [] : [text])));
    at = start + hunk.oldLines;
  }
  return [...result, ...lines.slice(at)];
}

test("edits of a file that is known whole make a patch that leads to the same lines", () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), edits, (base, changes) => {
      const file = wholeFile(base);
      const now = [...base];
      for (const { start, count, lines } of changes) {
        const at = Math.min(start, now.length);
        now.splice(at, count, ...lines);
        file.replace(at, count, lines);
      }
      const patch = writeFileDiff("x", file);
      expect(parsePatch(patch ?? "").problems).toEqual([]);
      expect(applyPatch(base, patch ?? "")).toEqual(now);
      expect(file.text).toBe(now.map((text) => `${text}\n`).join(""));
    }),
  );
});

test("the hunks of a patch lead to the state that wrote it", () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), edits, (base, changes) => {
      const file = wholeFile(base);
      for (const { start, count, lines } of changes) file.replace(Math.min(start, file.length ?? 0), count, lines);
      const patch = writeFileDiff("x", file) ?? "";
      const again = wholeFile(base);
      again.applyHunks(parsePatch(patch).value[0]?.hunks ?? []);
      expect(again.text).toBe(file.text);
    }),
  );
});

describe("a file that was never seen whole", () => {
  test("has the lines around a change as context, as far as they are known", () => {
    const file = KnownFile.existing();
    file.learn({ start: 99, lines: ["one", "two", "three"] });
    file.replace(100, 1, ["TWO"]);
    expect(writeFileDiff("a.py", file)).toBe(
      "diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -100,3 +100,3 @@\n one\n-two\n+TWO\n three\n",
    );
  });

  test("has no patch where a line that went is not known", () => {
    const file = KnownFile.existing();
    file.replace(5, 1, ["x"]);
    expect(writeFileDiff("a.py", file)).toBeNull();
  });

  test("has no patch when it was overwritten, and one when it was seen to its end before", () => {
    const file = KnownFile.existing();
    file.learn({ start: 0, lines: ["a", "b"] });
    file.write("a\nc\n");
    expect(writeFileDiff("x", file)).toBeNull();
    const whole = wholeFile(["a", "b"]);
    whole.write("a\nc\n");
    expect(writeFileDiff("x", whole)).toContain("@@ -1,2 +1,2 @@\n a\n-b\n+c\n");
  });

  test("says that lines can't stand where others are known to stand", () => {
    const file = KnownFile.existing();
    file.replace(3, 0, ["new"]);
    expect(file.learn({ start: 3, lines: ["other"] })).toBe(false);
    expect(file.learn({ start: 3, lines: ["new "] })).toBe(true);
  });
});

test("a new file, a file without a newline at its end and a deleted one are written as git does", () => {
  expect(writeFileDiff("n.py", KnownFile.created("a\nb"))).toBe(
    "diff --git a/n.py b/n.py\nnew file mode 100644\n--- /dev/null\n+++ b/n.py\n@@ -0,0 +1,2 @@\n+a\n+b\n\\ No newline at end of file\n",
  );
  const file = wholeFile(["a"]);
  file.remove();
  expect(writeFileDiff("x", file)).toBe(
    "diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n",
  );
});

test("edits without a place are counted from 1, and a later one of the same text goes on in it", () => {
  const file = KnownFile.existing();
  file.addPlaceless({ before: "a\nb\n", after: "a\nc\n" });
  file.addPlaceless({ before: "c", after: "d" });
  expect(writeFileDiff("x", file)).toContain("@@ -1,2 +1,2 @@\n a\n-b\n+d\n");
});

test("an undone edit leaves what was there before it", () => {
  const file = wholeFile(["a", "b"]);
  file.replace(0, 1, ["x"]);
  file.undo();
  expect(file.isUnchanged).toBe(true);
});

test("changes far apart make hunks of their own, near ones share one", () => {
  const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);
  const file = wholeFile(lines);
  for (const at of [2, 6, 25]) file.replace(at, 1, [`changed ${at}`]);
  const headers = writeFileDiff("x", file)?.match(/^@@.*$/gmu);
  expect(headers).toEqual(["@@ -1,10 +1,10 @@", "@@ -23,7 +23,7 @@"]);
});
