import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { PolicyId } from "#lib/core/grading/policies";
import { batchTasks, quarantinedTests, runBatches, runs, runTests, tasks } from "#lib/db/schema";
import { samplePatch, sampleRecords } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importRuns } from "#lib/predictions/import-runs";
import { importPredictions } from "#lib/predictions/mutations";
import { readPredictionPath } from "#lib/predictions/read-path";
import { importEvaluated } from "#lib/predictions/testing/evaluated-set";
import { harnessInstance, harnessLog } from "#lib/predictions/testing/harness-folder";
import { importRecords } from "#lib/predictions/testing/import-records";
import { readRunLog } from "#lib/runs/log";

const database = testDatabase();
const inFolder = temporaryFolder();
const dataset = "harnessed";

beforeAll(async () => {
  const records = sampleRecords(12);
  await importRecords(await database().ctxOf("curator"), { dataset, path: inFolder("tasks.jsonl"), records });
});

describe("importRuns", () => {
  it("reads, grades and keeps what a harness left", async () => {
    const ctx = await database().ctxOf("curator");
    const instances = [
      harnessInstance(1),
      harnessInstance(2, { fixed: "FAILED" }),
      { ...harnessInstance(3), testOutput: "no markers at all\n" },
      { instanceId: "owner__name-4", patch: samplePatch("a.py", 4), runLog: ">>>>> Patch Apply Failed:\nerror: x\n" },
      {
        instanceId: "owner__name-5",
        patch: samplePatch("a.py", 5),
        runLog: "INFO - started\nERROR - no \0 container\n",
      },
      {
        instanceId: "owner__name-6",
        patch: samplePatch("a.py", 6),
        testOutput: "\n\nTimeout error: 1800 seconds exceeded.",
      },
      { instanceId: "owner__name-7", patch: "" },
      harnessInstance(77),
    ];
    const { set, runs: imported } = await importEvaluated(ctx, { root: inFolder("all"), dataset, instances });
    expect(set).toMatchObject({ model: "vendor/model", predictions: 8, empty: 1, unknownIds: ["owner__name-77"] });
    expect(imported).toMatchObject({ isNew: true, graded: 5, failed: 1 });
    const found = await ctx.db
      .select({
        instanceId: tasks.instanceId,
        state: runs.state,
        resolution: runs.resolution,
        failureClass: runs.failureClass,
        taskState: batchTasks.state,
        outcome: batchTasks.outcome,
      })
      .from(runs)
      .innerJoin(tasks, eq(tasks.id, runs.taskId))
      .innerJoin(batchTasks, eq(batchTasks.taskId, runs.taskId))
      .where(eq(runs.batchId, imported.batchId))
      .orderBy(tasks.instanceId);
    const graded = { state: "finished", taskState: "finished", outcome: "graded" };
    expect(found).toEqual([
      { instanceId: "owner__name-1", ...graded, resolution: "FULL", failureClass: null },
      { instanceId: "owner__name-2", ...graded, resolution: "NO", failureClass: "tests" },
      { instanceId: "owner__name-3", ...graded, resolution: "NOT_GRADED", failureClass: "setup" },
      { instanceId: "owner__name-4", ...graded, resolution: "NOT_GRADED", failureClass: "patch_did_not_apply" },
      {
        instanceId: "owner__name-5",
        state: "failed",
        taskState: "failed",
        outcome: null,
        resolution: null,
        failureClass: "infrastructure",
      },
      { instanceId: "owner__name-6", ...graded, resolution: "NOT_GRADED", failureClass: "timeout" },
    ]);
    const [batch] = await ctx.db.select().from(runBatches).where(eq(runBatches.id, imported.batchId));
    expect(batch).toMatchObject({ kind: "evaluation", state: "finished", taskCount: 6, predictionSetId: set.id });
  });

  it("keeps the log, every test, and what another policy needs", async () => {
    const ctx = await database().ctxOf("curator");
    const instance = harnessInstance(1, { fixed: "SKIPPED" });
    const { runs: imported } = await importEvaluated(ctx, { root: inFolder("kept"), dataset, instances: [instance] });
    const [run] = await ctx.db.select().from(runs).where(eq(runs.batchId, imported.batchId));
    expect(run).toMatchObject({
      driver: "harness",
      parser: "pytest",
      exitCode: 0,
      testCount: 2,
      failToPassStatuses: "S",
      passToPassStatuses: "P",
      otherPassed: 0,
      listsHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      logFacts: { hasMarkers: true, hasTests: true, hasFailure: false },
    });
    expect((await readRunLog(ctx, run?.id ?? 0))?.toString()).toBe(instance.testOutput);
    const [columns] = await ctx.db
      .select()
      .from(runTests)
      .where(eq(runTests.runId, run?.id ?? 0));
    expect(columns).toMatchObject({
      names: ["tests/test_module.py::test_1", "tests/test_module.py::test_other"],
      statuses: "SP",
      lines: [5, 6],
    });
  });

  it("says where its verdict is not the report's", async () => {
    const ctx = await database().ctxOf("curator");
    const moved = harnessInstance(3);
    const instances = [
      harnessInstance(1),
      harnessInstance(2, { isResolved: false }),
      { ...moved, report: harnessInstance(3, { other: "FAILED", isResolved: true }).report },
    ];
    const { runs: imported } = await importEvaluated(ctx, { root: inFolder("differs"), dataset, instances });
    const second = { instanceId: "owner__name-2", difference: "The harness's report says not resolved." };
    const third = {
      instanceId: "owner__name-3",
      difference: "The harness's report differs in 1 test of PASS_TO_PASS.",
    };
    expect(imported.differences).toEqual([second, third]);
    const reasons = await ctx.db
      .select({ reason: runs.reason })
      .from(runs)
      .where(eq(runs.batchId, imported.batchId))
      .orderBy(runs.taskId);
    const passed = "1 of 1 FAIL_TO_PASS tests succeed, 1 of 1 PASS_TO_PASS tests succeed.";
    expect(reasons.map(({ reason }) => reason)).toEqual([
      passed,
      `${passed} ${second.difference}`,
      `${passed} ${third.difference}`,
    ]);
  });

  it("grades by the policy asked for", async () => {
    const ctx = await database().ctxOf("curator");
    const importUnder = (policy: PolicyId, number: number) =>
      importEvaluated(ctx, {
        root: inFolder(policy),
        dataset,
        instances: [harnessInstance(number, { fixed: "SKIPPED" })],
        policy,
      });
    const of4 = await importUnder("swebench-4", 8);
    const of5 = await importUnder("swebench-5", 9);
    expect([await resolutionOf(of4.runs.batchId), await resolutionOf(of5.runs.batchId)]).toEqual(["FULL", "NO"]);
  });

  it("leaves quarantined tests out of the verdict", async () => {
    const ctx = await database().ctxOf("curator");
    const [task] = await ctx.db.select().from(tasks).where(eq(tasks.instanceId, "owner__name-12"));
    await ctx.db.insert(quarantinedTests).values({
      taskId: task?.id ?? 0,
      test: "tests/test_module.py::test_other",
      reason: "flaky",
      createdBy: "test",
    });
    const instances = [harnessInstance(12, { other: "FAILED" })];
    const { runs: imported } = await importEvaluated(ctx, { root: inFolder("flaky"), dataset, instances });
    expect(await resolutionOf(imported.batchId)).toBe("FULL");
  });

  it("takes the same folder for the same runs, also of two imports at once", async () => {
    const ctx = await database().ctxOf("curator");
    const first = await importEvaluated(ctx, { root: inFolder("again"), dataset, instances: [harnessInstance(1)] });
    const [source] = await readPredictionPath(first.path);
    const again = await importPredictions(ctx, { dataset, name: "", model: "", ...required(source).read });
    expect(again).toMatchObject([{ id: first.set.id, isNew: false }]);
    const request = { folder: required(required(source).folder), setId: first.set.id, policy: "swebench-5" } as const;
    const both = await Promise.all([importRuns(ctx, request), importRuns(ctx, request)]);
    expect(both).toMatchObject([
      { batchId: first.runs.batchId, isNew: false, policy: "swebench-5" },
      { batchId: first.runs.batchId, isNew: false },
    ]);
  });

  it("is refused to an annotator, for no set, and for runs of no task", async () => {
    const curator = await database().ctxOf("curator");
    const instances = [harnessInstance(1)];
    const { set, path } = await importEvaluated(curator, { root: inFolder("role"), dataset, instances });
    const [source] = await readPredictionPath(path);
    const request = { folder: required(required(source).folder), setId: set.id, policy: "skywork" } as const;
    const annotator = await database().ctxOf("annotator");
    await expect(importRuns(annotator, request)).rejects.toMatchObject({ code: "forbidden" });
    await expect(importRuns(curator, { ...request, setId: crypto.randomUUID() })).rejects.toMatchObject({
      code: "not_found",
    });
    const stranger = { root: inFolder("strange"), dataset, instances: [harnessInstance(500)] };
    await expect(importEvaluated(curator, stranger)).rejects.toMatchObject({ code: "invalid" });
  });

  it("keeps nothing when it breaks off", async () => {
    const ctx = await database().ctxOf("curator");
    const broken = { ...harnessInstance(1), testOutput: harnessLog(["PASSED tests/test_module.py::test_1"]) };
    const first = await importEvaluated(ctx, { root: inFolder("whole"), dataset, instances: [broken] });
    const [source] = await readPredictionPath(first.path);
    const { folder, read } = required(source);
    const [other] = await importPredictions(ctx, { dataset, name: "", model: "other", ...read });
    const before = await ctx.db.$count(runBatches);
    const [instance] = required(folder).instances;
    const unreadable = {
      ...required(instance),
      get testOutput(): never {
        throw new Error("The disk is gone");
      },
    };
    const trap = { ...required(folder), instances: [unreadable] };
    await expect(importRuns(ctx, { folder: trap, setId: other?.id ?? "", policy: "skywork" })).rejects.toThrow("disk");
    expect(await ctx.db.$count(runBatches)).toBe(before);
  });
});

async function resolutionOf(batchId: string) {
  const [run] = await database().connection.db.select().from(runs).where(eq(runs.batchId, batchId));
  return run?.resolution;
}

function required<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("Something that has to be there is not");
  return value;
}
