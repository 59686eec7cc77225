import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { parseInstanceReports } from "#lib/core/grading/instance-report";
import { parseRunReport } from "#lib/core/grading/run-report";
import { quarantinedTests, runBatches, runs, tasks } from "#lib/db/schema";
import { samplePatch, sampleRecords } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { readPredictionPath } from "#lib/predictions/read-path";
import { importEvaluated } from "#lib/predictions/testing/evaluated-set";
import { harnessInstance } from "#lib/predictions/testing/harness-folder";
import { importRecords } from "#lib/predictions/testing/import-records";
import { findInstanceReport, listInstanceReports, reportEvaluation } from "#lib/runs/evaluation-report";
import { writeReports } from "#lib/runs/write-report";

const database = testDatabase();
const inFolder = temporaryFolder();
const dataset = "reported";

beforeAll(async () => {
  const records = sampleRecords(7);
  await importRecords(await database().ctxOf("curator"), { dataset, path: inFolder("tasks.jsonl"), records });
});

describe("reportEvaluation", () => {
  it("is the summary of the harness, over the whole dataset", async () => {
    const { ctx, batchId } = await evaluated();
    const report = await reportEvaluation(ctx, { batchId, version: 4 });
    expect(report).toEqual({
      total_instances: 7,
      submitted_instances: 6,
      completed_instances: 2,
      resolved_instances: 1,
      unresolved_instances: 1,
      empty_patch_instances: 1,
      error_instances: 3,
      completed_ids: ["owner__name-1", "owner__name-2"],
      incomplete_ids: ["owner__name-7"],
      empty_patch_ids: ["owner__name-6"],
      submitted_ids: [1, 2, 3, 4, 5, 6].map((number) => `owner__name-${number}`),
      resolved_ids: ["owner__name-1"],
      unresolved_ids: ["owner__name-2"],
      error_ids: ["owner__name-3", "owner__name-4", "owner__name-5"],
      schema_version: 2,
    });
    expect(parseRunReport(JSON.stringify(report))).toMatchObject({ value: { version: 4 }, problems: [] });
  });

  it("has the keys of version 5 where that is asked for", async () => {
    const { ctx, batchId } = await evaluated();
    const report = await reportEvaluation(ctx, { batchId, version: 5 });
    expect(report).toMatchObject({ infra_failure_instances: 0, ambiguous_failure_ids: ["owner__name-4"] });
    expect(parseRunReport(JSON.stringify(report))).toMatchObject({ value: { version: 5 }, problems: [] });
  });

  it("takes the worst of the repeats, and leaves out what the evaluation left out", async () => {
    const { ctx, batchId } = await evaluated();
    const [first, second] = await ctx.db.select().from(runs).where(eq(runs.batchId, batchId)).orderBy(runs.taskId);
    if (!first || !second) throw new Error("There are no runs");
    const { id: _, ...again } = first;
    await ctx.db.insert(runs).values({ ...again, repeat: 2, resolution: "NO", failureClass: "tests" });
    await ctx.db.delete(runs).where(eq(runs.id, second.id));
    const report = await reportEvaluation(ctx, { batchId, version: 4 });
    expect(report).toMatchObject({ total_instances: 6, resolved_ids: [], unresolved_ids: ["owner__name-1"] });
    expect(report.submitted_ids).not.toContain("owner__name-2");
  });

  it("is refused for a validation, for one that is not over, and for none", async () => {
    const { ctx, batchId } = await evaluated();
    const request = { batchId, version: 5 } as const;
    await ctx.db.update(runBatches).set({ state: "running" }).where(eq(runBatches.id, batchId));
    await expect(reportEvaluation(ctx, request)).rejects.toMatchObject({ code: "conflict" });
    await ctx.db
      .update(runBatches)
      .set({ state: "finished", kind: "validation", predictionSetId: null })
      .where(eq(runBatches.id, batchId));
    await expect(reportEvaluation(ctx, request)).rejects.toMatchObject({ code: "invalid" });
    const unknown = { batchId: crypto.randomUUID(), version: 5 } as const;
    await expect(reportEvaluation(ctx, unknown)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("listInstanceReports", () => {
  it("gives each completed instance the report that the harness wrote", async () => {
    const { ctx, batchId } = await evaluated();
    const steps = await Array.fromAsync(listInstanceReports(ctx, { batchId, version: 5 }));
    expect(steps.flat().map(({ report }) => report)).toEqual([
      harnessInstance(1).report,
      harnessInstance(2, { fixed: "FAILED" }).report,
    ]);
  });

  it("names no tests where the task's lists are others by now", async () => {
    const { ctx, batchId } = await evaluated();
    const [task] = await ctx.db.select().from(tasks).where(eq(tasks.instanceId, "owner__name-1"));
    const test = "tests/test_module.py::test_other";
    await ctx.db.insert(quarantinedTests).values({ taskId: task?.id ?? 0, test, reason: "flaky", createdBy: "test" });
    try {
      const [first, second] = (await Array.fromAsync(listInstanceReports(ctx, { batchId, version: 4 }))).flat();
      expect(first?.report).toEqual({
        "owner__name-1": {
          patch_is_None: false,
          patch_exists: true,
          patch_successfully_applied: true,
          resolved: true,
        },
      });
      expect(second?.report["owner__name-2"]).toHaveProperty("tests_status");
    } finally {
      await ctx.db.delete(quarantinedTests);
    }
  });
});

describe("findInstanceReport", () => {
  it("reports one run, also one that was not graded", async () => {
    const { ctx, batchId } = await evaluated();
    const own = await ctx.db.select().from(runs).where(eq(runs.batchId, batchId)).orderBy(runs.taskId);
    expect(await findInstanceReport(ctx, { runId: own[0]?.id ?? 0, version: 5 })).toEqual(harnessInstance(1).report);
    expect(await findInstanceReport(ctx, { runId: own[2]?.id ?? 0, version: 4 })).toEqual({
      "owner__name-3": {
        patch_is_None: false,
        patch_exists: true,
        patch_successfully_applied: false,
        resolved: false,
      },
    });
    const failed = { runId: own[4]?.id ?? 0, version: 5 } as const;
    await expect(findInstanceReport(ctx, failed)).rejects.toMatchObject({ code: "conflict" });
    await expect(findInstanceReport(ctx, { runId: 999_999_999, version: 5 })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("writeReports", () => {
  it("leaves a folder that reads as the one it came from", async () => {
    const { ctx, batchId, path } = await evaluated();
    const folder = inFolder(`out-${batchId}`);
    const { summary, instances } = await writeReports(ctx, { batchId, version: 5 }, folder);
    expect(instances).toBe(2);
    expect(summary).toBe(join(folder, `vendor__model.${batchId}.json`));
    expect(parseRunReport(await readFile(summary, "utf8")).value?.report.resolved_ids).toEqual(["owner__name-1"]);
    const run = join(folder, "logs", "run_evaluation", batchId, "vendor__model");
    expect((await readdir(run)).toSorted()).toEqual(["owner__name-1", "owner__name-2"]);
    for (const name of ["test_output.txt", "patch.diff"]) {
      const original = await readFile(join(path, "vendor__model", "owner__name-2", name));
      expect(await readFile(join(run, "owner__name-2", name))).toEqual(original);
    }
    const report = parseInstanceReports(await readFile(join(run, "owner__name-2", "report.json"), "utf8"));
    expect(report).toMatchObject({ value: [{ instanceId: "owner__name-2", version: 5 }], problems: [] });
    const [source] = await readPredictionPath(folder);
    expect(source?.read.predictions.map(({ model }) => model)).toEqual(["vendor/model", "vendor/model"]);
  });
});

/** Resolved; failed; did not apply; no test output between the markers; no log at all; empty. */
async function evaluated() {
  const ctx = await database().ctxOf("curator");
  const patch = `${samplePatch("a.py", 1)}# ${crypto.randomUUID()}\n`;
  const instances = [
    { ...harnessInstance(1), patch },
    { ...harnessInstance(2, { fixed: "FAILED" }), patch },
    { instanceId: "owner__name-3", patch, runLog: ">>>>> Patch Apply Failed:\n" },
    { instanceId: "owner__name-4", patch, testOutput: "\n\nTimeout error: 1800 seconds exceeded." },
    { instanceId: "owner__name-5", patch, runLog: "nothing\n" },
    { instanceId: "owner__name-6", patch: "" },
  ];
  const { path, runs: imported } = await importEvaluated(ctx, { root: inFolder("runs"), dataset, instances });
  return { ctx, path, batchId: imported.batchId };
}
