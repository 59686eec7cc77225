import { beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import { predictionSets, predictions } from "#lib/db/schema";
import { endBatchTask, insertBatch, insertRun, insertTests, insertWorker, storeLog } from "#lib/db/testing/run-rows";
import { samplePatch, sampleRecords, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";
import { batchDetail, runDetail, runItem } from "#lib/rest/run-schemas";
import { listBatchTasks } from "#lib/runs/batch-tasks";
import type { BatchTaskParams } from "#lib/runs/filters";
import { measureProgress } from "#lib/runs/progress";
import { findBatch, findRun, listBatches, listRuns, listWorkers, parseRunId } from "#lib/runs/queries";
import { listRunTests } from "#lib/runs/run-tests";

const database = testDatabase();
const inFolder = temporaryFolder();
let ctx: Ctx;
let ids: number[];
const all = { kind: null, state: null, cursor: null };
const anyRun = { batchId: null, taskId: null, state: null, kind: null, cursor: null };

beforeAll(async () => {
  ctx = await database().ctxOf("viewer");
  const path = await writeJsonLines(inFolder("tasks.jsonl"), sampleRecords(70));
  const importing = importPath(
    await database().ctxOf("curator"),
    path,
    importOptionsSchema.parse({ dataset: "d" }),
    {},
  );
  await Array.fromAsync(importing);
  const rows = await ctx.db.query.tasks.findMany({ columns: { id: true }, orderBy: (task, { asc }) => asc(task.id) });
  ids = rows.map(({ id }) => id);
});

describe("listBatches", () => {
  it("leads through all of them, the newest first, there and back, also where they were made at once", async () => {
    const createdAt = new Date("2026-01-01T00:00:00.123Z");
    const made: string[] = [];
    for (let number = 0; number < 7; number++) made.push(await insertBatch(ctx.db, new Map(), { createdAt }));
    const forward = await walk("nextCursor", null);
    expect(new Set(forward.seen)).toEqual(new Set(made));
    expect(forward.seen).toHaveLength(made.length);
    const last = await listBatches(ctx, { ...all, cursor: `next.${forward.seen[5]}` }, 3);
    expect(last.items.map(({ id }) => id)).toEqual([forward.seen[6]]);
    const backward = await walk("previousCursor", last.previousCursor);
    expect(backward.seen).toEqual([forward.seen.slice(3, 6), forward.seen.slice(0, 3)].flat());
  });

  it("filters by kind and state, and names the patches of an evaluation", async () => {
    const set = await insertPredictions();
    const graded = await insertBatch(ctx.db, new Map([[task(0), "graded"]]), {
      kind: "evaluation",
      predictionSetId: set.id,
    });
    await insertBatch(ctx.db, new Map([[task(0), "running"]]));
    const { items } = await listBatches(ctx, { ...all, kind: "evaluation" });
    expect(items).toMatchObject([{ id: graded, state: "finished", model: "some-model", predictionSet: "night run" }]);
    expect((await listBatches(ctx, { ...all, kind: "evaluation", state: "running" })).items).toEqual([]);
    expect(await findBatch(ctx, graded)).toEqual(items[0]);
    expect(await findBatch(ctx, "none")).toBeUndefined();
    expect(await findBatch(ctx, crypto.randomUUID())).toBeUndefined();
  });

  async function walk(way: "nextCursor" | "previousCursor", from: string | null) {
    const seen: string[] = [];
    let cursor = from;
    do {
      const page = await listBatches(ctx, { ...all, cursor }, 3);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page[way];
    } while (cursor);
    return { seen };
  }
});

describe("measureProgress", () => {
  it("counts tasks by state, outcome, class and stage, and tells rate and time left", async () => {
    const fates = ["accepted", "accepted", "stopped", "failed", "cancelled", "running", "queued", "queued"] as const;
    const batchId = await insertBatch(ctx.db, new Map(fates.map((fate, index) => [task(index), fate])));
    const progress = (await measureProgress(ctx, [batchId])).get(batchId);
    expect(progress).toMatchObject({
      state: "running",
      finishedAt: null,
      states: { queued: 2, running: 1, finished: 3, failed: 1, cancelled: 1 },
      outcomes: { accepted: 2, stopped: 1, graded: 0 },
      failures: [
        { failureClass: "infrastructure", count: 1 },
        { failureClass: "tests", count: 1 },
      ],
      stages: [
        { stage: "B.3", count: 1 },
        { stage: "C.1", count: 2 },
      ],
    });
    // Four ended in the 90 s since the start, three are left.
    expect(progress?.perMinute).toBeCloseTo(4 / 1.5, 0);
    expect(progress?.secondsLeft).toBeGreaterThan(60);
    expect(progress?.secondsLeft).toBeLessThan(75);
  });

  it("tells neither rate nor time left of a batch that has not begun, and no time left of one that ended", async () => {
    const waiting = await insertBatch(ctx.db, new Map([[task(0), "queued"]]));
    const ended = await insertBatch(ctx.db, new Map([[task(0), "accepted"]]));
    const progress = await measureProgress(ctx, [waiting, ended]);
    expect(progress.get(waiting)).toMatchObject({ state: "queued", perMinute: 0, secondsLeft: null });
    expect(progress.get(ended)).toMatchObject({ state: "finished", finishedAt: expect.any(Date), secondsLeft: null });
    const empty = await insertBatch(ctx.db, new Map());
    expect((await measureProgress(ctx, [empty])).get(empty)).toMatchObject({
      state: "finished",
      states: { queued: 0, running: 0, finished: 0, failed: 0, cancelled: 0 },
      stages: [],
      secondsLeft: null,
    });
    expect(await measureProgress(ctx, [])).toEqual(new Map());
  });
});

describe("listBatchTasks", () => {
  const none: BatchTaskParams = {
    state: null,
    outcome: null,
    stage: null,
    failureClass: null,
    reason: null,
    cursor: null,
  };

  it("gives pages of 50 in the order of the tasks, there and back", async () => {
    const batchId = await insertBatch(ctx.db, new Map(ids.map((id) => [id, "queued"])));
    const first = await listBatchTasks(ctx, batchId, none);
    expect(first).toMatchObject({ previousCursor: null, nextCursor: `next.${task(49)}` });
    expect(first.items.map(({ taskId }) => taskId)).toEqual(ids.slice(0, 50));
    const second = await listBatchTasks(ctx, batchId, { ...none, cursor: first.nextCursor });
    expect(second.items.map(({ taskId }) => taskId)).toEqual(ids.slice(50));
    expect(second.nextCursor).toBeNull();
    expect(await listBatchTasks(ctx, batchId, { ...none, cursor: second.previousCursor })).toEqual(first);
    expect(await listBatchTasks(ctx, batchId, { ...none, cursor: "next.1; drop" })).toEqual(first);
  });

  it("gives each task's runs and filters by every column", async () => {
    const fates = ["accepted", "stopped", "failed", "running"] as const;
    const batchId = await insertBatch(ctx.db, new Map(fates.map((fate, index) => [task(index), fate])));
    const found = async (params: Partial<BatchTaskParams>) =>
      (await listBatchTasks(ctx, batchId, { ...none, ...params })).items.map(({ taskId }) => ids.indexOf(taskId));
    expect(await found({})).toEqual([0, 1, 2, 3]);
    expect(await found({ state: "finished" })).toEqual([0, 1]);
    expect(await found({ outcome: "stopped" })).toEqual([1]);
    expect(await found({ stage: "C.1" })).toEqual([0]);
    expect(await found({ failureClass: "infrastructure" })).toEqual([2]);
    expect(await found({ reason: "DOCKER engine" })).toEqual([2]);
    expect(await found({ reason: "%" })).toEqual([]);
    expect(await found({ state: "finished", failureClass: "infrastructure" })).toEqual([]);
    const [accepted] = (await listBatchTasks(ctx, batchId, none)).items;
    expect(accepted?.runs).toMatchObject([
      { kind: "empty", repeat: 1, state: "finished", resolution: "NO" },
      { kind: "gold", repeat: 1, state: "finished", resolution: "FULL" },
    ]);
  });
});

describe("listRuns and findRun", () => {
  it("lists by batch, task, state and kind, the newest first", async () => {
    const batchId = await insertBatch(
      ctx.db,
      new Map([
        [task(0), "running"],
        [task(1), "accepted"],
      ]),
    );
    const { items } = await listRuns(ctx, { ...anyRun, batchId });
    expect(items.map(({ id }) => id)).toEqual(items.map(({ id }) => id).toSorted((a, b) => b - a));
    expect(items).toHaveLength(4);
    const { items: gold } = await listRuns(ctx, { ...anyRun, batchId, kind: "gold" });
    expect(gold.map(({ taskId, state }) => [taskId, state])).toEqual([
      [task(1), "finished"],
      [task(0), "running"],
    ]);
    expect((await listRuns(ctx, { ...anyRun, batchId, taskId: task(0), state: "running" })).items).toHaveLength(1);
    const first = await listRuns(ctx, { ...anyRun, batchId }, 3);
    const second = await listRuns(ctx, { ...anyRun, batchId, cursor: first.nextCursor }, 3);
    expect([...first.items, ...second.items]).toEqual(items);
    expect(await listRuns(ctx, { ...anyRun, batchId, cursor: second.previousCursor }, 3)).toEqual(first);
  });

  it("finds a run with its patch, its log's size and its tests", async () => {
    const batchId = await insertBatch(ctx.db, new Map([[task(4), "running"]]));
    const { items } = await listRuns(ctx, { ...anyRun, batchId });
    const gold = items.find(({ kind }) => kind === "gold")?.id ?? 0;
    expect(await findRun(ctx, gold)).toMatchObject({ log: null, steps: [], patch: samplePatch("src/module.py", 5) });
    expect(await listRunTests(ctx, gold)).toEqual([]);
    await storeLog(ctx.db, gold, "one\ntwo\n", { isTruncated: true });
    await endBatchTask(ctx.db, batchId, task(4), "accepted");
    await insertTests(ctx.db, gold, [
      { name: "test_one", letter: "P", seconds: 0.5, line: 1 },
      { name: "test_two", letter: "E", seconds: 1, line: 2 },
      { name: "test_three", letter: "?", seconds: 1, line: 0 },
    ]);
    expect(await findRun(ctx, gold)).toMatchObject({
      kind: "gold",
      resolution: "FULL",
      policy: "skywork",
      log: { sizeBytes: 8, isTruncated: true },
    });
    expect(await listRunTests(ctx, gold)).toEqual([
      { name: "test_one", status: "PASSED", seconds: 0.5, line: 1 },
      { name: "test_two", status: "ERROR", seconds: 1, line: 2 },
      { name: "test_three", status: "MISSING", seconds: 1, line: null },
    ]);
    const empty = items.find(({ kind }) => kind === "empty")?.id ?? 0;
    expect(await findRun(ctx, empty)).toMatchObject({ patch: "" });
  });

  it("finds a model's patch with its run", async () => {
    const set = await insertPredictions();
    const batchId = await insertBatch(ctx.db, new Map(), { kind: "evaluation", predictionSetId: set.id });
    const id = await insertRun(ctx.db, { batchId, taskId: task(0), kind: "model", predictionId: set.predictionId });
    expect(await findRun(ctx, id)).toMatchObject({ patch: "a model's patch", model: "some-model", state: "queued" });
  });

  it("gives what the description of the REST API says", async () => {
    const batchId = await insertBatch(ctx.db, new Map([[task(0), "accepted"]]));
    const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
    const progress = (await measureProgress(ctx, [batchId])).get(batchId);
    const batch = { ...(await findBatch(ctx, batchId)), progress };
    expect(() => batchDetail.strict().parse(asSent(batch))).not.toThrow();
    const { items: found } = await listRuns(ctx, { ...anyRun, batchId });
    await storeLog(ctx.db, found[0]?.id ?? 0, "log");
    await insertTests(ctx.db, found[0]?.id ?? 0, [{ name: "test_one", letter: "P", seconds: 0.5, line: 1 }]);
    const run = { ...(await findRun(ctx, found[0]?.id ?? 0)), tests: await listRunTests(ctx, found[0]?.id ?? 0) };
    expect(() => runDetail.strict().parse(asSent(run))).not.toThrow();
    expect(() => runItem.strict().parse(asSent(found[1]))).not.toThrow();
  });

  it("finds nothing for what is no number of a run", async () => {
    expect(await findRun(ctx, parseRunId("999999999"))).toBeUndefined();
    for (const text of ["", "0", "-1", "1e3", "1.5", "x", "99999999999999999999"]) {
      expect(parseRunId(text)).toBeNaN();
      expect(await findRun(ctx, parseRunId(text))).toBeUndefined();
    }
  });
});

describe("listWorkers", () => {
  it("gives the living first, then the silent, and forgets those of an hour ago", async () => {
    await insertWorker(ctx.db, { host: "silent", silentSeconds: 120 });
    await insertWorker(ctx.db, { host: "gone", silentSeconds: 3_700 });
    await insertWorker(ctx.db, { host: "zeta" });
    await insertWorker(ctx.db, { host: "alpha" });
    const workers = await listWorkers(ctx);
    expect(workers.map(({ host, isAlive }) => [host, isAlive])).toEqual([
      ["alpha", true],
      ["zeta", true],
      ["silent", false],
    ]);
  });
});

function task(index: number): number {
  const id = ids[index];
  if (id === undefined) throw new Error(`There is no task ${index}`);
  return id;
}

let sets = 0;

async function insertPredictions(): Promise<{ id: string; predictionId: number }> {
  const name = "night run";
  const values = { dataset: "d", name, model: "some-model", fileName: "p", fileHash: String(sets++), createdBy: "x" };
  const [set] = await ctx.db.insert(predictionSets).values(values).returning();
  const [prediction] = await ctx.db
    .insert(predictions)
    .values({ setId: set?.id ?? "", instanceId: "owner__name-1", taskId: task(0), patch: "a model's patch" })
    .returning();
  return { id: set?.id ?? "", predictionId: prediction?.id ?? 0 };
}
