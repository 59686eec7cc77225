import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { batchTasks, runBatches, runs, tasks } from "#lib/db/schema";
import { insertTaskRows } from "#lib/db/testing/task-rows";
import { testDatabase } from "#lib/db/testing/test-database";
import { createBoss, prepareQueues } from "#lib/jobs/queue";
import { runOptionsSchema } from "#lib/runs/model";
import { cancelBatch, requestValidation, retryBatch, type TaskChoice } from "#lib/runs/mutations";
import { loadTaskListParams, taskFilters } from "#lib/tasks/filters";

const database = testDatabase({ asOwn: true });
const filtersOf = (query: string) => taskFilters(loadTaskListParams(new URLSearchParams(query)));
const options = runOptionsSchema.parse({ repeats: 2, priority: 5 });

let taskIds: number[] = [];

beforeAll(async () => {
  taskIds = (await insertTaskRows(database().connection.db, 40)).map(({ id }) => id);
  const boss = await createBoss(database().url).start();
  await prepareQueues(boss);
  await boss.stop({ graceful: false });
});

describe("requestValidation", () => {
  it("writes a batch with an empty and a gold run per task and repeat, and a job per task", async () => {
    const ctx = await database().ctxOf("curator");
    const [first = 0, second = 0] = taskIds;
    const batchId = await requestValidation(ctx, choose([first, second]), options);
    const [batch] = await ctx.db.select().from(runBatches).where(eq(runBatches.id, batchId));
    expect(batch).toMatchObject({ kind: "validation", state: "queued", taskCount: 2, repeats: 2, priority: 5 });
    const made = await ctx.db.select().from(runs).where(eq(runs.batchId, batchId));
    expect(made.map(({ taskId, kind, repeat }) => `${taskId} ${kind} ${repeat}`).toSorted()).toEqual(
      [first, second].flatMap((id) => ["empty 1", "empty 2", "gold 1", "gold 2"].map((run) => `${id} ${run}`)),
    );
    const jobs = await database().connection.sql`
      select data, priority from pgboss.job where name = 'task.run' and data->>'batchId' = ${batchId} order by 1`;
    expect(jobs.map(({ data, priority }) => ({ ...data, priority }))).toEqual(
      [first, second].map((taskId) => ({ batchId, taskId, priority: 5 })),
    );
  });

  it("takes all tasks that match a filter", async () => {
    const ctx = await database().ctxOf("curator");
    const query = "language=Go";
    const batchId = await requestValidation(ctx, { filters: filtersOf(query), ids: null, query }, options);
    const wanted = await ctx.db.$count(tasks, eq(tasks.language, "Go"));
    expect(wanted).toBeGreaterThan(0);
    expect(await ctx.db.$count(batchTasks, eq(batchTasks.batchId, batchId))).toBe(wanted);
  });

  it("refuses an empty choice, and leaves nothing of it", async () => {
    const ctx = await database().ctxOf("curator");
    const before = await ctx.db.$count(runBatches);
    await expect(requestValidation(ctx, choose([999_999]), options)).rejects.toMatchObject({ code: "invalid" });
    expect(await ctx.db.$count(runBatches)).toBe(before);
  });

  it("is refused to an annotator", async () => {
    const ctx = await database().ctxOf("annotator");
    await expect(requestValidation(ctx, choose([1]), options)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("cancelBatch", () => {
  it("ends what waits and what runs, and the batch with it", async () => {
    const { ctx, batchId, taskIds } = await requested(2);
    await ctx.db.update(batchTasks).set({ state: "running" }).where(isTask(batchId, taskIds[0]));
    expect(await cancelBatch(ctx, { batchId })).toEqual({ cancelled: 2 });
    expect(await statesOf(batchId)).toEqual({ batch: "cancelled", tasks: ["cancelled", "cancelled"] });
    expect(
      new Set((await ctx.db.select().from(runs).where(eq(runs.batchId, batchId))).map(({ state }) => state)),
    ).toEqual(new Set(["cancelled"]));
  });

  it("of one task leaves the others, and ends the batch when they have ended", async () => {
    const { ctx, batchId, taskIds } = await requested(2);
    const [first, second] = taskIds;
    await cancelBatch(ctx, { batchId, taskId: first });
    expect(await statesOf(batchId)).toEqual({ batch: "queued", tasks: ["cancelled", "queued"] });
    await cancelBatch(ctx, { batchId, taskId: second });
    expect(await statesOf(batchId)).toMatchObject({ batch: "cancelled" });
  });

  it("refuses what has ended, an unknown batch, and a viewer", async () => {
    const { ctx, batchId } = await requested(1);
    await cancelBatch(ctx, { batchId });
    await expect(cancelBatch(ctx, { batchId })).rejects.toMatchObject({ code: "conflict" });
    await expect(cancelBatch(ctx, { batchId: crypto.randomUUID() })).rejects.toMatchObject({ code: "not_found" });
    await expect(cancelBatch(await database().ctxOf("viewer"), { batchId })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("retryBatch", () => {
  it("queues again what failed or was cancelled, and leaves verdicts alone", async () => {
    const { ctx, batchId, taskIds } = await requested(3);
    const [failed, finished] = taskIds;
    await ctx.db.update(batchTasks).set({ state: "failed", tries: 4 }).where(isTask(batchId, failed));
    await ctx.db.update(batchTasks).set({ state: "finished" }).where(isTask(batchId, finished));
    await cancelBatch(ctx, { batchId, taskId: taskIds[2] });
    expect(await retryBatch(ctx, { batchId })).toEqual({ retried: 2 });
    expect(await statesOf(batchId)).toEqual({ batch: "running", tasks: ["queued", "finished", "queued"] });
    const [again] = await ctx.db.select().from(batchTasks).where(isTask(batchId, failed));
    expect(again?.tries).toBe(0);
    const jobs = await database().connection.sql`
      select count(*)::int from pgboss.job where name = 'task.run' and data->>'batchId' = ${batchId}`;
    expect(jobs[0]?.count).toBe(5);
  });

  it("refuses where nothing failed, and a viewer", async () => {
    const { ctx, batchId } = await requested(1);
    await expect(retryBatch(ctx, { batchId })).rejects.toMatchObject({ code: "conflict" });
    await expect(retryBatch(await database().ctxOf("viewer"), { batchId })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("lets one of two at once win", async () => {
    const { ctx, batchId } = await requested(1);
    await cancelBatch(ctx, { batchId });
    const outcomes = await Promise.allSettled([retryBatch(ctx, { batchId }), retryBatch(ctx, { batchId })]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });
});

function choose(ids: readonly number[]): TaskChoice {
  return { filters: filtersOf(""), ids, query: "" };
}

async function requested(count: number) {
  const ctx = await database().ctxOf("curator");
  const chosen = taskIds.slice(0, count);
  return { ctx, taskIds: chosen, batchId: await requestValidation(ctx, choose(chosen), options) };
}

function isTask(batchId: string, taskId = 0) {
  return and(eq(batchTasks.batchId, batchId), eq(batchTasks.taskId, taskId));
}

async function statesOf(batchId: string) {
  const { db } = database().connection;
  const [batch] = await db.select().from(runBatches).where(eq(runBatches.id, batchId));
  const rows = await db.select().from(batchTasks).where(eq(batchTasks.batchId, batchId)).orderBy(batchTasks.taskId);
  return { batch: batch?.state, tasks: rows.map(({ state }) => state) };
}
