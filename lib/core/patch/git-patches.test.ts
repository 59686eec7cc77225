import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { parsePatch } from "./parse-patch.ts";
import { reversePatch } from "./reverse-patch.ts";

const hasGit = spawnSync("git", ["--version"]).status === 0;
const folder = mkdtempSync(join(tmpdir(), "assay-git-"));
afterAll(() => rmSync(folder, { recursive: true }));

const line = fc.constantFrom(
  "a",
  "b",
  "",
  "-- x",
  "++ y",
  "--- a/q",
  "+++ b/q",
  "@@ -1 +1 @@",
  "\\ No",
  "tab\t",
  "cr\r",
);
const text = fc
  .tuple(fc.array(line, { maxLength: 20 }), fc.boolean())
  .map(([lines, hasEnd]) => lines.join("\n") + (hasEnd && lines.length > 0 ? "\n" : ""));
const tree = fc.dictionary(fc.constantFrom("a.py", "plain space.txt", "é.txt", 'quo"te.txt', "d/z.c"), text);

describe.skipIf(!hasGit)("patches that git makes (skipped without git)", () => {
  test("are read without problems, and their reverse takes the new tree back", () => {
    git("init", "-q");
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        const [oldTree, newTree] = [writeTree(before), writeTree(after)];
        const patch = git("diff", "-M", oldTree, newTree);
        const reversed = reversePatch(patch).value ?? "";
        expect(parsePatch(patch).problems).toEqual([]);
        expect(parsePatch(reversed).problems).toEqual([]);
        expect(reversePatch(reversed).value).toBe(patch);
        if (patch !== "") git("apply", "--cached", "--whitespace=nowarn", writePatch(reversed));
        expect(git("write-tree").trim()).toBe(oldTree);
      }),
      { numRuns: 20 },
    );
  });
});

function git(...args: readonly string[]): string {
  return execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

function writeTree(files: Readonly<Record<string, string>>): string {
  const work = mkdtempSync(join(folder, "tree-"));
  mkdirSync(join(work, "d"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(work, name), content);
  git("read-tree", "--empty");
  git(`--work-tree=${work}`, "-c", "core.autocrlf=false", "add", "-A");
  return git("write-tree").trim();
}

function writePatch(content: string): string {
  const path = join(folder, "reversed.diff");
  writeFileSync(path, content);
  return path;
}
