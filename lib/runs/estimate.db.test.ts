import { beforeEach, describe, expect, it } from "vitest";
import { defaultEnvironment } from "#lib/core/environment/defaults";
import { environmentRules, environments, sandboxImages, workers } from "#lib/db/schema";
import { insertBatch, insertRun, insertWorker } from "#lib/db/testing/run-rows";
import { sampleRecord } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importSamples } from "#lib/imports/testing/import-samples";
import { estimateValidation } from "#lib/runs/estimate";
import { runOptionsSchema } from "#lib/runs/model";
import { readTaskChoice } from "#lib/runs/validation-request";

const database = testDatabase();
const inFolder = temporaryFolder();
const options = runOptionsSchema.parse({});
const all = { ids: null, query: "" };
const [hashA, hashB, hashC] = ["a".repeat(64), "b".repeat(64), "c".repeat(64)] as const;
/** Two tasks of `one/repo` in versions 1.0 and 2.0, one of `two/repo`; all of them Python. */
let ids: readonly [number, number, number];

beforeEach(async () => {
  const { sql } = database().connection;
  await sql`truncate tasks, run_batches, environments, sandbox_images, workers cascade`;
  const records = [
    sampleRecord(1, { repo: "one/repo", version: "1.0" }),
    sampleRecord(2, { repo: "one/repo", version: "2.0" }),
    sampleRecord(3, { repo: "two/repo", version: "1.0" }),
  ];
  const [a = 0, b = 0, c = 0] = await importSamples(
    await database().ctxOf("curator"),
    inFolder(`${crypto.randomUUID()}.jsonl`),
    records,
  );
  ids = [a, b, c];
});

