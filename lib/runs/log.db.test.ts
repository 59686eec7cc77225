import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import { runLogPieces, runs } from "#lib/db/schema";
import { appendLog, insertBatch, insertRun, storeLog } from "#lib/db/testing/run-rows";
import { insertTaskRows } from "#lib/db/testing/task-rows";
import { testDatabase } from "#lib/db/testing/test-database";
import { followRunLog, type LogPlace, readRunLog } from "#lib/runs/log";
import type { LogEvent } from "#lib/runs/model";

const database = testDatabase();
let ctx: Ctx;
let taskId: number;
let runId: number;
const whole: LogPlace = { after: null, tailBytes: null };

beforeAll(async () => {
  ctx = await database().ctxOf("viewer");
  const [task] = await insertTaskRows(ctx.db, 1);
  taskId = task?.id ?? 0;
});

beforeEach(async () => {
  const batchId = await insertBatch(ctx.db, new Map());
  runId = await insertRun(ctx.db, { batchId, taskId, state: "running", startedAt: new Date() });
});

describe("readRunLog", () => {
  it("gives what was printed so far, and all of it in the end", async () => {
    expect(String(await readRunLog(ctx, runId))).toBe("");
    await appendLog(ctx.db, runId, "one\n");
    await appendLog(ctx.db, runId, "two\n");
    expect(String(await readRunLog(ctx, runId))).toBe("one\ntwo\n");
    await storeLog(ctx.db, runId, "one\ntwo\nthree\n");
    expect(String(await readRunLog(ctx, runId))).toBe("one\ntwo\nthree\n");
    expect(await readRunLog(ctx, 999_999)).toBeUndefined();
  });
});

describe("followRunLog", () => {
  it("tells what is there, what comes, every state, and where the steps began", async () => {
    await appendLog(ctx.db, runId, "one\n");
    const events = follow(whole);
    expect(await events.take(2)).toEqual([
      { kind: "start", position: 0, line: 1, sizeBytes: 4 },
      { kind: "text", position: 4, text: "one\n" },
    ]);
    await appendLog(ctx.db, runId, "two\n");
    expect(await events.take(1)).toEqual([{ kind: "text", position: 8, text: "two\n" }]);
    const steps = [
      { name: "unpack" as const, exitCode: 0, seconds: 1, logFrom: 0, logTo: 4 },
      { name: "test" as const, exitCode: 0, seconds: 1, logFrom: 8, logTo: 14 },
    ];
    await ctx.db.update(runs).set({ steps }).where(eq(runs.id, runId));
    await storeLog(ctx.db, runId, "one\ntwo\nthree\n");
    expect(await events.rest()).toEqual([
      { kind: "state", state: "finished" },
      { kind: "text", position: 14, text: "three\n" },
      { kind: "end", stepLines: [1, 3] },
    ]);
  });

  it("goes on after a position, also inside a piece", async () => {
    await appendLog(ctx.db, runId, "0123456789");
    await appendLog(ctx.db, runId, "abc");
    expect(await follow({ ...whole, after: 4 }).take(1)).toEqual([{ kind: "text", position: 13, text: "456789abc" }]);
    await storeLog(ctx.db, runId, "0123456789abc");
    expect(await follow({ ...whole, after: 11 }).rest()).toEqual([
      { kind: "text", position: 13, text: "bc" },
      { kind: "end", stepLines: [] },
    ]);
    expect(await follow({ ...whole, after: 13 }).rest()).toEqual([{ kind: "end", stepLines: [] }]);
  });

  it("begins with the last lines where only those are asked for", async () => {
    await storeLog(ctx.db, runId, "first\nsecond\nthird\nfourth\n");
    const [start, text] = await follow({ ...whole, tailBytes: 10 }).rest();
    expect(start).toEqual({ kind: "start", position: 19, line: 4, sizeBytes: 26 });
    expect(text).toMatchObject({ text: "fourth\n" });
    const [wholeLine] = await follow({ ...whole, tailBytes: 7 }).rest();
    expect(wholeLine).toMatchObject({ position: 19, line: 4 });
    const [everything] = await follow({ ...whole, tailBytes: 100 }).rest();
    expect(everything).toMatchObject({ position: 0, line: 1 });
  });

  it("cuts a long log into texts, and no character in two", async () => {
    const log = `a${"é😀".repeat(100_000)}`;
    await storeLog(ctx.db, runId, log);
    const texts = (await follow(whole).rest()).flatMap((event) => (event.kind === "text" ? [event.text] : []));
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.join("")).toBe(log);
  });

  it("waits for the rest of a character, and shows what never becomes one", async () => {
    await appendLog(ctx.db, runId, Buffer.from([0x61, 0xe2, 0x82]));
    const events = follow(whole);
    expect((await events.take(2))[1]).toEqual({ kind: "text", position: 1, text: "a" });
    await appendLog(ctx.db, runId, Buffer.from([0xac, 0xff, 0xc3]));
    expect(await events.take(1)).toEqual([{ kind: "text", position: 5, text: "€\ufffd" }]);
    await storeLog(ctx.db, runId, Buffer.from([0x61, 0xe2, 0x82, 0xac, 0xff, 0xc3]));
    expect((await events.rest())[1]).toEqual({ kind: "text", position: 6, text: "\ufffd" });
  });

  it("begins anew when another worker runs it again", async () => {
    await appendLog(ctx.db, runId, "of the first try, a long text\n");
    const events = follow(whole);
    await events.take(2);
    await ctx.db.delete(runLogPieces).where(eq(runLogPieces.runId, runId));
    await ctx.db.update(runs).set({ startedAt: sql`now() + interval '1 s'` }).where(eq(runs.id, runId));
    await appendLog(ctx.db, runId, "again\n");
    expect(await events.take(2)).toEqual([
      { kind: "start", position: 0, line: 1, sizeBytes: 6 },
      { kind: "text", position: 6, text: "again\n" },
    ]);
  });

  it("keeps the pieces of a run that was cancelled", async () => {
    await appendLog(ctx.db, runId, "half a\nlog");
    await ctx.db.update(runs).set({ state: "cancelled" }).where(eq(runs.id, runId));
    expect((await follow(whole).rest()).slice(1)).toEqual([
      { kind: "text", position: 10, text: "half a\nlog" },
      { kind: "end", stepLines: [] },
    ]);
  });

  it("tells nothing of a run that is not there, and stops at once when nobody listens", async () => {
    runId = 999_999;
    expect(await follow(whole).rest()).toEqual([]);
  });

  it("stops at once when nobody listens any more", async () => {
    const stop = new AbortController();
    const events = followRunLog(ctx, runId, whole, stop.signal);
    await events.next();
    const waiting = events.next();
    const start = performance.now();
    stop.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(performance.now() - start).toBeLessThan(500);
  });
});

function follow(place: LogPlace) {
  const events = followRunLog(ctx, runId, place, AbortSignal.timeout(30_000));
  return {
    async take(count: number): Promise<LogEvent[]> {
      const taken: LogEvent[] = [];
      while (taken.length < count) {
        const { value, done } = await events.next();
        if (done) throw new Error("The log ended too early");
        taken.push(value);
      }
      return taken;
    },
    rest: () => Array.fromAsync(events),
  };
}
