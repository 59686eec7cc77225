import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json.ts";
import { fillTestCommand, testDirectives } from "./directives.ts";
import { environmentFromRow, type RowTask } from "./from-row.ts";
import { environmentSchema } from "./model.ts";

const testPatch = "diff --git a/tests/t.py b/tests/t.py\n--- a/tests/t.py\n+++ b/tests/t.py\n@@ -1 +1 @@\n-a\n+b\n";
const evalScript = `#!/bin/bash
set -uxo pipefail
source /opt/miniconda3/bin/activate
conda activate testbed
cd /testbed
git config --global --add safe.directory /testbed
git status
source /opt/miniconda3/bin/activate
conda activate testbed
python -m pip install -e .
git checkout abc tests/t.py
git apply -v - <<'EOF_1'
+source evil
: '>>>>> Start Test Output'
EOF_1
make
: '>>>>> Start Test Output'
pytest -rA tests/t.py
: '>>>>> End Test Output'
git checkout abc tests/t.py
`;

function rowOf(extra: JsonObject, part: Partial<RowTask> = {}): RowTask {
  return { repo: "owner/name", language: "Python", testPatch, extra, ...part };
}

describe("environmentFromRow", () => {
  it("reads SWE-bench v5: image, evaluation script, parser", () => {
    const { value, problems } = environmentFromRow(
      rowOf({ image: "swebench/x:latest", eval_script: evalScript, log_parser: "parse_log_flask" }),
    );
    expect(value).toMatchObject({
      baseImage: "swebench/x:latest",
      workdir: "/testbed",
      writable: ["/testbed"],
      install: ["source /opt/miniconda3/bin/activate", "conda activate testbed", "python -m pip install -e .", "make"],
      test: {
        command: "source /opt/miniconda3/bin/activate\nconda activate testbed\npytest -rA {files}",
        directives: "files",
      },
      parser: "flask",
      network: { setup: "none", install: "none", test: "none" },
    });
    expect(problems).toEqual([{ field: "eval_script", message: expect.stringContaining("without a network") }]);
  });

  it("knows Django's way of naming tests", () => {
    const script = evalScript.replace("pytest -rA tests/t.py", "./tests/runtests.py t");
    const { value } = environmentFromRow(rowOf({ image: "x", eval_script: script, log_parser: "parse_log_django" }));
    expect(value?.test).toEqual({ command: expect.stringMatching(/runtests\.py \{files\}$/), directives: "modules" });
  });

  it("says what a row lacks", () => {
    expect(environmentFromRow(rowOf({ eval_script: "echo" })).problems.map(({ field }) => field)).toEqual([
      "image",
      "eval_script",
    ]);
    expect(environmentFromRow(rowOf({ install_config: { python: "3.9" } })).problems).toEqual([
      { field: "install_config.test_cmd", message: expect.any(String) },
    ]);
    expect(
      environmentFromRow(rowOf({ image: "not an image", eval_script: evalScript })).problems.map(({ field }) => field),
    ).toContain("baseImage");
  });

  it("never runs the source of a log parser", () => {
    const extra = {
      docker_image: "repolaunch/x",
      test_cmds: ["cargo test"],
      print_cmds: ["cat log"],
      rebuild_cmds: ["cargo build"],
      log_parser: "def parser(log):\n    return {}",
    };
    const { value, problems } = environmentFromRow(rowOf(extra, { language: "Rust" }));
    expect(value).toMatchObject({
      baseImage: "repolaunch/x",
      install: ["cargo build"],
      test: { command: "cargo test\ncat log", directives: "none" },
      parser: "cargo",
    });
    expect(problems).toEqual([{ field: "log_parser", message: expect.stringContaining("never run") }]);
  });

  it("builds on the base image of RepoLaunch where its image is missing", () => {
    const layers = { base_image: "rust:1.80", setup_layer: ["apt-get update"], organize_layer: ["cargo fetch"] };
    const { value, problems } = environmentFromRow(
      rowOf({ test_cmds: ["a &amp;&amp; b"], docker_image_layers: layers, log_parser: "cargo" }),
    );
    expect(value).toMatchObject({
      baseImage: "rust:1.80",
      setup: ["apt-get update", "cargo fetch"],
      network: { setup: "full" },
    });
    expect(problems.map(({ field }) => field)).toEqual(["test_cmds", "docker_image"]);
  });

  it("reads both versions of SWE-rebench", () => {
    const first = {
      python: "3.9",
      install: "pip install -e .[dev]",
      pre_install: ["apt-get update"],
      pip_packages: ["pytest", "a>=1"],
      packages: "requirements.txt",
      reqs_path: ["requirements.txt", "r 2.txt"],
      test_cmd: "pytest -rA",
      log_parser: "parse_log_pytest",
      env_vars: { A: "b" },
    };
    expect(environmentFromRow(rowOf({ install_config: first }))).toMatchObject({
      value: {
        baseImage: "python:3.9-bookworm",
        languageVersion: { language: "Python", version: "3.9" },
        setup: ["python3 -m venv /opt/venv", "apt-get update", "/opt/venv/bin/pip install pytest 'a>=1'"],
        install: [
          "pip install -r requirements.txt || true",
          "pip install -r 'r 2.txt' || true",
          "pip install -e .[dev]",
        ],
        test: { command: "pytest -rA {files}", directives: "files" },
        env: { A: "b", VIRTUAL_ENV: "/opt/venv" },
      },
      problems: [],
    });
    expect(environmentFromRow(rowOf({ install_config: first, image_name: "swerebench/x" })).value).toMatchObject({
      baseImage: "swerebench/x",
      test: { command: "source /opt/miniconda3/bin/activate\nconda activate testbed\npytest -rA {files}" },
    });
    const second = { install: ["apt-get install x", "make"], test_cmd: ["make check"], log_parser: "parse_log_jq" };
    expect(environmentFromRow(rowOf({ install_config: second, image_name: "swerebench/y" }))).toMatchObject({
      value: {
        workdir: "/name",
        writable: ["/name"],
        install: ["make"],
        test: { command: "make check", directives: "none" },
        parser: "jq",
      },
      problems: [],
    });
  });

  it("gives nothing where the row says nothing", () => {
    expect(environmentFromRow(rowOf({}))).toMatchObject({ value: null, problems: [{ field: "environment" }] });
  });

  it("never throws, and gives only valid environments", () => {
    const columns = [
      "eval_script",
      "image",
      "log_parser",
      "test_cmds",
      "install_config",
      "image_name",
      "docker_image_layers",
      "docker_image",
    ];
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(evalScript, "parse_log_x", "img", "<<A", ["a"], { python: "3", test_cmd: "x", install: ["y"] }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...columns), value), (extra) => {
        const read = environmentFromRow(rowOf(JSON.parse(JSON.stringify(extra))));
        if (read.value) expect(environmentSchema.parse(read.value)).toEqual(read.value);
        else expect(read.problems).not.toEqual([]);
      }),
    );
  });
});

