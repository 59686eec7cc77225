import { writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { type CliResult, runCli } from "#lib/db/testing/run-cli";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";

vi.setConfig({ testTimeout: 30_000 });

const inFolder = temporaryFolder();
const oneLine = /^assay: [^\n]{1,400}\n$/;

const failing = "FAILED tests/test_a.py::test_new - AssertionError\nPASSED tests/test_a.py::test_old\n";
const passing = failing.replace("FAILED", "PASSED").replace(" - AssertionError", "");

const row = {
  instance_id: "owner__name-1",
  repo: "owner/name",
  FAIL_TO_PASS: '["tests/test_a.py::test_new"]',
  PASS_TO_PASS: ["tests/test_a.py::test_old"],
};
const wholeRow = {
  ...row,
  base_commit: "a".repeat(40),
  problem_statement: "It is broken.",
  patch: "--- a/x.py\n+++ b/x.py\n@@ -1 +1 @@\n-a\n+b\n",
};

beforeAll(async () => {
  const between = (text: string) => `>>>>> Start Test Output\n${text}>>>>> End Test Output\n`;
  await writeFile(inFolder("empty.log"), between(failing));
  await writeFile(inFolder("gold.log.gz"), gzipSync(between(passing)));
  await writeFile(inFolder("bare.log"), passing);
  await writeFile(inFolder("row.json"), JSON.stringify(row));
  await writeFile(
    inFolder("rows.jsonl"),
    [wholeRow, { ...wholeRow, instance_id: "owner__name-2", FAIL_TO_PASS: ["gone"], log_parser: "parse_log_pytest" }]
      .map((line) => JSON.stringify(line))
      .join("\n"),
  );
});

describe("assay parse-log", () => {
  it("prints one JSON object, of a compressed log too, without a database", async () => {
    const result = await assay(["parse-log", inFolder("gold.log.gz"), "--json"]);
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(result.stdout)).toEqual({
      parser: "pytest",
      parserReason: '2 lines look like "PASSED tests/test_a.py::test_new"',
      tests: { "tests/test_a.py::test_new": "PASSED", "tests/test_a.py::test_old": "PASSED" },
      hasMarkers: true,
      exitCode: null,
      badCodes: [],
      problems: [],
    });
  });

  it("says it in sentences, with lines and problems, from the folder it was typed in", async () => {
    const result = await assay(["parse-log", "bare.log", "--parser", "parse_log_sphinx"], { INIT_CWD: inFolder("") });
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(result.stdout).toBe(
      [
        "Read with pytest-v2: it was asked for.",
        "PASSED   tests/test_a.py::test_new  (line 1)",
        "PASSED   tests/test_a.py::test_old  (line 2)",
        "line 1: expected the lines >>>>> Start Test Output and >>>>> End Test Output, found neither",
        "",
      ].join("\n"),
    );
  });
});

describe("assay grade", () => {
  it("grades a log against a bare row whose lists are a list and its text", async () => {
    const result = await assay(["grade", "--log", inFolder("gold.log.gz"), "--task", inFolder("row.json"), "--json"]);
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(result.stdout)).toMatchObject({
      instanceId: "owner__name-1",
      policy: "swebench-5",
      resolution: "FULL",
      failureClass: null,
      failToPass: { success: ["tests/test_a.py::test_new"], failure: [] },
      passToPass: { success: ["tests/test_a.py::test_old"], failure: [] },
      parser: "pytest",
    });
  });

  it("takes one of several rows, and says what failed", async () => {
    const args = ["grade", "--log", inFolder("empty.log"), "--task", inFolder("rows.jsonl")];
    const result = await assay([...args, "--instance", "owner__name-2", "--policy", "skywork"]);
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(result.stdout).toBe(
      "owner__name-2: NO (tests) by skywork. 0 of 1 FAIL_TO_PASS tests succeed, 1 of 1 PASS_TO_PASS tests succeed.\n" +
        "FAIL_TO_PASS failed: gone\n",
    );
    expect(await assay(args)).toMatchObject({ code: 1, stderr: expect.stringMatching(/several rows; --instance/) });
  });

  it("says why a log is not graded", async () => {
    const result = await assay(["grade", "--log", inFolder("bare.log"), "--task", inFolder("row.json"), "--json"]);
    expect(JSON.parse(result.stdout)).toMatchObject({ resolution: "NOT_GRADED", failureClass: "setup" });
    expect(result.code).toBe(0);
  });
});

describe("assay derive-tests", () => {
  it("derives the lists from runs without and with the gold patch", async () => {
    const args = ["derive-tests", "--empty", inFolder("empty.log"), "--gold", inFolder("gold.log.gz")];
    const result = await assay([...args, inFolder("gold.log.gz"), "--json"]);
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(result.stdout)).toEqual({
      policy: "swebench-5",
      failToPass: ["tests/test_a.py::test_new"],
      passToPass: ["tests/test_a.py::test_old"],
      passToFail: [],
      failToFail: [],
      flaky: [],
    });
  });
});

describe("one clear line and exit code 1", () => {
  it.each([
    ["a log that is not there", ["parse-log", "/no/such.log"], /^assay: \/no\/such\.log cannot be read \(ENOENT\)/],
    ["an unknown parser", ["parse-log", "package.json", "--parser", "none"], /--parser: there is no parser none/],
    [
      "a task without lists",
      ["grade", "--log", "package.json", "--task", "package.json"],
      /package\.json: FAIL_TO_PASS: expected a list of test names, or its JSON text, found nothing/,
    ],
    [
      "runs that cannot be used",
      ["derive-tests", "--empty", "package.json", "--gold", "package.json"],
      /package\.json cannot be used: The log has no test output/,
    ],
  ])("for %s", async (_what, args, message) => {
    const result = await assay(args);
    expect(result.stderr).toMatch(message);
    expect(result.stderr).toMatch(oneLine);
    expect(result).toMatchObject({ code: 1, stdout: "" });
  });
});

function assay(args: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<CliResult> {
  return runCli(args, settings);
}
