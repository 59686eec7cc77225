import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PatchHunk } from "./model.ts";
import { parsePatch } from "./parse-patch.ts";
import { reversePatch } from "./reverse-patch.ts";

const folder = join(import.meta.dirname, "fixtures");
const reversible = readdirSync(folder).filter(
  (name) => name.endsWith(".diff") && name !== "binary.diff" && name !== "no-hunks.diff",
);

describe("reversePatch", () => {
  test.each(reversible)("twice is the same text: %s", (name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const once = reversePatch(text).value ?? "";
    expect(once).not.toBe(text);
    expect(reversePatch(once).value).toBe(text);
  });

  test("headers change sides", () => {
    const text = [
      "diff --git a/old name.py b/new.py",
      "old mode 100644",
      "new mode 100755",
      "similarity index 90%",
      "rename from old name.py",
      "rename to new.py",
      "index aaa1111..bbb2222",
      "--- a/old name.py\t",
      "+++ b/new.py",
      "@@ -1,2 +3 @@ def f():",
      "-x",
      "-y",
      "+z",
      "\\ No newline at end of file",
      "",
    ].join("\n");
    expect(reversePatch(text).value?.split("\n")).toEqual([
      "diff --git a/new.py b/old name.py",
      "old mode 100755",
      "new mode 100644",
      "similarity index 90%",
      "rename from new.py",
      "rename to old name.py",
      "index bbb2222..aaa1111",
      "--- a/new.py",
      "+++ b/old name.py\t",
      "@@ -3 +1,2 @@ def f():",
      "-z",
      "\\ No newline at end of file",
      "+x",
      "+y",
      "",
    ]);
  });

  test("an added file becomes a deleted one", () => {
    const text =
      "diff --git a/n.txt b/n.txt\nnew file mode 100644\nindex 0000000..9db7df0\n--- /dev/null\n+++ b/n.txt\n@@ -0,0 +1 @@\n+hello\n";
    const reversed = reversePatch(text).value ?? "";
    expect(parsePatch(reversed).value[0]).toMatchObject({
      kind: "deleted",
      oldPath: "n.txt",
      newPath: null,
      removed: 1,
    });
    expect(reversePatch(reversed).value).toBe(text);
  });

  test("a copy and a binary change have no inverse", () => {
    const copy = "diff --git a/x b/y\nsimilarity index 100%\ncopy from x\ncopy to y\n";
    expect(reversePatch(copy)).toMatchObject({ value: null, problems: [{ line: 3 }, { line: 4 }] });
    expect(reversePatch(readFileSync(join(folder, "binary.diff"), "utf8")).value).toBeNull();
  });

  test("applying a patch and then its reverse gives the old text back", () => {
    fc.assert(
      fc.property(arbitraryEdit, ({ text, before, after }) => {
        const reversed = reversePatch(text).value ?? "";
        expect(apply(before, hunkOf(text))).toEqual(after);
        expect(apply(after, hunkOf(reversed))).toEqual(before);
        expect(reversePatch(reversed).value).toBe(text);
      }),
    );
  });

  test("never throws", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom("--- a/x", "+++ b/y", "@@ -1,2 +1 @@", "-a", "+b", " c", "diff --git a b"),
            fc.string(),
          ),
        ),
        (lines) => {
          reversePatch(lines.join("\n"));
        },
      ),
    );
  });
});

const lineText = fc.constantFrom("", "x", "-- sql", "++ c", "\\ slash", "@@ -1 +1 @@", "--- a/x", "é\r");
const block = fc.record({
  context: fc.array(lineText, { minLength: 1, maxLength: 3 }),
  removed: fc.array(lineText, { maxLength: 3 }),
  added: fc.array(lineText, { maxLength: 3 }),
});

/** A patch with one hunk over a whole file, as git writes it, and the file's lines before and after. */
const arbitraryEdit = fc.array(block, { minLength: 1, maxLength: 6 }).map((blocks) => {
  const before = blocks.flatMap(({ context, removed }) => [...context, ...removed]);
  const after = blocks.flatMap(({ context, added }) => [...context, ...added]);
  const body = blocks.flatMap(({ context, removed, added }) => [
    ...context.map((line) => ` ${line}`),
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
  ]);
  const header = ["diff --git a/f b/f", "index 1111111..2222222 100644", "--- a/f", "+++ b/f"];
  const text = [...header, `@@ -1,${before.length} +1,${after.length} @@`, ...body, ""].join("\n");
  return { text, before, after };
});

function hunkOf(text: string): PatchHunk | undefined {
  return parsePatch(text).value[0]?.hunks[0];
}

function apply(lines: readonly string[], hunk: PatchHunk | undefined): string[] {
  const old = hunk?.lines.filter(({ kind }) => kind !== "added").map(({ text }) => text);
  expect(old).toEqual(lines);
  return hunk?.lines.filter(({ kind }) => kind !== "removed").map(({ text }) => text) ?? [];
}
