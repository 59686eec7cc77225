import { asc, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Resolution } from "#lib/core/grading/model";
import { formatAtif } from "#lib/core/trajectory/format-atif";
import type { TrajectoryVerdict } from "#lib/core/trajectory/list";
import { bash, buildTrajectory } from "#lib/core/trajectory/testing/build-trajectory";
import { predictionSets, predictions, runs, trajectories, workers } from "#lib/db/schema";
import { insertWorker } from "#lib/db/testing/run-rows";
import { sampleRecords, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { createBoss, prepareQueues } from "#lib/jobs/queue";
import { importEvaluated } from "#lib/predictions/testing/evaluated-set";
import { harnessInstance } from "#lib/predictions/testing/harness-folder";
import { claimTask } from "#lib/runner/claim-task";
import { finishTask } from "#lib/runner/finish-task";
import { loadSubject } from "#lib/runner/load-subject";
import { settleTrajectories } from "#lib/runner/settle-trajectories";
import { runOptionsSchema } from "#lib/runs/model";
import { regrade } from "#lib/runs/regrade";
import { areTrajectories, evaluateTrajectories } from "#lib/trajectories/evaluate";
import { importTasks, importTrajectories } from "#lib/trajectories/testing/import-trajectories";

const database = testDatabase({ asOwn: true });
const inFolder = temporaryFolder();
const options = runOptionsSchema.parse({});

beforeAll(async () => {
  const boss = await createBoss(database().url).start();
  await prepareQueues(boss);
  await boss.stop({ graceful: false });
});

describe("evaluating trajectories", () => {
  it("asks for runs of each model's final patches, with the empty and the unknown kept and not run", async () => {
    const ids = await imported("asked", [
      { task: 1, patch: patchOf(1) },
      { task: 2, patch: "" },
      { task: 9, patch: patchOf(9) },
      { task: 2, patch: patchOf(2), model: "other" },
      { task: 1, patch: null },
    ]);
    const evaluations = await evaluate(ids);
    expect(evaluations).toMatchObject([
      { set: { model: "mine", patches: 2, empty: 1, unknown: 1 }, batchId: expect.any(String) },
      { set: { model: "other", patches: 1, empty: 0, unknown: 0 }, batchId: expect.any(String) },
    ]);
    expect(await runPatches(evaluations[0]?.batchId)).toEqual([["owner__name-1", patchOf(1)]]);
    expect(await runPatches(evaluations[1]?.batchId)).toEqual([["owner__name-2", patchOf(2)]]);
  });

  it("keeps the same choice as the same set, and runs it again", async () => {
    const ids = await imported("again", [{ task: 1, patch: patchOf(1) }]);
    const [first] = await evaluate(ids);
    const [second] = await evaluate(ids);
    expect(second?.set).toEqual({ ...first?.set, isNew: false });
    expect(second?.batchId).not.toBe(first?.batchId);
    expect(await database().connection.db.$count(predictionSets, eq(predictionSets.dataset, "again"))).toBe(1);
  });

  it("runs nothing where every patch is empty, and refuses a choice without patches", async () => {
    const [empty, none] = await imported("nothing", [
      { task: 1, patch: "" },
      { task: 2, patch: null },
    ]);
    expect(await evaluate([empty ?? 0])).toMatchObject([{ batchId: null, set: { patches: 0, empty: 1 } }]);
    await expect(evaluate([none ?? 0])).rejects.toMatchObject({ code: "invalid" });
    await expect(evaluate([999_999])).rejects.toMatchObject({ code: "invalid" });
  });

  it("is for curators", async () => {
    const ids = await imported("forbidden", [{ task: 1, patch: patchOf(1) }]);
    const annotator = await database().ctxOf("annotator");
    await expect(evaluateTrajectories(annotator, areTrajectories(ids), options)).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("the verdict of a trajectory", () => {
  it("follows when a worker has graded its patch, for every trajectory that handed in the same", async () => {
    const ids = await imported("followed", [
      { task: 1, patch: patchOf(1) },
      { task: 1, patch: patchOf(1), model: "other" },
      { task: 1, patch: patchOf(7) },
      { task: 2, patch: patchOf(1) },
    ]);
    const [evaluation] = await evaluate(ids.slice(0, 1));
    const { db } = database().connection;
    const worker = await insertWorker(db);
    const [run] = await db
      .select({ taskId: runs.taskId })
      .from(runs)
      .where(eq(runs.batchId, evaluation?.batchId ?? ""));
    const claim = await claimTask(db, { batchId: evaluation?.batchId ?? "", taskId: run?.taskId ?? 0 }, worker);
    if (typeof claim !== "object") throw new Error("The task was there to be claimed");
    await endRuns(claim.batchId, "FULL");
    const { actor } = await database().ctxOf("admin");
    const end = { outcome: "graded", failureClass: null, reason: "All tests pass." } as const;
    await finishTask({ actor, db }, claim, await loadSubject(db, claim.taskId), "skywork", end);
    expect(await verdictsOf(ids)).toEqual(["resolved", "resolved", null, null]);
    await db.delete(workers);
  });

  it.each<[string, Resolution[], TrajectoryVerdict | null, TrajectoryVerdict | null]>([
    ["FULL each time resolves", ["FULL", "FULL"], null, "resolved"],
    ["the worst of the repeats counts", ["FULL", "PARTIAL"], "resolved", "unresolved"],
    ["NO does not resolve", ["NO", "NO"], "resolved", "unresolved"],
    ["what could not be graded says so where nothing else does", ["NOT_GRADED", "FULL"], null, "not_graded"],
    ["what could not be graded leaves what the source says", ["NOT_GRADED", "NOT_GRADED"], "resolved", "resolved"],
  ])("%s", async (name, resolutions, before, after) => {
    const ids = await imported(`settled-${name.length}`, [{ task: 1, patch: patchOf(1), verdict: before }]);
    const [evaluation] = await evaluate(ids, 2);
    const batchId = evaluation?.batchId ?? "";
    const { db } = database().connection;
    await settleTrajectories(db, { batchId });
    expect(await verdictsOf(ids)).toEqual([before]);
    for (const [index, resolution] of resolutions.entries()) await endRuns(batchId, resolution, index + 1);
    await settleTrajectories(db, { batchId });
    expect(await verdictsOf(ids)).toEqual([after]);
  });

  it("follows runs that a harness made, and their regrading", async () => {
    const ctx = await database().ctxOf("curator");
    const instances = [harnessInstance(1), harnessInstance(2, { fixed: "SKIPPED" })];
    const handedIn = instances.map(({ patch = "" }, index) => ({ task: index + 1, patch }));
    const ids = await imported("harness", handedIn);
    const { runs: made } = await importEvaluated(ctx, { root: inFolder("runs"), dataset: "harness", instances });
    expect(await verdictsOf(ids)).toEqual(["resolved", "unresolved"]);
    await regrade(ctx, { scope: { batchId: made.batchId }, policy: "swebench-4", isApplied: true });
    expect(await verdictsOf(ids)).toEqual(["resolved", "resolved"]);
  });

  it("stays that of the newest evaluation when an older one is settled again", async () => {
    const ids = await imported("newest", [{ task: 1, patch: patchOf(1) }]);
    const [older] = await evaluate(ids);
    const [newer] = await evaluate(ids);
    await endRuns(newer?.batchId ?? "", "FULL");
    await endRuns(older?.batchId ?? "", "NO");
    await settleTrajectories(database().connection.db, { batchId: older?.batchId ?? "" });
    expect(await verdictsOf(ids)).toEqual(["resolved"]);
  });
});

interface Built {
  readonly task: number;
  readonly patch: string | null;
  readonly model?: string;
  readonly verdict?: TrajectoryVerdict | null;
}

async function imported(dataset: string, built: readonly Built[]): Promise<number[]> {
  const ctx = await database().ctxOf("curator");
  await importTasks(ctx, dataset, await writeJsonLines(inFolder("tasks.jsonl"), sampleRecords(3)));
  const records = built.map(({ task, patch, model = "mine", verdict = null }, index) =>
    formatAtif(
      buildTrajectory([bash(`echo ${index}`)], {
        instanceId: `owner__name-${task}`,
        finalPatch: patch,
        isResolved: verdict === null ? null : verdict === "resolved",
        agent: { scaffold: "s", version: null, model, parameters: {}, toolDefinitions: [], extra: {} },
      }),
    ),
  );
  return importTrajectories(ctx, { dataset, path: await writeJsonLines(inFolder("some.jsonl"), records) });
}

async function evaluate(ids: readonly number[], repeats = 1) {
  return evaluateTrajectories(await database().ctxOf("curator"), areTrajectories(ids), { ...options, repeats });
}

async function runPatches(batchId: string | null | undefined) {
  const rows = await database()
    .connection.db.select({ instanceId: predictions.instanceId, patch: predictions.patch })
    .from(runs)
    .innerJoin(predictions, eq(predictions.id, runs.predictionId))
    .where(eq(runs.batchId, batchId ?? ""))
    .orderBy(asc(runs.id));
  return rows.map(({ instanceId, patch }) => [instanceId, patch]);
}

async function endRuns(batchId: string, resolution: Resolution, repeat = 1): Promise<void> {
  await database()
    .connection.db.update(runs)
    .set({ state: "finished", resolution, finishedAt: new Date() })
    .where(sql`batch_id = ${batchId} and repeat = ${repeat}`);
}

async function verdictsOf(ids: readonly number[]): Promise<(TrajectoryVerdict | null)[]> {
  const rows = await database()
    .connection.db.select({ verdict: trajectories.verdict })
    .from(trajectories)
    .where(areTrajectories(ids))
    .orderBy(asc(trajectories.id));
  return rows.map(({ verdict }) => verdict);
}

function patchOf(line: number): string {
  return `diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1,1 +1,1 @@\n-old\n+new ${line}\n`;
}
