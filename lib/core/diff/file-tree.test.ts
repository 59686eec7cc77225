import { expect, test } from "vitest";
import { fileTree } from "./file-tree.ts";
import { isGeneratedPath } from "./generated-path.ts";
import { readDiff } from "./read-diff.ts";

function treeOf(paths: readonly string[]): string[] {
  const patch = paths.map(
    (path) => `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-a\n+b\n`,
  );
  return fileTree(readDiff(patch.join("")).files).map(({ name, depth }) => `${"  ".repeat(depth)}${name}`);
}

test("draws folders first, and lonely ones as one", () => {
  expect(treeOf(["README.md", "src/deep/er/a.py", "src/deep/er/b.py", "docs/x.md", "src/deep/c.py"])).toEqual([
    "src/deep",
    "  er",
    "    a.py",
    "    b.py",
    "  c.py",
    "docs",
    "  x.md",
    "README.md",
  ]);
});

test("a path made to be deep stays one entry", () => {
  expect(
    treeOf([`${"a/".repeat(20_000)}x.py`])
      .at(-1)
      ?.trim(),
  ).toBe("x.py");
});

test.each([
  ["package-lock.json", true],
  ["web/static/app.min.js", true],
  ["pkg/vendor/lib/a.go", true],
  ["dist/index.js", true],
  ["src/__snapshots__/a.test.js.snap", true],
  ["src/distance.py", false],
  ["vendors.py", false],
  ["locks/lock.py", false],
])("%s is generated: %s", (path, isGenerated) => {
  expect(isGeneratedPath(path)).toBe(isGenerated);
});
