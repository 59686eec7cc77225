import { execFile } from "node:child_process";
import { chmod, mkdir, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { archiveCommit, ensureCommit, type MirrorOptions } from "#lib/sources/git-mirror";

const run = promisify(execFile);
const temporary = temporaryFolder();

describe("the archive of a commit", () => {
  let repository: string;
  let first: string;
  let second: string;
  const home = () => temporary("home");

  beforeAll(async () => {
    repository = temporary("repository");
    await mkdir(repository);
    await git("init", "--quiet", "--initial-branch=main");
    first = await commit({
      "a.txt": "one\n",
      "tests/t.py": "test\n",
      ".gitattributes": "tests export-ignore\na.txt export-subst\n",
      "id.txt": "$Format:%H$\n",
    });
    second = await commit({ "a.txt": "two\n", "later.txt": "later\n" });
  });

  it("gives the files at that commit, all of them as they are, and nothing of what came later", async () => {
    const files = await unpack(await archiveAt(repository, first, { home: home() }));
    expect(files).toEqual({
      ".gitattributes": expect.any(String),
      "a.txt": "one\n",
      "id.txt": "$Format:%H$\n",
      "tests/t.py": "test\n",
    });
    expect(await unpack(await archiveAt(`file://${repository}`, second, { home: home() }))).toMatchObject({
      "later.txt": "later\n",
    });
    expect((await readdir(join(home(), "mirrors"))).filter((name) => name.endsWith(".git"))).toHaveLength(1);
  });

  it("asks the repository only for a commit that is missing", async () => {
    const moved = `${repository}-moved`;
    await rename(repository, moved);
    try {
      expect(await unpack(await archiveAt(repository, second, { home: home() }))).toMatchObject({ "a.txt": "two\n" });
      await expect(archiveAt(repository, "0".repeat(40), { home: home() })).rejects.toMatchObject({
        code: "unavailable",
      });
    } finally {
      await rename(moved, repository);
    }
    const third = await commit({ "a.txt": "three\n" });
    expect(await unpack(await archiveAt(repository, third, { home: home() }))).toMatchObject({ "a.txt": "three\n" });
  });

  it("finds a commit that no branch has", async () => {
    await git("checkout", "--quiet", "-b", "side");
    const lost = await commit({ "a.txt": "lost\n" });
    await git("checkout", "--quiet", "main");
    await git("branch", "--quiet", "-D", "side");
    await git("config", "uploadpack.allowAnySHA1InWant", "true");
    expect(await unpack(await archiveAt(repository, lost, { home: temporary("other") }))).toMatchObject({
      "a.txt": "lost\n",
    });
  });

  it("serves several readers of a new repository at once", async () => {
    const archives = await Promise.all(
      [1, 2, 3].map(() => archiveAt(repository, first, { home: temporary("shared") })),
    );
    for (const files of await Promise.all(archives.map(unpack))) expect(files).toMatchObject({ "a.txt": "one\n" });
  });

  it("says what is wrong", async () => {
    const options = { home: home() };
    await expect(archiveAt(repository, "f".repeat(40), options)).rejects.toThrow(`has no commit ${"f".repeat(40)}`);
    await expect(archiveAt(temporary("nowhere"), first, options)).rejects.toThrow("cannot be fetched");
    await expect(archiveAt(repository, "--output=/tmp/x", options)).rejects.toThrow("hexadecimal");
  });

  it.each([
    "ext::sh -c touch% /tmp/assay-ext",
    "git://example.org/x",
    "http://example.org/x",
    "--upload-pack=touch /tmp/x",
    "relative/path",
    "ssh://-oProxyCommand=x/y",
  ])("refuses %s", async (source) => {
    await expect(archiveAt(source, first, { home: home() })).rejects.toMatchObject({ code: "invalid" });
  });

  it("refuses a password in a URL, and does not repeat it", async () => {
    const attempt = archiveAt("https://me:secret@example.org/x.git", first, { home: home() });
    await expect(attempt).rejects.toThrow("must not hold a password");
    await expect(attempt).rejects.not.toThrow("secret");
  });

  it("runs no hook, not even one in the mirror", async () => {
    const hooked = temporary("hooked");
    await unpack(await archiveAt(repository, first, { home: hooked }));
    const [mirror = ""] = (await readdir(join(hooked, "mirrors"))).filter((name) => name.endsWith(".git"));
    const hook = join(hooked, "mirrors", mirror, "hooks", "reference-transaction");
    await mkdir(join(hook, ".."), { recursive: true });
    await writeFile(hook, `#!/bin/sh\ntouch ${temporary("hook-ran")}\n`);
    await chmod(hook, 0o755);
    const latest = await commit({ "a.txt": "four\n" });
    await unpack(await archiveAt(repository, latest, { home: hooked }));
    expect(await readdir(temporary(""))).not.toContain("hook-ran");
  });

  it("stops when it is told to", async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(
      archiveAt(repository, first, { home: temporary("stopped"), signal: controller.signal }),
    ).rejects.toThrow("aborted");
  });

  async function commit(files: Readonly<Record<string, string>>): Promise<string> {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(join(repository, name, ".."), { recursive: true });
      await writeFile(join(repository, name), content);
    }
    await git("add", "--all");
    await git("commit", "--quiet", "--message=x");
    return (await git("rev-parse", "HEAD")).trim();
  }

  async function git(...args: string[]): Promise<string> {
    const identity = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "core.hooksPath=/dev/null"];
    return (await run("git", ["-C", repository, ...identity, ...args])).stdout;
  }
});

async function unpack(archive: Readable): Promise<Record<string, string>> {
  const folder = temporary(`unpacked-${Math.random()}`);
  await mkdir(folder);
  const tar = `${folder}.tar`;
  await writeFile(tar, await buffer(archive));
  await run("tar", ["-x", "-f", tar, "-C", folder]);
  const { stdout } = await run(
    "sh",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the shell
    ["-c", 'find . -type f | sort | while read f; do printf \'%s\\0%s\\0\' "${f#./}" "$(cat "$f")"; done'],
    { cwd: folder },
  );
  const parts = stdout.split("\0").slice(0, -1);
  return Object.fromEntries(
    Array.from({ length: parts.length / 2 }, (_, index) => [parts[index * 2], `${parts[index * 2 + 1]}\n`]),
  );
}

async function archiveAt(repository: string, commit: string, options: MirrorOptions) {
  return archiveCommit(await ensureCommit(repository, commit, options), options.signal);
}
