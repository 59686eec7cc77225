import { setTimeout as pause } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import { runBatches } from "#lib/db/schema";
import { endBatchTask, insertBatch, insertWorker } from "#lib/db/testing/run-rows";
import { insertTaskRows } from "#lib/db/testing/task-rows";
import { testDatabase } from "#lib/db/testing/test-database";
import { watchBatch } from "#lib/runs/watch-batch";
import { watchOverview } from "#lib/runs/watch-overview";

const database = testDatabase();
let ctx: Ctx;
let ids: readonly [number, number];
const anyTask = { state: null, outcome: null, stage: null, failureClass: null, reason: null, cursor: null };
const anyBatch = { kind: null, state: null, cursor: null };
const patience = () => AbortSignal.timeout(30_000);

beforeAll(async () => {
  ctx = await database().ctxOf("viewer");
  const [one, two] = await insertTaskRows(ctx.db, 2);
  ids = [one?.id ?? 0, two?.id ?? 0];
});

describe("watchBatch", () => {
  it("tells all of it, then only what changes, and ends with the batch", async () => {
    const batchId = await insertBatch(
      ctx.db,
      new Map([
        [ids[0], "running"],
        [ids[1], "queued"],
      ]),
    );
    const events = watchBatch(ctx, batchId, anyTask, patience());
    expect(await next(events)).toMatchObject({ kind: "progress", progress: { states: { running: 1, queued: 1 } } });
    const first = await next(events);
    expect(first).toMatchObject({ kind: "tasks", ids: [...ids], nextCursor: null });
    expect("changed" in first && first.changed).toHaveLength(2);

    await endBatchTask(ctx.db, batchId, ids[0], "accepted");
    const changed = await untilKind(events, "tasks");
    expect(changed).toMatchObject({ ids: [...ids], changed: [{ taskId: ids[0], outcome: "accepted" }] });
    expect("changed" in changed && changed.changed).toHaveLength(1);

    await endBatchTask(ctx.db, batchId, ids[1], "failed");
    await ctx.db
      .update(runBatches)
      .set({ state: "finished", finishedAt: new Date() })
      .where(eq(runBatches.id, batchId));
    const rest = await Array.fromAsync(events);
    expect(rest.at(-1)).toEqual({ kind: "end" });
    expect(rest.findLast(({ kind }) => kind === "progress")).toMatchObject({
      progress: { state: "finished", states: { finished: 1, failed: 1 } },
    });
    expect(rest.findLast(({ kind }) => kind === "tasks")).toMatchObject({ changed: [{ state: "failed" }] });
  });

  it("tells of one that has ended and ends", async () => {
    const batchId = await insertBatch(ctx.db, new Map([[ids[0], "accepted"]]));
    const kinds = (await Array.fromAsync(watchBatch(ctx, batchId, anyTask, patience()))).map(({ kind }) => kind);
    expect(kinds).toEqual(["progress", "tasks", "end"]);
  });

  it("tells a page under filters, which tasks leave and enter", async () => {
    const batchId = await insertBatch(
      ctx.db,
      new Map([
        [ids[0], "running"],
        [ids[1], "running"],
      ]),
    );
    const events = watchBatch(ctx, batchId, { ...anyTask, state: "running" }, patience());
    expect(await untilKind(events, "tasks")).toMatchObject({ ids: [...ids] });
    await endBatchTask(ctx.db, batchId, ids[0], "stopped");
    expect(await untilKind(events, "tasks")).toMatchObject({ ids: [ids[1]], changed: [] });
    await events.return(undefined);
  });

  it("asks once a second at most, and stops at once when nobody listens any more", async () => {
    const batchId = await insertBatch(ctx.db, new Map([[ids[0], "running"]]));
    let queries = 0;
    const counting = new Proxy(ctx.db, {
      get(target, name, receiver) {
        if (name === "select") queries++;
        return Reflect.get(target, name, receiver);
      },
    });
    const stop = new AbortController();
    const events = watchBatch({ ...ctx, db: counting }, batchId, anyTask, stop.signal);
    await events.next();
    await events.next();
    // Two for the whole, at the start; then one a second.
    const rest = Array.fromAsync(events);
    const start = performance.now();
    while (queries < 4) await pause(20);
    expect(performance.now() - start).toBeGreaterThan(1_900);
    stop.abort();
    await rest;
    expect(queries).toBe(4);
  });

  it("tells nothing of a batch that is not there", async () => {
    expect(await Array.fromAsync(watchBatch(ctx, crypto.randomUUID(), anyTask, patience()))).toEqual([]);
  });
});

describe("watchOverview", () => {
  it("tells the page, how far each is and the workers, then what changes", async () => {
    const workerId = await insertWorker(ctx.db);
    const ended = await insertBatch(ctx.db, new Map([[ids[0], "accepted"]]), { kind: "evaluation" });
    const batchId = await insertBatch(ctx.db, new Map([[ids[0], "running"]]), { kind: "evaluation" });
    const events = watchOverview(ctx, { ...anyBatch, kind: "evaluation" }, patience());
    expect(await next(events)).toMatchObject({ kind: "batches", ids: [batchId, ended] });
    const progress = await next(events);
    expect(progress.kind === "progress" && progress.changed).toHaveLength(2);
    expect(await next(events)).toMatchObject({ kind: "workers", workers: [{ id: workerId, isAlive: true }] });

    await endBatchTask(ctx.db, batchId, ids[0], "accepted");
    expect(await untilKind(events, "progress")).toMatchObject({ changed: [[batchId, { states: { finished: 1 } }]] });
    await ctx.db
      .update(runBatches)
      .set({ state: "finished", finishedAt: new Date() })
      .where(eq(runBatches.id, batchId));
    const isEnd = (event: object) => JSON.stringify(event).includes('"state":"finished","finishedAt"');
    while (!isEnd(await untilKind(events, "progress")));
    const added = await insertBatch(ctx.db, new Map(), { kind: "evaluation" });
    expect(await untilKind(events, "batches")).toMatchObject({ ids: [added, batchId, ended] });
    await events.return(undefined);
  });
});

async function next<T>(events: AsyncGenerator<T>): Promise<T> {
  const { value, done } = await events.next();
  if (done) throw new Error("The stream ended too early");
  return value;
}

async function untilKind<T extends { kind: string }>(events: AsyncGenerator<T>, kind: T["kind"]): Promise<T> {
  for (;;) {
    const event = await next(events);
    if (event.kind === kind) return event;
  }
}