describe("the runs of an estimate", () => {
  it("are two for each repeat of each task chosen, by filter or by hand", async () => {
    expect(await estimate(all, { repeats: 3 })).toMatchObject({ tasks: 3, runs: 18 });
    expect(await estimate({ ids: null, query: "repo=one/repo" })).toMatchObject({ tasks: 2, runs: 4 });
    expect(await estimate({ ids: [ids[2]], query: "repo=one/repo" })).toMatchObject({ tasks: 1, runs: 2 });
    expect(await estimate({ ids: null, query: "repo=no/such" })).toMatchObject({ tasks: 0, runs: 0, time: null });
  });

  it.each(["viewer", "annotator"] as const)("are not worked out for a %s", async (role) => {
    const asked = estimateValidation(await database().ctxOf(role), readTaskChoice(all), options);
    await expect(asked).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the time of an estimate", () => {
  it("is unknown before any run came to its end", async () => {
    await insertRuns(ids[0], [{ state: "running" }, { state: "failed", durationSeconds: 5 }]);
    expect((await estimate(all)).time).toBeNull();
  });

  it("is that of the same repository, else the average of all, divided among the slots", async () => {
    await insertRuns(ids[0], [
      { state: "finished", durationSeconds: 10 },
      { state: "finished", durationSeconds: 30 },
    ]);
    expect((await estimate(all)).time).toEqual({ runSeconds: 120, wallSeconds: null, knownTasks: 2 });
    await insertRuns(ids[2], [{ state: "finished", durationSeconds: 110 }]);
    await insertWorker(database().connection.db, { cpus: 4, memoryMegabytes: 64_000 });
    const { time } = await estimate(all, { repeats: 2 });
    expect(time).toEqual({ runSeconds: (20 + 20 + 110) * 4, wallSeconds: 300, knownTasks: 3 });
    const others = await estimate({ ids: [ids[2]], query: "" });
    expect(others.time).toEqual({ runSeconds: 220, wallSeconds: 220, knownTasks: 1 });
  });
});

describe("the workers of an estimate", () => {
  it("are those alive, and of them those with the sandbox asked for", async () => {
    const { db } = database().connection;
    await insertWorker(db, { drivers: ["docker"], cpus: 8, memoryMegabytes: 64_000 });
    await insertWorker(db, { drivers: [], problem: "Neither Docker nor Bubblewrap is there." });
    await insertWorker(db, { drivers: ["bubblewrap"], silentSeconds: 300 });
    const problems = ["Neither Docker nor Bubblewrap is there."];
    expect((await estimate(all)).workers).toEqual({ alive: 2, usable: 1, slots: 4, problems });
    const { workers } = await estimate(all, { driver: "bubblewrap" });
    expect(workers).toEqual({ alive: 2, usable: 0, slots: 0, problems });
  });

  it("have as many slots as fit by processors and memory, one at least", async () => {
    const { db } = database().connection;
    await insertWorker(db, { cpus: 16, memoryMegabytes: 9_000 });
    expect((await estimate(all)).workers.slots).toBe(2);
    await db.delete(workers);
    await insertWorker(db, { cpus: 0.5, memoryMegabytes: 100 });
    expect((await estimate(all)).workers.slots).toBe(1);
    await insertEnvironment(hashA, { cpus: 0.25, memoryMegabytes: 50 });
    await database()
      .connection.db.insert(environmentRules)
      .values(rule({ language: "Python" }, hashA));
    expect((await estimate(all)).workers.slots).toBe(2);
  });
});

describe("the images of an estimate", () => {
  it("are unknown without a rule and without an earlier run", async () => {
    expect((await estimate(all)).images).toMatchObject({
      ready: 0,
      missing: 0,
      unknownTasks: 3,
      readyBytes: 0,
      meanBytes: null,
      meanBuildSeconds: null,
    });
  });

  it("follow the nearest rule in force: task, version, repository, last run, language", async () => {
    const { db } = database().connection;
    for (const hash of [hashA, hashB, hashC]) await insertEnvironment(hash);
    await db.insert(environmentRules).values(rule({ language: "Python" }, hashA));
    expect(await imagesOf()).toEqual([hashA]);
    const batch = await insertBatch(db, new Map([[ids[2], "accepted"]]));
    await database().connection.sql`update batch_tasks set environment_hash = ${hashB} where batch_id = ${batch}`;
    expect(await imagesOf()).toEqual([hashA, hashB]);
    await db.insert(environmentRules).values(rule({ repo: "two/repo" }, hashC));
    expect(await imagesOf()).toEqual([hashA, hashC]);
    await db
      .insert(environmentRules)
      .values([
        rule({ repo: "one/repo" }, hashC),
        rule({ repo: "one/repo", version: "2.0" }, hashB),
        { ...rule({ repo: "one/repo", version: "1.0" }, hashA), endedAt: new Date() },
      ]);
    expect(await imagesOf()).toEqual([hashB, hashC]);
    await db.insert(environmentRules).values(rule({ taskId: ids[1] }, hashC));
    expect(await imagesOf()).toEqual([hashC]);
  });

  it("are ready where the driver has them, and take their size, the others the average", async () => {
    const { db } = database().connection;
    for (const hash of [hashA, hashB]) await insertEnvironment(hash);
    await db.insert(environmentRules).values([rule({ repo: "one/repo" }, hashA), rule({ repo: "two/repo" }, hashB)]);
    const image = { driver: "docker", state: "ready" as const, buildSeconds: 60 };
    await db.insert(sandboxImages).values([
      { ...image, host: "one", imageHash: hashA, sizeBytes: 1_000 },
      { ...image, host: "two", imageHash: hashA, sizeBytes: 2_000 },
      { ...image, host: "one", imageHash: hashB, state: "failed" },
      { ...image, host: "one", imageHash: hashC, sizeBytes: 6_000, buildSeconds: 120 },
    ]);
    expect((await estimate(all)).images).toMatchObject({
      ready: 1,
      missing: 1,
      unknownTasks: 0,
      readyBytes: 2_000,
      meanBytes: 3_000,
      meanBuildSeconds: 80,
    });
    const { images } = await estimate(all, { driver: "bubblewrap" });
    expect(images).toMatchObject({ ready: 0, missing: 2, readyBytes: 0, meanBytes: null });
  });
});

describe("the queue of an estimate", () => {
  it("has what waits with the same or a higher priority, and says what was asked for already", async () => {
    const { db } = database().connection;
    await insertBatch(db, new Map([[ids[0], "queued"]]), { priority: 5 });
    await insertBatch(db, new Map([[ids[1], "running"]]), { priority: -5 });
    await insertBatch(db, new Map([[ids[2], "accepted"]]), { priority: 5 });
    expect(await estimate(all)).toMatchObject({ ahead: 1, alreadyAsked: 2 });
    expect(await estimate(all, { priority: -10 })).toMatchObject({ ahead: 2 });
    expect(await estimate({ ids: [ids[2]], query: "" }, { priority: 10 })).toMatchObject({ ahead: 0, alreadyAsked: 0 });
  });
});

async function estimate(choice: { ids: number[] | null; query: string }, changes: Partial<typeof options> = {}) {
  const ctx = await database().ctxOf("curator");
  return estimateValidation(ctx, readTaskChoice(choice), { ...options, ...changes });
}

async function insertRuns(taskId: number, changes: readonly Partial<Parameters<typeof insertRun>[1]>[]) {
  const { db } = database().connection;
  const batchId = await insertBatch(db, new Map());
  for (const [index, change] of changes.entries())
    await insertRun(db, { batchId, taskId, repeat: index + 1, ...change });
}

/** An environment whose image is named like itself. */
async function insertEnvironment(hash: string, limits = { cpus: 2, memoryMegabytes: 4096 }) {
  const spec = defaultEnvironment("Python");
  if (!spec) throw new Error("Python has no default environment");
  const values = { hash, imageHash: hash, name: hash, spec: { ...spec, limits: { ...spec.limits, ...limits } } };
  await database()
    .connection.db.insert(environments)
    .values({ ...values, createdBy: "test" });
}

function rule(key: { taskId?: number; repo?: string; version?: string; language?: string }, environmentHash: string) {
  return { ...key, environmentHash, createdBy: "test" };
}

/** The images that the tasks need, told by making each of them ready in turn. */
async function imagesOf(): Promise<string[]> {
  const { db } = database().connection;
  const found: string[] = [];
  for (const imageHash of [hashA, hashB, hashC]) {
    await db.insert(sandboxImages).values({ host: "h", driver: "docker", imageHash, state: "ready" });
    if ((await estimate(all)).images.ready === 1) found.push(imageHash);
    await db.delete(sandboxImages);
  }
  const { ready, missing, unknownTasks } = (await estimate(all)).images;
  expect({ ready, missing, unknownTasks }).toEqual({ ready: 0, missing: found.length, unknownTasks: 0 });
  return found;
}
