import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ParsedLog } from "../test-log/model.ts";
import { parseLog } from "../test-log/parse-log.ts";
import { deriveTests } from "./derive-tests.ts";
import { grade } from "./grade.ts";
import { parseInstanceReports } from "./instance-report.ts";
import { type PolicyId, policies } from "./policies.ts";

const folder = join(import.meta.dirname, "../../../../shared/data/logs");

interface Published {
  readonly FAIL_TO_PASS: { readonly success: readonly string[]; readonly failure: readonly string[] };
  readonly PASS_TO_PASS: { readonly success: readonly string[]; readonly failure: readonly string[] };
}

describe.skipIf(!existsSync(folder))("published logs (skipped without ../shared/data)", () => {
  const gold = join(folder, "gold-harness");

  test.each<PolicyId>(["swebench-4", "swebench-5"])(
    "the 63 gold runs have their published verdicts, by %s",
    (policy) => {
      const verdicts: Record<string, Published> = readJson(join(gold, "verdicts.json"));
      const names = readdirSync(join(gold, "logs"));
      expect(names).toHaveLength(63);
      for (const name of names) {
        const published = verdicts[name];
        if (!published) throw new Error(`${name} has no verdict`);
        const log = parseLog(readText(join(gold, "logs", name)));
        expect(log).toMatchObject({ hasMarkers: true, readFrom: "section", badCodes: [] });
        const { failToPass, passToPass } = gradeAgain(log, published, policy);
        const differences = [
          ...differing(log, failToPass, published.FAIL_TO_PASS),
          ...differing(log, passToPass, published.PASS_TO_PASS),
        ];
        expect(differences, name).toEqual([]);
      }
    },
  );

  const smith = join(folder, "swe-smith-run_evaluation");

  test("SWE-smith's evaluations have their published reports", () => {
    const names = readdirSync(smith).filter((name) => name.includes("__"));
    expect(names).toHaveLength(4);
    for (const name of names) {
      const [read] = parseInstanceReports(readText(join(smith, name, "report.json"))).value;
      const status = read?.report.tests_status;
      if (!status) throw new Error(`${name} has no tests_status`);
      const log = parseLog(readText(join(smith, name, "test_output.txt")), {
        repo: `swesmith/${name.replace(/\.pr_.*/u, "")}`,
      });
      expect(log).toMatchObject({ parser: "pytest-verbose", hasMarkers: true });
      const verdict = gradeAgain(log, status, "swe-smith");
      expect({ FAIL_TO_PASS: verdict.failToPass, PASS_TO_PASS: verdict.passToPass }, name).toEqual({
        FAIL_TO_PASS: status.FAIL_TO_PASS,
        PASS_TO_PASS: status.PASS_TO_PASS,
      });
      expect(verdict.resolution === "FULL", name).toBe(read?.report.resolved);
    }
  });

  test("SWE-smith's validation derives its published lists", () => {
    const validation = join(folder, "swe-smith-run_validation");
    // There the run before is the one with the bug, whose log has the plain name.
    const before = parseLog(readText(join(validation, "test_output.txt")));
    const after = parseLog(readText(join(validation, "test_output_pre_gold.txt")));
    const derived = deriveTests({ policy: policies["swe-smith"], empty: [before.tests], gold: [after.tests] });
    const { failToPass, passToPass, failToFail, passToFail, flaky } = derived;
    expect({
      FAIL_TO_PASS: failToPass,
      PASS_TO_PASS: passToPass,
      FAIL_TO_FAIL: failToFail,
      PASS_TO_FAIL: passToFail,
    }).toEqual(readJson(join(validation, "report.json")));
    expect(flaky).toEqual([]);
  });
});

function gradeAgain(log: ParsedLog, { FAIL_TO_PASS, PASS_TO_PASS }: Published, policy: PolicyId) {
  return grade({
    policy: policies[policy],
    log,
    failToPass: [...FAIL_TO_PASS.success, ...FAIL_TO_PASS.failure],
    passToPass: [...PASS_TO_PASS.success, ...PASS_TO_PASS.failure],
  });
}

/** What differs, with the line of the log that decided it. */
function differing(log: ParsedLog, ours: Published["FAIL_TO_PASS"], theirs: Published["FAIL_TO_PASS"]): string[] {
  const lists = [
    [ours.success, theirs.success],
    [ours.failure, theirs.failure],
  ] as const;
  return lists.flatMap(([mine, published]) =>
    [...new Set([...mine, ...published])]
      .filter((name) => mine.includes(name) !== published.includes(name))
      .map(
        (name) =>
          `${name}: line ${log.tests.get(name)?.line ?? "none"} says ${log.tests.get(name)?.status ?? "nothing"}`,
      ),
  );
}

function readText(path: string): string {
  return readFileSync(path, "utf8");
}

function readJson<T>(path: string): T {
  return JSON.parse(readText(path));
}
