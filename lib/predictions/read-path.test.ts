import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { describeProblem } from "#lib/predictions/describe-problem";
import { readPredictionPath } from "#lib/predictions/read-path";
import { harnessInstance, writeHarnessFolder } from "#lib/predictions/testing/harness-folder";

const inFolder = temporaryFolder();
const row = (number: number, change = {}) => ({
  instance_id: `owner__name-${number}`,
  model_name_or_path: "vendor/model",
  model_patch: `patch ${number}`,
  ...change,
});
const two = [row(1), row(2)];
const lines = two.map((one) => JSON.stringify(one)).join("\n");

describe("a file", () => {
  it.each([
    ["JSON Lines", "a.jsonl", lines],
    ["a list", "a.json", JSON.stringify(two)],
    ["preds.json", "preds.json", JSON.stringify({ "owner__name-1": row(1), "owner__name-2": row(2) }, null, 2)],
    ["gzip", "a.jsonl.gz", gzipSync(lines)],
    ["zstd", "b.jsonl.zst", zstdCompressSync(lines)],
  ])("of predictions is read: %s", async (_what, name, body) => {
    await writeFile(inFolder(name), body);
    const sources = await readPredictionPath(inFolder(name));
    expect(sources).toMatchObject([
      {
        folder: null,
        read: {
          fileName: name,
          fileHash: expect.stringMatching(/^[0-9a-f]{64}$/),
          problems: [],
          predictions: [
            { instanceId: "owner__name-1", model: "vendor/model", patch: "patch 1" },
            { instanceId: "owner__name-2", model: "vendor/model", patch: "patch 2" },
          ],
        },
      },
    ]);
  });

  it("says line, field and what was expected of what is no prediction, and reads the rest", async () => {
    const bad = [
      JSON.stringify(row(1)),
      '{"instance_id": "owner__name-2", "model_patch": 7}',
      "no json",
      JSON.stringify(row(4, { model_patch: "a\0b" })),
      JSON.stringify(row(5, { instance_id: "x".repeat(501) })),
      JSON.stringify(row(6, { model_name_or_path: "m".repeat(201) })),
      JSON.stringify(row(7, { model_patch: "p".repeat(10_000_001) })),
      JSON.stringify(row(8, { model_patch: null })),
    ];
    await writeFile(inFolder("bad.jsonl"), bad.join("\n"));
    const [source] = await readPredictionPath(inFolder("bad.jsonl"));
    expect(source?.read.predictions.map(({ instanceId }) => instanceId)).toEqual(["owner__name-1", "owner__name-8"]);
    expect(source?.read.problems.map(describeProblem)).toEqual([
      expect.stringMatching(/^bad\.jsonl, line 2: expected model_patch, found .+/),
      expect.stringMatching(/^bad\.jsonl, line 3: expected a JSON object, found no json$/),
      "bad.jsonl, owner__name-4, model_patch: expected text without NUL characters, found one at character 2",
      expect.stringMatching(/^bad\.jsonl, x{500}, instance_id: expected an id of 1 to 500 characters, found 501/),
      expect.stringMatching(/model_name_or_path: expected a name of at most 200 characters, found 201 characters$/),
      "bad.jsonl, owner__name-7, model_patch: expected a patch of at most 10,000,000 characters, found 10,000,001 characters",
    ]);
  });

  it.each([
    ["that is not there", "missing.json", undefined, "not_found", /missing\.json cannot be read \(ENOENT\)/],
    ["that is no text", "x.json", Buffer.from([0xff, 0xfe, 0x00]), "invalid", /x\.json is no text in UTF-8/],
    ["that is Parquet", "p.json", "PAR1xxxx", "invalid", /p\.json is a Parquet file/],
    ["that is cut off", "cut.json.gz", gzipSync(lines).subarray(0, 30), "invalid", /cut\.json\.gz is damaged/],
  ])("%s is refused", async (_what, name, body, code, message) => {
    if (body) await writeFile(inFolder(name), body);
    await expect(readPredictionPath(inFolder(name))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });
});

describe("a harness's folder", () => {
  it.each([
    ["the root", ""],
    ["a run", "run_evaluation/run-1"],
    ["a model", "run_evaluation/run-1/vendor__model"],
    ["an instance", "run_evaluation/run-1/vendor__model/owner__name-1"],
  ])("is read from %s on", async (_what, below) => {
    const root = inFolder(`harness-${_what}`);
    const run = { run: "run-1", model: "vendor__model" };
    await writeHarnessFolder(join(root, "run_evaluation"), run, [harnessInstance(1)]);
    const sources = await readPredictionPath(join(root, below));
    expect(sources).toMatchObject([
      {
        read: {
          fileName: "run-1/vendor__model",
          predictions: [{ instanceId: "owner__name-1", model: "vendor/model" }],
        },
        folder: { model: "vendor/model", runId: "run-1", instances: [{ instanceId: "owner__name-1" }] },
      },
    ]);
  });

  it("has a source for each run and model, with a hash of its own for other results", async () => {
    const root = inFolder("several");
    const instance = harnessInstance(1);
    await writeHarnessFolder(root, { run: "run-1", model: "a" }, [instance]);
    await writeHarnessFolder(root, { run: "run-1", model: "b" }, [instance]);
    await writeHarnessFolder(root, { run: "run-2", model: "a" }, [{ ...instance, testOutput: "another" }]);
    const sources = await readPredictionPath(root);
    expect(sources.map(({ read }) => read.fileName)).toEqual(["run-1/a", "run-1/b", "run-2/a"]);
    const [first, second, third] = sources.map(({ read }) => read.fileHash);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it("says of an instance without its patch, or with one that is no text, that it is left out", async () => {
    const root = inFolder("unpatched");
    const path = await writeHarnessFolder(root, { run: "run", model: "m" }, [
      harnessInstance(1),
      { instanceId: "owner__name-2", testOutput: "x" },
      { instanceId: "owner__name-3", patch: "x" },
    ]);
    await writeFile(join(path, "m", "owner__name-3", "patch.diff"), Buffer.from([0xff, 0xfe]));
    const [source] = await readPredictionPath(root);
    expect(source?.read.predictions).toHaveLength(1);
    expect(source?.read.problems.map(describeProblem)).toEqual([
      "run/m, owner__name-2, patch.diff: expected the patch beside its results, found no such file",
      "run/m, owner__name-3, patch.diff: expected text in UTF-8, found other bytes",
    ]);
  });

  it("follows no links, and reads SWE-smith's layout without models", async () => {
    const root = inFolder("linked");
    const path = await writeHarnessFolder(root, { run: "run", model: "." }, [harnessInstance(1)]);
    await mkdir(inFolder("elsewhere"), { recursive: true });
    await writeFile(inFolder("elsewhere/patch.diff"), "x");
    await symlink(inFolder("elsewhere"), join(path, "owner__name-2"));
    const [source] = await readPredictionPath(root);
    expect(source?.folder).toMatchObject({ model: "run", instances: [{ instanceId: "owner__name-1" }] });
  });
});

describe("an agent's folder", () => {
  it("is read by the file of its predictions", async () => {
    await mkdir(inFolder("agent/owner__name-1"), { recursive: true });
    await writeFile(inFolder("agent/owner__name-1/owner__name-1.traj"), "{}");
    await writeFile(inFolder("agent/preds.json"), JSON.stringify({ "owner__name-1": row(1) }));
    expect(await readPredictionPath(inFolder("agent"))).toMatchObject([
      { folder: null, read: { fileName: "preds.json", predictions: [{ instanceId: "owner__name-1" }] } },
    ]);
  });

  it("without one is refused", async () => {
    await mkdir(inFolder("bare"), { recursive: true });
    await expect(readPredictionPath(inFolder("bare"))).rejects.toMatchObject({
      code: "not_found",
      message: expect.stringMatching(/holds no predictions: expected .*patch\.diff.*preds\.json/),
    });
  });
});
