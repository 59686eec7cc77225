import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { sampleRecord } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importEvaluated } from "#lib/predictions/testing/evaluated-set";
import type { HarnessInstance } from "#lib/predictions/testing/harness-folder";
import { importRecords } from "#lib/predictions/testing/import-records";
import { listInstanceReports, reportEvaluation } from "#lib/runs/evaluation-report";

const folder = resolve("../shared/data/logs/gold-harness");
const database = testDatabase();
const inFolder = temporaryFolder();
const dataset = "gold-logs";

interface Split {
  readonly success: readonly string[];
  readonly failure: readonly string[];
}

type TestsStatus = Readonly<Record<"FAIL_TO_PASS" | "PASS_TO_PASS", Split>>;

describe.skipIf(!existsSync(folder))("63 published gold runs (skipped without ../shared/data)", () => {
  it("are taken in, graded as their harness did, and reported with the same tests", async () => {
    const ctx = await database().ctxOf("curator");
    const verdicts: Record<string, TestsStatus> = JSON.parse(await readFile(`${folder}/verdicts.json`, "utf8"));
    const named = Object.entries(verdicts).map(([name, tests]) => [name.replace(".gold.eval.log", ""), tests] as const);
    const records = named.map(([instanceId, { FAIL_TO_PASS, PASS_TO_PASS }], index) =>
      sampleRecord(index, {
        instance_id: instanceId,
        repo: instanceId.replace("__", "/").replace(/-\d+$/, ""),
        FAIL_TO_PASS: [...FAIL_TO_PASS.success, ...FAIL_TO_PASS.failure],
        PASS_TO_PASS: [...PASS_TO_PASS.success, ...PASS_TO_PASS.failure],
      }),
    );
    await importRecords(ctx, { dataset, path: inFolder("tasks.jsonl"), records });
    const instances = await Promise.all(named.map(readInstance));
    const { runs } = await importEvaluated(ctx, { root: inFolder("gold"), dataset, instances, policy: "swebench-4" });
    expect(runs).toMatchObject({ graded: 63, failed: 0, differences: [] });
    const resolved = named.filter(([, tests]) => isResolved(tests)).map(([instanceId]) => instanceId);
    const request = { batchId: runs.batchId, version: 4 } as const;
    expect((await reportEvaluation(ctx, request)).resolved_ids).toEqual(resolved.toSorted());
    const reports = (await Array.fromAsync(listInstanceReports(ctx, request))).flat();
    expect(reports).toHaveLength(63);
    for (const { instanceId, report } of reports) {
      expect(report[instanceId]?.tests_status).toMatchObject(verdicts[`${instanceId}.gold.eval.log`] ?? {});
    }
  });
});

async function readInstance([instanceId, tests_status]: readonly [string, TestsStatus]): Promise<HarnessInstance> {
  const report = {
    patch_is_None: false,
    patch_exists: true,
    patch_successfully_applied: true,
    resolved: isResolved(tests_status),
    tests_status,
  };
  return {
    instanceId,
    patch: "a patch\n",
    testOutput: await readFile(`${folder}/logs/${instanceId}.gold.eval.log`, "utf8"),
    report: { [instanceId]: report },
  };
}

function isResolved({ FAIL_TO_PASS, PASS_TO_PASS }: TestsStatus): boolean {
  return FAIL_TO_PASS.failure.length + PASS_TO_PASS.failure.length === 0;
}
