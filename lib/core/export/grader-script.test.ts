import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { grade } from "../grading/grade.ts";
import { policies } from "../grading/policies.ts";
import { parseLog } from "../test-log/parse-log.ts";
import { recordTestExitCode } from "./eval-script.ts";
import { type GraderParser, graderParsers, graderScript } from "./grader-script.ts";

const hasPython = spawnSync("python3", ["--version"]).status === 0;
const fixtures = join(import.meta.dirname, "../test-log/fixtures");
const gold = join(import.meta.dirname, "../../../../shared/data/logs/gold-harness");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "assay-grader-"));
  writeFileSync(join(folder, "grade.py"), graderScript);
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Lists {
  readonly FAIL_TO_PASS: readonly string[];
  readonly PASS_TO_PASS: readonly string[];
}

interface Job {
  readonly parser: GraderParser;
  readonly log: string;
  readonly lists: Lists;
}

/** One start of Python for all of them. */
const driver = `
import json, runpy, sys
for place in json.load(open("places.json")):
    sys.argv = ["grade.py", place + "/config.json", place + "/log.txt", place]
    try:
        runpy.run_path("grade.py", run_name="__main__")
    except SystemExit as ended:
        assert str(ended.code).startswith("Not graded: ")
`;

function gradeAll(jobs: readonly Job[]) {
  const places = jobs.map(({ parser, log, lists }) => {
    const place = mkdtempSync(join(folder, "job-"));
    writeFileSync(join(place, "config.json"), JSON.stringify({ parser, ...lists }));
    writeFileSync(join(place, "log.txt"), log);
    return place;
  });
  writeFileSync(join(folder, "places.json"), JSON.stringify(places));
  execFileSync("python3", ["-c", driver], { cwd: folder });
  return places.map((place) => {
    const report = JSON.parse(readFileSync(join(place, "report.json"), "utf8"));
    const reward = join(place, "reward.txt");
    return {
      reward: existsSync(reward) ? readFileSync(reward, "utf8").trim() : null,
      status: report.tests_status,
      refusal: report.not_graded,
    };
  });
}

/** A log as the evaluation script leaves one. */
function markedLog(output: string, exitCode: number | null = null): string {
  const code = exitCode === null ? "" : `>>>>> Test Exit Code: ${exitCode}\n`;
  return `+ : '>>>>> Start Test Output'\n${output}\n+ : '>>>>> End Test Output'\n${code}+ git checkout\n`;
}

/** Older harnesses wrote no marks. */
function withMarks(log: string): string {
  return log.includes(">>>>> Start Test Output") ? log : markedLog(log);
}

const cases = graderParsers.flatMap((parser) =>
  readdirSync(join(fixtures, parser))
    .filter((file) => file.endsWith(".log"))
    .map((file) => [parser, file] as const),
);

