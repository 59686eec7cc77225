import { beforeEach, describe, expect, it } from "vitest";
import { predictionSets, predictions } from "#lib/db/schema";
import { insertBatch, insertRun, insertTests } from "#lib/db/testing/run-rows";
import { sampleRecord } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importSamples } from "#lib/imports/testing/import-samples";
import { findTaskMatrix } from "#lib/runs/task-matrix";

const database = testDatabase();
const inFolder = temporaryFolder();
const noLists = { failToPass: [], passToPass: [], passToFail: [], failToFail: [], flaky: [], quarantined: [] };
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

describe("findTaskMatrix", () => {
  it("has no column for a task that was never run", async () => {
    expect(await find()).toEqual({ runs: [], matrix: { tests: [], columns: [] }, hasMoreModels: false });
  });

  it("has the runs of the newest validation that any run of has ended, the empty ones first", async () => {
    const old = await batch(3);
    await run(old, "gold", 1, "P");
    const newest = await batch(2);
    const gold = await run(newest, "gold", 1, "P");
    const empty2 = await run(newest, "empty", 2, "E");
    const empty1 = await run(newest, "empty", 1, "F");
    await insertRun(database().connection.db, { batchId: newest, taskId, kind: "gold", repeat: 2, state: "running" });
    await run(newest, "gold", 3, "F", otherId);
    const waiting = await batch(1);
    await insertRun(database().connection.db, { batchId: waiting, taskId, kind: "empty", state: "queued" });

    const { runs, matrix } = await find();
    expect(runs.map(({ id }) => id)).toEqual([empty1, empty2, gold]);
    expect(runs[0]).toEqual({ id: empty1, kind: "empty", repeat: 1, model: null, resolution: null });
    expect(matrix).toEqual({
      tests: [{ name: "a", label: null, notes: [] }],
      columns: [
        { statuses: "F", lines: [7] },
        { statuses: "E", lines: [7] },
        { statuses: "P", lines: [7] },
      ],
    });
  });

  it("has the newest run of each model's patch behind them", async () => {
    const validation = await batch(5);
    const gold = await run(validation, "gold", 1, "P");
    const [one, two] = [await prediction("one"), await prediction("two")];
    const evaluation = await batch(2, "evaluation");
    const again = await batch(1, "evaluation");
    await modelRun(evaluation, one, "F");
    const newTwo = await modelRun(evaluation, two, "E");
    const newOne = await modelRun(again, one, "P");
    await insertRun(database().connection.db, {
      batchId: again,
      taskId,
      kind: "model",
      predictionId: two,
      state: "failed",
    });
    const { runs, matrix } = await find();
    expect(runs.map(({ id, model }) => [id, model])).toEqual([
      [gold, null],
      [newOne, "one"],
      [newTwo, "two"],
    ]);
    expect(matrix.columns.map(({ statuses }) => statuses)).toEqual(["P", "P", "E"]);
  });

  it("keeps a column for a run that read no test, and rows for the tests of the lists", async () => {
    const validation = await batch(1);
    const { db } = database().connection;
    await insertRun(db, { batchId: validation, taskId, kind: "empty", state: "finished", resolution: "NOT_GRADED" });
    const ctx = await database().ctxOf("viewer");
    const { runs, matrix } = await findTaskMatrix(ctx, taskId, { ...noLists, failToPass: ["a"] });
    expect(runs).toMatchObject([{ kind: "empty", resolution: "NOT_GRADED" }]);
    expect(matrix).toEqual({
      tests: [{ name: "a", label: "F2P", notes: [] }],
      columns: [{ statuses: "-", lines: [0] }],
    });
  });

  it("shows the newest thirty models and says that there are more", async () => {
    const evaluation = await batch(1, "evaluation");
    for (let number = 0; number < 31; number++) await modelRun(evaluation, await prediction(`model ${number}`), "P");
    const { runs, hasMoreModels } = await find();
    expect(runs.map(({ model }) => model)).toEqual(Array.from({ length: 30 }, (_, index) => `model ${30 - index}`));
    expect(hasMoreModels).toBe(true);
  });
});

async function find() {
  return findTaskMatrix(await database().ctxOf("viewer"), taskId, noLists);
}

async function batch(days: number, kind: "validation" | "evaluation" = "validation") {
  const createdAt = new Date(Date.now() - days * 86_400_000);
  return insertBatch(database().connection.db, new Map(), { kind, createdAt });
}

/** A run that ended with one test, on line 7 of its log. */
async function run(batchId: string, kind: "empty" | "gold", repeat: number, letter: string, id = taskId) {
  const { db } = database().connection;
  const runId = await insertRun(db, { batchId, taskId: id, kind, repeat, state: "finished" });
  await insertTests(db, runId, [{ name: "a", letter, seconds: 0, line: 7 }]);
  return runId;
}

async function modelRun(batchId: string, predictionId: number, letter: string) {
  const { db } = database().connection;
  const runId = await insertRun(db, { batchId, taskId, kind: "model", predictionId, state: "finished" });
  await insertTests(db, runId, [{ name: "a", letter, seconds: 0, line: 7 }]);
  return runId;
}

async function prediction(model: string): Promise<number> {
  const { db } = database().connection;
  const file = { dataset: "local", name: model, fileName: "p.jsonl", fileHash: model, createdBy: "x" };
  const [set] = await db
    .insert(predictionSets)
    .values({ ...file, model })
    .returning();
  const row = { setId: set?.id ?? "", instanceId: "owner__name-1", taskId, patch: "" };
  const [made] = await db.insert(predictions).values(row).returning();
  return made?.id ?? 0;
}