const folder = join(import.meta.dirname, "../../../../shared/data/tasks");

describe.skipIf(!existsSync(folder))("published rows (skipped without ../shared/data)", () => {
  it.each([
    ["swe-bench_verified", 500, 18],
    ["swe-bench_dev", 225, 6],
    ["swe-bench_multilingual", 300, 251],
  ])("of %s give the published test commands, from few recipes", async (name, count, recipes) => {
    const file = await asyncBufferFromFile(join(folder, `${name}.parquet`));
    const rows = await parquetReadObjects({ file, compressors });
    const seen = new Set<string>();
    for (const { repo, test_patch: patch, ...extra } of rows) {
      const { value } = environmentFromRow({
        repo,
        language: null,
        testPatch: patch,
        extra: JSON.parse(JSON.stringify(extra)),
      });
      if (!value) throw new Error(`${extra.instance_id} has no environment`);
      const command = fillTestCommand(value.test.command, testDirectives(patch, value.test.directives));
      expect(extra.eval_script).toContain(`\n${command.split("\n").at(-1)}\n`);
      seen.add(JSON.stringify({ ...value, baseImage: "" }));
    }
    expect(rows).toHaveLength(count);
    expect(seen.size).toBe(recipes);
  });

  it("of SWE-rebench V2 and RepoLaunch give environments", async () => {
    const lines = (await readFile(join(folder, "repolaunch_result.jsonl"), "utf8")).trim().split("\n");
    for (const { repo, language, ...extra } of lines.map((line) => JSON.parse(line))) {
      expect(environmentFromRow({ repo, language, testPatch: "", extra }).value).toMatchObject({ parser: "cargo" });
    }
    const parsed = JSON.parse(await readFile(join(folder, "swe-rebench-v2_one-row.json"), "utf8"));
    const { repo, language, test_patch: patch, ...extra } = Array.isArray(parsed) ? parsed[0] : parsed;
    expect(environmentFromRow({ repo, language, testPatch: patch, extra })).toMatchObject({
      value: { workdir: "/netcdf-c" },
      problems: [],
    });
  });
});