describe.skipIf(!hasPython)("the grader of exported folders (skipped without python3)", () => {
  it("reads the logs of every fixture as our parsers do, and grades them or not as we do", () => {
    const jobs = cases.map(([parser, file]) => {
      const log = withMarks(readFileSync(join(fixtures, parser, file), "utf8"));
      const parsed = parseLog(log, { parser });
      const names = [...parsed.tests.keys(), "no test of this name"];
      const verdict = grade({ policy: policies["swebench-5"], log: parsed, failToPass: names, passToPass: names });
      return { file, verdict, parser, log, lists: { FAIL_TO_PASS: names, PASS_TO_PASS: names } };
    });
    const graded = gradeAll(jobs);
    expect(jobs.filter(({ verdict }) => verdict.resolution !== "NOT_GRADED").length).toBeGreaterThan(10);
    for (const [index, { file, parser, verdict }] of jobs.entries()) {
      const { reward, status } = graded[index] ?? {};
      const isGraded = verdict.resolution !== "NOT_GRADED";
      expect(reward, `${parser} ${file}`).toBe(isGraded ? "0" : null);
      expect(status, `${parser} ${file}`).toEqual(
        isGraded ? { FAIL_TO_PASS: verdict.failToPass, PASS_TO_PASS: verdict.passToPass } : undefined,
      );
    }
  });

  it("gives a reward only where every test of both lists is as it has to be", () => {
    const log = markedLog("PASSED a.py::x\nFAILED a.py::y - assert\nSKIPPED a.py::z", 1);
    const lists: readonly (readonly [Partial<Lists>, string])[] = [
      [{ FAIL_TO_PASS: ["a.py::x"], PASS_TO_PASS: ["a.py::z"] }, "1"],
      [{ FAIL_TO_PASS: ["a.py::z"] }, "0"],
      [{ FAIL_TO_PASS: ["a.py::x"], PASS_TO_PASS: ["a.py::y"] }, "0"],
      [{ FAIL_TO_PASS: ["a.py::missing"] }, "0"],
    ];
    const none = { FAIL_TO_PASS: [], PASS_TO_PASS: [] };
    const jobs = lists.map(([part]) => ({ parser: "pytest" as const, log, lists: { ...none, ...part } }));
    expect(gradeAll(jobs).map(({ reward }) => reward)).toEqual(lists.map(([, reward]) => reward));
  });

  it("gives no reward, not even none, to a log that swebench 5 does not grade", () => {
    const passed = "PASSED a.py::x";
    const logs: readonly (readonly [string, string | undefined])[] = [
      [markedLog(passed), undefined],
      [markedLog(passed, 0), undefined],
      [markedLog("FAILED a.py::x", 1), undefined],
      [
        markedLog(`${passed}\n>>>>> Test Exit Code: 0`, 1),
        "the test command ended with exit code 1, but the log shows no failure",
      ],
      [markedLog(passed, 137), "the test command ended with exit code 137, but the log shows no failure"],
      [`+ : '>>>>> Start Test Output'\n${passed}\n`, "the log has no test output between the marks"],
      [`${passed}\n`, "the log has no test output between the marks"],
      [markedLog("nothing ran", 0), "the log has no test result"],
      [markedLog(`${passed}\n>>>>> Tests Timed Out`, 0), "the log says: Tests Timed Out"],
    ];
    const lists = { FAIL_TO_PASS: ["a.py::x"], PASS_TO_PASS: [] };
    const graded = gradeAll(logs.map(([log]) => ({ parser: "pytest", log, lists })));
    expect(graded.map(({ refusal }) => refusal)).toEqual(logs.map(([, refusal]) => refusal));
    expect(graded.map(({ reward }) => reward)).toEqual(["1", "1", "0", null, null, null, null, null, null]);
    for (const [log, refusal] of logs) {
      const parsed = parseLog(log, { parser: "pytest" });
      const { resolution } = grade({
        policy: policies["swebench-5"],
        log: parsed,
        failToPass: ["a.py::x"],
        passToPass: [],
      });
      expect(resolution === "NOT_GRADED").toBe(refusal !== undefined);
    }
  });

  it("is told the exit status of tests that say they passed and end as if not", () => {
    const script = recordTestExitCode(
      [
        "set -uxo pipefail",
        "cat <<'EOF'",
        ": '>>>>> End Test Output'",
        "EOF",
        ": '>>>>> Start Test Output'",
        "python3 -c 'import os; print(\"PASSED a.py::x\", flush=True); os._exit(3)'",
        ": '>>>>> End Test Output'",
        "true",
        "",
      ].join("\n"),
    );
    const { stdout } = spawnSync("bash", ["-c", `exec 2>&1\n${script}`], { encoding: "utf8" });
    const lists = { FAIL_TO_PASS: ["a.py::x"], PASS_TO_PASS: [] };
    expect(gradeAll([{ parser: "pytest", log: stdout.slice(stdout.indexOf("+ : ")), lists }])).toMatchObject([
      { reward: null, refusal: expect.stringContaining("exit code 3") },
    ]);
    expect(recordTestExitCode("pytest\n")).toBe("pytest\n");
  });

  it.skipIf(!existsSync(gold))("has the published verdicts of 63 gold runs (skipped without ../shared/data)", () => {
    const verdicts = JSON.parse(readFileSync(join(gold, "verdicts.json"), "utf8"));
    const names = readdirSync(join(gold, "logs"));
    const jobs = names.map((name) => {
      const log = withMarks(readFileSync(join(gold, "logs", name), "utf8"));
      const parser = graderParsers.find((id) => id === parseLog(log).parser);
      if (!parser) throw new Error(`${name} has another parser`);
      const all = (key: keyof Lists) => [...verdicts[name][key].success, ...verdicts[name][key].failure];
      return { parser, log, lists: { FAIL_TO_PASS: all("FAIL_TO_PASS"), PASS_TO_PASS: all("PASS_TO_PASS") } };
    });
    const graded = gradeAll(jobs);
    expect(graded).toHaveLength(63);
    for (const [index, name] of names.entries()) {
      for (const key of ["FAIL_TO_PASS", "PASS_TO_PASS"] as const) {
        const found = new Set(graded[index]?.status[key].success);
        expect(found, `${name} ${key}`).toEqual(new Set(verdicts[name][key].success));
      }
    }
  });
});
