import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import { commandStep, sampleTrajectory } from "#lib/core/trajectory/testing/sample-steps";
import { predictionSets, predictions, trajectories, trajectoryRecords } from "#lib/db/schema";
import { insertBatch, insertRun } from "#lib/db/testing/run-rows";
import { samplePatch, sampleRecords, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { insertTrajectory } from "#lib/db/testing/trajectory-rows";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";
import { listAttempts, mostAttempts } from "#lib/trajectories/attempts";
import { findTrajectory } from "#lib/trajectories/detail";
import { findPatchRun } from "#lib/trajectories/patch-run";
import { parseRowId } from "#lib/trajectories/row-id";

const database = testDatabase();
const inFolder = temporaryFolder();
let ctx: Ctx;
let taskId: number;
const steps = [commandStep(1, "ls", "a"), commandStep(2, "pytest", "1 passed")];

beforeAll(async () => {
  ctx = await database().ctxOf("viewer");
  const path = await writeJsonLines(inFolder("tasks.jsonl"), sampleRecords(2));
  const curator = await database().ctxOf("curator");
  await Array.fromAsync(importPath(curator, path, importOptionsSchema.parse({ dataset: "d" }), {}));
  const task = await ctx.db.query.tasks.findFirst({ where: (row, { eq }) => eq(row.instanceId, "owner__name-1") });
  taskId = task?.id ?? 0;
});

describe("findTrajectory", () => {
  it("gives all but the steps: the row, what the head says, the outline, the gold patch, where it came from", async () => {
    const trajectory = sampleTrajectory(steps, { notes: "by night", finalPatch: samplePatch("src/module.py", 9) });
    const id = await insertTrajectory(ctx.db, trajectory, { taskId, verdict: "resolved", flags: ["loop"], attempt: 3 });
    expect(await findTrajectory(ctx, id)).toMatchObject({
      id,
      dataset: "d",
      instanceId: "owner__name-1",
      taskId,
      attempt: 3,
      format: "atif",
      formatVersion: "ATIF-v1.7",
      scaffold: "harbor",
      scaffoldVersion: "1.0",
      model: "some-model",
      verdict: "resolved",
      flags: ["loop"],
      steps: 2,
      turns: 2,
      notes: "by night",
      outline: [{ number: 1, title: "ls" }, { number: 2 }],
      problems: [],
      finalPatch: samplePatch("src/module.py", 9),
      goldPatch: samplePatch("src/module.py", 1),
      subagents: [],
      parentId: null,
      source: { fileName: "trajectory.json", sizeBytes: expect.any(Number) },
    });
  });

  it("knows the sub-agents by the names that steps call them by, and they their parent", async () => {
    const subagent = sampleTrajectory([commandStep(1, "rm", "")], { trajectoryId: "child", sessionId: "s\u0000" });
    const id = await insertTrajectory(ctx.db, sampleTrajectory(steps, { subagents: [subagent], notes: "parent" }));
    const found = await findTrajectory(ctx, id);
    expect(found).toMatchObject({
      goldPatch: null,
      subagents: [{ trajectoryId: "child", sessionId: "s\u0000", steps: 1 }],
    });
    expect(await findTrajectory(ctx, found?.subagents[0]?.id ?? 0)).toMatchObject({ parentId: id, steps: 1 });
  });

  it("knows the sub-agents whose files lay beside its own, where a step names one", async () => {
    const handed = { kind: "subagent" as const, number: 1, timestamp: null, isCopiedContext: false, extra: {} };
    const id = await insertTrajectory(ctx.db, sampleTrajectory([{ ...handed, content: [], results: [] }]));
    const other = await insertTrajectory(ctx.db, sampleTrajectory(steps, { sessionId: "beside" }));
    const [own, its] = await Promise.all([recordOf(id), recordOf(other)]);
    const place = { importId: own.importId };
    await ctx.db
      .update(trajectoryRecords)
      .set({ ...place, fileName: "run/a.json" })
      .where(eq(trajectoryRecords.id, own.id));
    await ctx.db
      .update(trajectoryRecords)
      .set({ ...place, fileName: "run/b.json" })
      .where(eq(trajectoryRecords.id, its.id));
    expect((await findTrajectory(ctx, id))?.subagents).toMatchObject([
      { id: other, sessionId: "beside", fileName: "run/b.json" },
    ]);
    expect((await findTrajectory(ctx, other))?.subagents).toEqual([]);
  });

  it("finds nothing for a number that is none, or none of ours", async () => {
    for (const id of ["0", "1e3", "abc", "", "-1", "9999999999"]) {
      expect(await findTrajectory(ctx, parseRowId(id))).toBeUndefined();
    }
    expect(await findTrajectory(ctx, 999_999_999)).toBeUndefined();
  });
});

describe("listAttempts", () => {
  it("lists what was tried on the same task by model and attempt, without sub-agents", async () => {
    const place = { dataset: "e", instanceId: "same" };
    const made: number[] = [];
    for (const [model, attempt] of [
      ["b", 1],
      ["a", 2],
      ["a", 1],
    ] as const) {
      const trajectory = sampleTrajectory(steps, { subagents: [sampleTrajectory([], { instanceId: "same" })] });
      made.push(await insertTrajectory(ctx.db, trajectory, { ...place, model, attempt }));
    }
    await insertTrajectory(ctx.db, sampleTrajectory(steps), { dataset: "e", instanceId: "other" });
    const attempts = await listAttempts(ctx, place);
    expect(attempts.map(({ id }) => id)).toEqual([made[2], made[1], made[0]]);
    expect(attempts[0]).toMatchObject({ model: "a", attempt: 1, turns: 2, verdict: null });
    expect(await listAttempts(ctx, { dataset: "e", instanceId: "none" })).toEqual([]);
    expect(mostAttempts).toBeGreaterThan(100);
  });
});

describe("findPatchRun", () => {
  it("finds the newest run that ended of the same patch on the same task", async () => {
    const [set] = await ctx.db
      .insert(predictionSets)
      .values({ dataset: "d", name: "n", model: "m", fileName: "f", fileHash: "h", createdBy: "c" })
      .returning();
    const setId = set?.id ?? "";
    const patch = samplePatch("src/module.py", 5);
    const [mine] = await ctx.db
      .insert(predictions)
      .values([
        { setId, instanceId: "owner__name-1", taskId, patch },
        { setId, instanceId: "owner__name-2", taskId, patch: `${patch} ` },
      ])
      .returning();
    const predictionId = mine?.id ?? 0;
    const batchId = await insertBatch(ctx.db, new Map(), { kind: "evaluation", predictionSetId: setId });
    const run = { batchId, taskId, kind: "model" as const, predictionId };
    await insertRun(ctx.db, { ...run, repeat: 1, state: "finished", resolution: "NO" });
    const newest = await insertRun(ctx.db, {
      ...run,
      repeat: 2,
      state: "finished",
      resolution: "FULL",
      failToPassStatuses: "P",
    });
    await insertRun(ctx.db, { ...run, repeat: 3, state: "running" });
    expect(await findPatchRun(ctx, { taskId, finalPatch: patch })).toEqual({
      id: newest,
      resolution: "FULL",
      failToPassStatuses: "P",
      passToPassStatuses: null,
    });
    expect(await findPatchRun(ctx, { taskId, finalPatch: `${patch}x` })).toBeUndefined();
    expect(await findPatchRun(ctx, { taskId: null, finalPatch: patch })).toBeUndefined();
    expect(await findPatchRun(ctx, { taskId, finalPatch: "" })).toBeUndefined();
  });
});

async function recordOf(id: number): Promise<{ readonly id: number; readonly importId: string }> {
  const [record] = await ctx.db
    .select({ id: trajectoryRecords.id, importId: trajectoryRecords.importId })
    .from(trajectoryRecords)
    .innerJoin(trajectories, eq(trajectories.recordId, trajectoryRecords.id))
    .where(eq(trajectories.id, id));
  if (!record) throw new Error(`Trajectory ${id} has no record`);
  return record;
}
