import { and, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import { auditEvents, batchTasks, runBatches, runs } from "#lib/db/schema";
import { insertBatch, type TaskFate } from "#lib/db/testing/run-rows";
import { insertTaskRows } from "#lib/db/testing/task-rows";
import { testDatabase } from "#lib/db/testing/test-database";
import { untilBlocked } from "#lib/db/testing/wait";
import { createBoss, prepareQueues } from "#lib/jobs/queue";
import { lockBatch } from "#lib/runner/end-batch";
import { cancelBatch, retryBatch } from "#lib/runs/mutations";

const database = testDatabase({ asOwn: true });
const fates: readonly TaskFate[] = ["running", "queued", "accepted", "failed", "cancelled"];
let ctx: Ctx;
let ids: number[];
let batchId: string;

beforeAll(async () => {
  const boss = await createBoss(database().url).start();
  await prepareQueues(boss);
  await boss.stop({ graceful: false });
  ctx = await database().ctxOf("curator");
  ids = (await insertTaskRows(ctx.db, fates.length)).map(({ id }) => id);
});

beforeEach(async () => {
  await database().connection.sql`delete from pgboss.job`.execute();
  batchId = await insertBatch(ctx.db, new Map(fates.map((fate, index) => [ids[index] ?? 0, fate])));
});

describe("cancelBatch", () => {
  it("ends what waits or runs, and the batch with it; what has ended stays", async () => {
    expect(await cancelBatch(ctx, { batchId })).toEqual({ cancelled: 2 });
    expect(await taskStates()).toEqual(["cancelled", "cancelled", "finished", "failed", "cancelled"]);
    expect(await runStates(0)).toEqual(["finished", "cancelled"]);
    expect(await runStates(2)).toEqual(["finished", "finished"]);
    expect(await batchState()).toBe("cancelled");
    expect(await audited("batch.cancelled")).toEqual([{ tasks: 2 }]);
  });

  it("ends one task alone", async () => {
    expect(await cancelBatch(ctx, { batchId, taskId: ids[1] })).toEqual({ cancelled: 1 });
    expect(await taskStates()).toEqual(["running", "cancelled", "finished", "failed", "cancelled"]);
    expect(await batchState()).toBe("running");
  });

  it("is for curators", async () => {
    const annotator = await database().ctxOf("annotator");
    await expect(cancelBatch(annotator, { batchId })).rejects.toMatchObject({ code: "forbidden" });
    expect(await taskStates()).toEqual(["running", "queued", "finished", "failed", "cancelled"]);
  });

  it("says when there is nothing to cancel, or no such batch", async () => {
    await expect(cancelBatch(ctx, { batchId, taskId: ids[2] })).rejects.toMatchObject({ code: "conflict" });
    const none = crypto.randomUUID();
    await expect(cancelBatch(ctx, { batchId: none })).rejects.toMatchObject({ code: "not_found" });
  });

  it("is done once by two at the same time", async () => {
    const both = await atOnce(() => cancelBatch(ctx, { batchId }));
    expect(both).toEqual([{ cancelled: 2 }, expect.objectContaining({ code: "conflict" })]);
  });
});

describe("retryBatch", () => {
  it("has what failed or was cancelled wait anew, with its jobs; verdicts stay", async () => {
    expect(await retryBatch(ctx, { batchId })).toEqual({ retried: 2 });
    expect(await taskStates()).toEqual(["running", "queued", "finished", "queued", "queued"]);
    expect(await runStates(3)).toEqual(["queued", "queued"]);
    expect(await runStates(4)).toEqual(["finished", "queued"]);
    expect(await batchState()).toBe("running");
    expect(await jobs()).toEqual([
      { batchId, taskId: ids[3] },
      { batchId, taskId: ids[4] },
    ]);
    expect(await audited("batch.retried")).toEqual([{ tasks: 2 }]);
  });

  it("has one task wait anew alone", async () => {
    expect(await retryBatch(ctx, { batchId, taskId: ids[3] })).toEqual({ retried: 1 });
    expect(await jobs()).toEqual([{ batchId, taskId: ids[3] }]);
  });

  it("is for curators", async () => {
    const annotator = await database().ctxOf("annotator");
    await expect(retryBatch(annotator, { batchId })).rejects.toMatchObject({ code: "forbidden" });
    expect(await jobs()).toEqual([]);
  });

  it("says when there is nothing to run again", async () => {
    await expect(retryBatch(ctx, { batchId, taskId: ids[0] })).rejects.toMatchObject({ code: "conflict" });
  });

  it("is done once by two at the same time", async () => {
    const both = await atOnce(() => retryBatch(ctx, { batchId }));
    expect(both).toEqual([{ retried: 2 }, expect.objectContaining({ code: "conflict" })]);
    expect(await jobs()).toHaveLength(2);
  });
});

/** What two get who do the same while another holds the batch: first the one who gets through, then the loser's error. */
async function atOnce<T>(work: () => Promise<T>): Promise<unknown[]> {
  const { db, sql } = database().connection;
  const waiting = await db.transaction(async (tx) => {
    await lockBatch(tx, batchId);
    const two = [work(), work()].map((each) => each.catch((error: unknown) => error));
    await untilBlocked(sql, 2);
    return { two };
  });
  const results = await Promise.all(waiting.two);
  return results.toSorted((a, b) => Number(a instanceof Error) - Number(b instanceof Error));
}

async function taskStates() {
  const rows = await ctx.db.select().from(batchTasks).where(eq(batchTasks.batchId, batchId)).orderBy(batchTasks.taskId);
  return rows.map(({ state }) => state);
}

async function runStates(task: number) {
  const isMeant = and(eq(runs.batchId, batchId), eq(runs.taskId, ids[task] ?? 0));
  return (await ctx.db.select().from(runs).where(isMeant).orderBy(runs.kind)).map(({ state }) => state);
}

async function batchState() {
  const [batch] = await ctx.db.select().from(runBatches).where(eq(runBatches.id, batchId));
  return batch?.state;
}

async function audited(event: string) {
  const isMeant = and(eq(auditEvents.event, event), eq(auditEvents.subject, `batch:${batchId}`));
  return (await ctx.db.select().from(auditEvents).where(isMeant)).map(({ detail }) => detail);
}

async function jobs() {
  const rows = await database().connection.sql<{ data: { taskId: number } }[]>`
    select data from pgboss.job where name = 'task.run' and state = 'created'`;
  return rows.map(({ data }) => data).toSorted((a, b) => a.taskId - b.taskId);
}
