import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { batchTasks, predictionSets, predictions, quarantinedTests, taskLabels, taskTexts } from "#lib/db/schema";
import { insertBatch, insertRun, type TaskFate } from "#lib/db/testing/run-rows";
import { sampleRecord } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importSamples } from "#lib/imports/testing/import-samples";
import { findTaskValidation } from "#lib/runs/task-validation";

const database = testDatabase();
const inFolder = temporaryFolder();
let taskId: number;
let otherId: number;

beforeEach(async () => {
  await database().connection.sql`truncate tasks, run_batches, prediction_sets cascade`;
  const path = inFolder(`${crypto.randomUUID()}.jsonl`);
  [taskId = 0, otherId = 0] = await importSamples(await database().ctxOf("curator"), path, [
    sampleRecord(1),
    sampleRecord(2),
  ]);
});

describe("findTaskValidation", () => {
  it("knows nothing of a task that was never run", async () => {
    await insertOn(otherId, "accepted", 1);
    expect(await find()).toEqual({
      batches: [],
      hasMoreBatches: false,
      newest: null,
      proof: null,
      timesProven: 0,
      derived: null,
      quarantined: [],
    });
  });

  it("lists its batches newest first, each with its own runs in the order of their kinds", async () => {
    const first = await insertOn(taskId, "stopped", 3);
    const second = await insertOn(taskId, "accepted", 2);
    await insertRun(database().connection.db, { batchId: second, taskId, kind: "empty", repeat: 2, state: "finished" });
    await insertRun(database().connection.db, { batchId: second, taskId: otherId, kind: "gold", repeat: 9 });
    const { batches } = await find();
    expect(batches.map(({ id }) => id)).toEqual([second, first]);
    expect(batches[0]).toMatchObject({ kind: "validation", state: "finished", outcome: "accepted", policy: "skywork" });
    expect(batches[0]?.runs.map(({ kind, repeat }) => `${kind} ${repeat}`)).toEqual(["empty 1", "empty 2", "gold 1"]);
    expect(batches[1]?.runs).toHaveLength(2);
  });

  it("takes the newest validation that ended for where the task stands, and the newest accepted one for its proof", async () => {
    const old = await insertOn(taskId, "accepted", 9);
    const proof = await insertOn(taskId, "accepted", 8);
    const stopped = await insertOn(taskId, "stopped", 7);
    await insertOn(taskId, "failed", 6);
    await insertOn(taskId, "cancelled", 5);
    await insertOn(taskId, "running", 4);
    await insertOn(taskId, "graded", 3, { kind: "evaluation" });
    const found = await find();
    expect(found.newest).toMatchObject({ id: stopped, stage: "B.3", failureClass: "tests" });
    expect(found.newest?.reason).toContain("No test fails without the gold patch");
    expect(found.proof?.id).toBe(proof);
    expect(found.proof?.runs.map(({ kind, resolution }) => [kind, resolution])).toEqual([
      ["empty", "NO"],
      ["gold", "FULL"],
    ]);
    expect(found.timesProven).toBe(2);
    expect(found.batches.at(-1)?.id).toBe(old);
  });

  it("finds stand and proof also where they are older than the batches it lists", async () => {
    const proof = await insertOn(taskId, "accepted", 100);
    for (let day = 0; day < 21; day++) await insertOn(taskId, "graded", day, { kind: "evaluation" });
    const { batches, hasMoreBatches, newest, proof: found } = await find();
    expect(batches).toHaveLength(20);
    expect(hasMoreBatches).toBe(true);
    expect([newest?.id, found?.id]).toEqual([proof, proof]);
    expect(found?.runs).toHaveLength(2);
  });

  it("names the model of an evaluation's runs", async () => {
    const { db } = database().connection;
    const batchId = await insertOn(taskId, "graded", 1, { kind: "evaluation" });
    const file = { dataset: "local", name: "night run", fileName: "p.jsonl", fileHash: "x", createdBy: "x" };
    const [set] = await db
      .insert(predictionSets)
      .values({ ...file, model: "some-model" })
      .returning();
    const prediction = { setId: set?.id ?? "", instanceId: "owner__name-1", taskId, patch: "" };
    const [row] = await db.insert(predictions).values(prediction).returning();
    await insertRun(db, { batchId, taskId, kind: "model", predictionId: row?.id ?? 0 });
    const { batches } = await find();
    expect(batches[0]?.runs.at(-1)).toMatchObject({ kind: "model", model: "some-model" });
  });

  it("gives the lists of the newest validation that derived any, and says whether they count and still hold", async () => {
    const { db } = database().connection;
    const [texts] = await db.select().from(taskTexts).where(eq(taskTexts.taskId, taskId));
    const contentHash = texts?.contentHash ?? "";
    const lists = { passToPass: ["b"], passToFail: [], failToFail: ["c"], flaky: ["d"] };
    const label = { taskId, policy: "live-3x" as const, contentHash, ...lists };
    const old = await insertOn(taskId, "accepted", 5);
    await db.insert(taskLabels).values({ ...label, batchId: old, failToPass: ["old"], createdAt: daysAgo(5) });
    const newer = await insertOn(taskId, "accepted", 4);
    await db.insert(taskLabels).values({ ...label, batchId: newer, failToPass: ["a"], createdAt: daysAgo(4) });
    await insertOn(taskId, "stopped", 3);
    expect((await find()).derived).toMatchObject({
      batchId: newer,
      policy: "live-3x",
      isAccepted: true,
      isOfThisContent: true,
      failToPass: ["a"],
      ...lists,
    });
    await db
      .update(taskTexts)
      .set({ contentHash: "0".repeat(64) })
      .where(eq(taskTexts.taskId, taskId));
    expect((await find()).derived?.isOfThisContent).toBe(false);
    await db.update(batchTasks).set({ outcome: "stopped" }).where(eq(batchTasks.batchId, newer));
    expect((await find()).derived?.isAccepted).toBe(false);
  });

  it("lists the quarantined tests of the task by name", async () => {
    const entry = { reason: "Flaky", createdBy: "somebody" };
    await database()
      .connection.db.insert(quarantinedTests)
      .values([
        { taskId, test: "b", ...entry },
        { taskId, test: "a", ...entry },
        { taskId: otherId, test: "c", ...entry },
      ]);
    expect((await find()).quarantined.map(({ test }) => test)).toEqual(["a", "b"]);
  });
});

async function find() {
  return findTaskValidation(await database().ctxOf("viewer"), taskId);
}

async function insertOn(id: number, fate: TaskFate, days: number, change: { kind?: "evaluation" } = {}) {
  return insertBatch(database().connection.db, new Map([[id, fate]]), { createdAt: daysAgo(days), ...change });
}

function daysAgo(days: number): Date {
  return new Date(Date.now() - days * 86_400_000);
}
