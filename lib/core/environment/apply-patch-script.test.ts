import { execFile } from "node:child_process";
import { chmod, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { applyPatchScript, parsePatchResults } from "./apply-patch-script.ts";

const run = promisify(execFile);
const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);
const temporary = temporaryFolder();
let count = 0;

describe("applyPatchScript", () => {
  it("applies patches one after the other in a folder without a repository, and leaves none", async () => {
    const first = await diffOf({ "a.txt": change(3, "three") });
    const second = diff("new/b.txt", null, "hello\n");
    const result = await apply({ "a.txt": textOf(lines) }, [first, second]);
    expect(result.outcomes).toEqual([
      { state: "applied", step: "git-apply" },
      { state: "applied", step: "git-apply" },
    ]);
    expect(result.code).toBe(0);
    expect(await readFile(join(result.folder, "a.txt"), "utf8")).toContain("three");
    expect(await readFile(join(result.folder, "new/b.txt"), "utf8")).toBe("hello\n");
    expect((await readdir(result.folder)).sort()).toEqual(["a.txt", "new"]);
  });

  it("merges three ways where the surroundings changed, against the files from before the earlier patches", async () => {
    const base = { "a.txt": textOf(lines) };
    const first = await diffOf({ "a.txt": change(5, "five") }, base);
    const second = await diffOf({ "a.txt": change(7, "seven") }, base);
    const result = await apply(base, [first, second]);
    expect(result.outcomes.at(1)).toEqual({ state: "applied", step: "git-apply-3way" });
    const text = await readFile(join(result.folder, "a.txt"), "utf8");
    expect(text).toContain("five");
    expect(text).toContain("seven");
  });

  it("falls back on patch with its fuzz, from a clean tree", async () => {
    const patch = await diffOf({ "a.txt": change(10, "ten") });
    const moved = textOf(lines.map((line, index) => ([8, 10].includes(index) ? `${line} moved` : line)));
    const result = await apply({ "a.txt": moved, "keep.txt": "kept\n" }, [patch]);
    expect(result.outcomes).toEqual([{ state: "applied", step: "patch" }]);
    expect(await readFile(join(result.folder, "a.txt"), "utf8")).toBe(moved.replace("line 10\n", "ten\n"));
    expect(await readdir(result.folder)).not.toContain("a.txt.rej");
    expect(await readFile(join(result.folder, "keep.txt"), "utf8")).toBe("kept\n");
  });

  it("says that a patch is in already", async () => {
    const patch = (await diffOf({ "a.txt": change(3, "three") })).replace(/^index .*\n/m, "");
    const result = await apply({ "a.txt": change(3, "three") }, [patch]);
    expect(result.outcomes).toEqual([{ state: "applied-before" }]);
    expect(result.code).toBe(0);
    expect(await readFile(join(result.folder, "a.txt"), "utf8")).toBe(change(3, "three"));
  });

  it("stops at a patch that nothing takes, with the tree as it was before it", async () => {
    const good = await diffOf({ "a.txt": change(3, "three") });
    const bad = (await diffOf({ "a.txt": change(3, "other") })).replaceAll("line", "nowhere");
    const result = await apply({ "a.txt": textOf(lines) }, [good, bad, good]);
    expect(result.outcomes).toEqual([{ state: "applied", step: "git-apply" }, { state: "failed" }]);
    expect(result.code).toBe(1);
    expect(await readFile(join(result.folder, "a.txt"), "utf8")).toBe(change(3, "three"));
    expect(await readdir(result.folder)).toEqual(["a.txt"]);
  });

  it("knows an empty patch, and takes binary files, modes, odd names and ignored files", async () => {
    const base = { ".gitignore": "*.log\n", "a b'ü.log": "old\n", "run.sh": "#!/bin/sh\n" };
    const patch = await diffOf({ "a b'ü.log": "new\n", "x.bin": "\0\u0001binary\0" }, base, ["run.sh"]);
    const result = await apply(base, ["", patch]);
    expect(result.outcomes).toEqual([{ state: "empty" }, { state: "applied", step: "git-apply" }]);
    expect(await readFile(join(result.folder, "a b'ü.log"), "utf8")).toBe("new\n");
    expect(await readFile(join(result.folder, "x.bin"), "utf8")).toBe("\0\u0001binary\0");
  });

  it("writes nothing outside, neither by a path nor through a link", async () => {
    const outside = join(temporary("outside"));
    await mkdir(outside);
    const throughLink = diff("link/evil.txt", null, "evil\n");
    const byPath = diff("../outside/evil.txt", null, "evil\n");
    for (const patch of [throughLink, byPath]) {
      const result = await apply({ "a.txt": textOf(lines) }, [patch], (folder) =>
        symlink(outside, join(folder, "link")),
      );
      expect(result.outcomes).toEqual([{ state: "failed" }]);
    }
    expect(await readdir(outside)).toEqual([]);
  });
});

describe("parsePatchResults", () => {
  it("takes each number once and in order", () => {
    const forged = "patch-result\t2\tfailed\npatch-result\t1\tapplied git-apply\npatch-result\t1\tfailed\n";
    expect(parsePatchResults(forged)).toEqual([{ state: "applied", step: "git-apply" }]);
    expect(parsePatchResults("patch-result\t1\tapplied\npatch-result\t1\tnonsense\n")).toEqual([]);
  });
});

function textOf(content: readonly string[]): string {
  return `${content.join("\n")}\n`;
}

function change(number: number, text: string): string {
  return textOf(lines.map((line, index) => (index === number - 1 ? text : line)));
}

function diff(path: string, _before: null, after: string): string {
  const added = after.trimEnd().split("\n");
  const body = added.map((line) => `+${line}\n`).join("");
  return `diff --git a/${path} b/${path}\nnew file mode 100644\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1,${added.length} @@\n${body}`;
}

/** What git writes for the change from one set of files to another. */
async function diffOf(
  after: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>> = { "a.txt": textOf(lines) },
  executable: readonly string[] = [],
): Promise<string> {
  const folder = await folderWith(before);
  const git = (...args: string[]) => run("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@b.c", ...args]);
  await git("init", "--quiet");
  await git("add", "--force", ".");
  await git("commit", "--quiet", "--message=base");
  await fill(folder, after);
  for (const name of executable) await chmod(join(folder, name), 0o755);
  await git("add", "--force", ".");
  return (await git("diff", "--binary", "--cached", "HEAD")).stdout;
}

async function apply(
  files: Readonly<Record<string, string>>,
  patches: readonly string[],
  prepare?: (folder: string) => Promise<void>,
) {
  const folder = await folderWith(files);
  await prepare?.(folder);
  const paths = await Promise.all(
    patches.map(async (patch, index) => {
      const path = `${folder}.${index}.patch`;
      await writeFile(path, patch);
      return path;
    }),
  );
  const { code, stdout } = await run("sh", ["-c", applyPatchScript, "apply-patch", ...paths], { cwd: folder }).then(
    (done) => ({ ...done, code: 0 }),
    (error: { code: number; stdout: string }) => error,
  );
  return { folder, code, output: stdout, outcomes: parsePatchResults(stdout) };
}

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  count += 1;
  const folder = temporary(`tree-${count}`);
  await mkdir(folder);
  await fill(folder, files);
  return folder;
}

async function fill(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}
