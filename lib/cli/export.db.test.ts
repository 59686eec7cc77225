import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildTrajectory, say, userSays } from "#lib/core/trajectory/testing/build-trajectory";
import { type CliResult, runCli } from "#lib/db/testing/run-cli";
import { sampleRecords } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { insertTrajectory } from "#lib/db/testing/trajectory-rows";
import { freezeVersion } from "#lib/exports/versions/freeze-version";
import { newVersionSchema } from "#lib/exports/versions/model";
import { importSamples } from "#lib/imports/testing/import-samples";

const database = testDatabase();
const inFolder = temporaryFolder();
const records = sampleRecords(3);

beforeAll(async () => {
  const ctx = await database().ctxOf("curator");
  await importSamples(ctx, inFolder("three.jsonl"), records, "d");
  await freezeVersion(ctx, newVersionSchema.parse({ dataset: "d", name: "v1", condition: "any" }));
  await insertTrajectory(database().connection.db, buildTrajectory([userSays("I am a@b.com"), say("Done.")]), {
    dataset: "d",
    instanceId: "one",
    verdict: "resolved",
    decision: "approved",
  });
});

describe("assay export", () => {
  it("writes the file, its manifest, what was left out and the hashes, without a worker", async () => {
    const out = inFolder("d.jsonl");
    const result = await assay(["--format", "swebench-jsonl", "--condition", "any", "--out", out, "--json"]);
    expect(result).toMatchObject({ code: 0, stderr: "" });
    const text = await readFile(out, "utf8");
    expect(text).toBe(records.map((record) => `${JSON.stringify(record)}\n`).join(""));
    const manifest = JSON.parse(result.stdout);
    expect(manifest.files[0]).toMatchObject({ sha256: createHash("sha256").update(text).digest("hex") });
    expect(JSON.parse(await readFile(`${out}.manifest.json`, "utf8"))).toEqual(manifest);
    expect(await readFile(`${out}.dropped.jsonl`, "utf8")).toBe("");
    expect((await readFile(`${out}.content-hashes.tsv`, "utf8")).split("\n")).toHaveLength(4);
    expect(existsSync(`${out}.partial`)).toBe(false);
  });

  it("says the funnel in words, and writes an empty file where nothing passes it", async () => {
    const out = inFolder("approved.jsonl");
    const result = await assay(["--format", "swebench-jsonl", "--out", out]);
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(result.stdout).toBe(
      `${out}: 0 records, 0 B\n  matched: 3\n  approved: 0\n    3 left out: status imported\n  written: 0\n`,
    );
    expect(await readFile(out, "utf8")).toBe("");
    expect((await readFile(`${out}.dropped.jsonl`, "utf8")).trimEnd().split("\n")).toHaveLength(3);
  });

  it("takes a filter, options and a version", async () => {
    const filtered = inFolder("filtered.jsonl");
    const common = ["--format", "swebench-jsonl", "--condition", "any"];
    await assay([...common, "--filter", "q=owner__name-2", "--option", "columns=swebench", "--out", filtered]);
    expect(JSON.parse(await readFile(filtered, "utf8"))).toMatchObject({
      instance_id: "owner__name-2",
      PASS_TO_PASS: '["tests/test_module.py::test_other"]',
    });
    const frozen = inFolder("frozen.jsonl");
    await assay([...common, "--version", "v1", "--out", frozen]);
    expect((await readFile(frozen, "utf8")).trimEnd().split("\n")).toHaveLength(3);
  });

  it("puts what was redacted beside the samples", async () => {
    const out = inFolder("s.jsonl");
    const result = await assay(["--format", "samples", "--out", out, "--json"]);
    expect(result).toMatchObject({ code: 0, stderr: "" });
    const manifest = JSON.parse(result.stdout);
    const names = ["d.chat.jsonl", "dropped.jsonl", "content-hashes.tsv", "redactions.jsonl"];
    expect(manifest.files.map(({ name }: { name: string }) => name)).toEqual(names);
    for (const [index, path] of [out, ...names.slice(1).map((name) => `${out}.${name}`)].entries()) {
      const bytes = await readFile(path);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      expect(manifest.files[index], path).toMatchObject({ sha256, sizeBytes: bytes.length });
    }
    expect(JSON.parse(await readFile(out, "utf8")).messages[0].content).toMatch(/^I am \[REDACTED:email\]/);
    expect((await readFile(`${out}.redactions.jsonl`, "utf8")).trimEnd().split("\n")).toHaveLength(1);
    expect((await readdir(dirname(out))).filter((name) => name.endsWith(".partial"))).toEqual([]);
  });

  it("says before it reads anything that it cannot write", async () => {
    const out = inFolder("no-such-folder/d.jsonl");
    const result = await assay(["--format", "swebench-jsonl", "--out", out]);
    expect(result).toMatchObject({ code: 1, stdout: "" });
    expect(result.stderr).toMatch(/^assay: [^\n]*no-such-folder[^\n]* cannot be written \(ENOENT\)\n$/);
  });

  it("leaves no half of a file where the disk is full", async () => {
    const out = inFolder("full.jsonl");
    const args = `export --dataset d --format swebench-jsonl --condition any --out ${out}`;
    const limited = ["-c", 'ulimit -f 0; trap "" XFSZ; exec "$@"', "sh", process.execPath, "lib/cli/main.ts"];
    const result = spawnSync("sh", [...limited, ...args.split(" ")], {
      env: { NODE_ENV: "test", DATABASE_URL: database().url },
      encoding: "utf8",
    });
    expect(result).toMatchObject({ status: 1, stdout: "" });
    expect(result.stderr).toMatch(/^assay: [^\n]*full\.jsonl[^\n]* cannot be written \(EFBIG\)\n$/);
    expect((await readdir(dirname(out))).filter((name) => name.startsWith("full"))).toEqual([]);
  });

  it.each([
    [["--format", "paper"], /Allowed choices are swebench-jsonl/],
    [["--format", "harbor", "--option", "tests"], /^assay: --option: expected name=value, found tests\n$/],
    [["--format", "harbor", "--option", "tests=all"], /^assay: tests: [^\n]+\n$/],
    [["--format", "harbor", "--filter", "langauge=Go"], /^assay: langauge: no such parameter\n$/],
    [["--format", "harbor", "--version", "v9"], /^assay: d has no version v9\n$/],
  ])("refuses %j and leaves the file that is there", async (args, message) => {
    const out = inFolder("kept.jsonl");
    await assay(["--format", "swebench-jsonl", "--condition", "any", "--out", out]);
    const before = await readFile(out, "utf8");
    const result = await assay([...args, "--out", out]);
    expect(result).toMatchObject({ code: 1, stdout: "" });
    expect(result.stderr).toMatch(message);
    expect(await readFile(out, "utf8")).toBe(before);
  });
});

function assay(args: readonly string[]): Promise<CliResult> {
  return runCli(["export", "--dataset", "d", ...args], { DATABASE_URL: database().url });
}
