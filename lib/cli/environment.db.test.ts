import { writeFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { type CliResult, runCli } from "#lib/db/testing/run-cli";
import { sampleEnvironment } from "#lib/db/testing/sample-environment";
import { insertTaskRows } from "#lib/db/testing/task-rows";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";

const database = testDatabase();
const inFolder = temporaryFolder();
const oneLine = /^assay: [^\n]{1,400}\n$/;
let hash = "";

beforeAll(async () => {
  await writeFile(inFolder("debian.json"), JSON.stringify(sampleEnvironment(), null, 2));
  const { stdout } = await assay(["environment", "save", inFolder("debian.json"), "--json"]);
  hash = JSON.parse(stdout).hash;
});

describe("assay environment", () => {
  it("saves a file once, whatever it is called", async () => {
    const again = await assay(["environment", "save", "debian.json", "--name", "other", "--json"]);
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(again.stdout)).toMatchObject({ hash, name: "debian", isNew: false });
  });

  it("lists them", async () => {
    await writeFile(inFolder("second.json"), JSON.stringify(sampleEnvironment({ parser: "jest" })));
    const saved = await assay(["environment", "save", inFolder("second.json"), "--name", "With Jest"]);
    expect(saved).toMatchObject({ code: 0, stderr: "" });
    expect(saved.stdout).toMatch(/^Saved: [0-9a-f]{64} {2}With Jest\n$/);
    const [listed, asJson] = await Promise.all([
      assay(["environment", "list"]),
      assay(["environment", "list", "--json"]),
    ]);
    expect(listed.stdout).toMatch(
      new RegExp(`^[0-9a-f]{12} {2}With Jest {2}debian:bookworm {2}0 rules\n${hash.slice(0, 12)} {2}debian {2}`),
    );
    expect(JSON.parse(asJson.stdout)).toMatchObject([{ name: "With Jest" }, { hash, images: [] }]);
  });

  it("shows what can be saved again", async () => {
    const [shown, known] = await Promise.all([
      assay(["environment", "show", hash.slice(0, 8)]),
      assay(["environment", "show", hash, "--json"]),
    ]);
    expect(JSON.parse(shown.stdout)).toMatchObject({ baseImage: "debian:bookworm", workdir: "/testbed" });
    expect(JSON.parse(known.stdout)).toMatchObject({ hash, name: "debian", spec: { parser: "pytest" } });
    await writeFile(inFolder("shown.json"), shown.stdout);
    const saved = await assay(["environment", "save", inFolder("shown.json"), "--json"]);
    expect(JSON.parse(saved.stdout)).toMatchObject({ hash, isNew: false });
  });

  it.each([
    [["--repo", "a/b"], { scope: "repository", repo: "a/b", version: null }],
    [["--repo", "a/b", "--version", "1.0"], { scope: "repository", repo: "a/b", version: "1.0" }],
    [["--language", "python"], { scope: "language", language: "Python" }],
  ])("leads to it: %s", async (args, target) => {
    const used = await assay(["environment", "use", hash.slice(0, 12), ...args, "--json"]);
    expect(used).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(used.stdout)).toMatchObject({ target, environmentHash: hash });
  });

  it("leads to it what led elsewhere, and a task by its name", async () => {
    const [task] = await insertTaskRows(database().connection.db, 1);
    const { instanceId = "", dataset = "" } = task ?? {};
    const args = ["--task", instanceId, "--dataset", dataset];
    await writeFile(inFolder("third.json"), JSON.stringify(sampleEnvironment({ parser: "cargo" })));
    const third = JSON.parse((await assay(["environment", "save", "third.json", "--json"])).stdout);
    const first = await assay(["environment", "use", third.hash, ...args, "--json"]);
    expect(JSON.parse(first.stdout)).toMatchObject({ target: { scope: "task", instanceId } });
    const moved = await assay(["environment", "use", hash, ...args]);
    expect(moved.stdout).toBe(`${instanceId} of ${dataset} → ${hash.slice(0, 12)}  debian\n`);
  });
});

describe("assay repository", () => {
  it("sets a source and lists it", async () => {
    const set = await assay(["repository", "set", "a/b", "/srv/a-b", "--json"]);
    expect(JSON.parse(set.stdout)).toMatchObject({ repo: "a/b", source: "/srv/a-b" });
    const [listed, asJson] = await Promise.all([
      assay(["repository", "list"]),
      assay(["repository", "list", "--json"]),
    ]);
    expect(listed.stdout).toBe("a/b  /srv/a-b\n");
    expect(JSON.parse(asJson.stdout)).toMatchObject([{ repo: "a/b" }]);
  });

  it("changes a source and removes it", async () => {
    await assay(["repository", "set", "c/d", "/srv/c-d"]);
    const changed = await assay(["repository", "set", "c/d", "https://example.org/c/d"]);
    expect(changed.stdout).toBe("c/d  https://example.org/c/d\n");
    expect(await assay(["repository", "remove", "c/d"])).toMatchObject({ code: 0, stdout: "Removed.\n" });
  });
});

describe("one clear line and exit code 1", () => {
  it.each([
    ["a file that is not there", ["environment", "save", "none.json"], /none\.json cannot be read \(ENOENT\)/],
    ["nothing to use it for", ["environment", "use", "0123456789"], /by one of --repo, --language and --task/],
    [
      "a task without its dataset",
      ["environment", "use", "0123456789", "--task", "x"],
      /--task and --dataset go together/,
    ],
    [
      "a version without its repository",
      ["environment", "use", "0123456789", "--language", "Go", "--version", "1"],
      /--version goes with --repo/,
    ],
    ["a source that runs commands", ["repository", "set", "a/b", "ext::id"], /Expected an https, ssh or git address/],
    ["a repository without a source", ["repository", "remove", "no/body"], /no\/body has no source of its own/],
  ])("for %s", async (_what, args, message) => {
    const result = await assay(args);
    expect(result.stderr).toMatch(message);
    expect(result.stderr).toMatch(oneLine);
    expect(result).toMatchObject({ code: 1, stdout: "" });
  });

  it("for a file that is no specification: file, line, field, what was expected", async () => {
    await writeFile(inFolder("bad.json"), '{\n  "baseImage": "debian",\n  "test": {},\n  "parser": 7\n}');
    const result = await assay(["environment", "save", "bad.json"]);
    expect(result.stderr).toMatch(oneLine);
    expect(result.stderr).toContain("bad.json: line 3, column 11, test.command: It is missing. Add text.");
    expect(result.stderr).toContain("line 4, column 13, parser: Expected text, found 7.");
  });

  it("for a task that the dataset does not have", async () => {
    const result = await assay(["environment", "use", hash, "--task", "x-1", "--dataset", "nowhere"]);
    expect(result.stderr).toBe("assay: The dataset nowhere has no task x-1\n");
  });
});

function assay(args: readonly string[]): Promise<CliResult> {
  return runCli(args, { DATABASE_URL: database().url, ASSAY_HOME: inFolder("home"), INIT_CWD: inFolder("") });
}
