import { and, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, quarantinedTests } from "#lib/db/schema";
import { insertBatch, insertRun, insertTests } from "#lib/db/testing/run-rows";
import { sampleRecord } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importSamples } from "#lib/imports/testing/import-samples";
import { quarantineSchema, quarantineTest, releaseTest } from "#lib/runs/quarantine";

const database = testDatabase();
const inFolder = temporaryFolder();
const test = "tests/test_module.py::test_other";
let taskId: number;

beforeAll(async () => {
  [taskId = 0] = await importSamples(await database().ctxOf("curator"), inFolder("a.jsonl"), [sampleRecord(1)]);
});

beforeEach(() => database().connection.sql`delete from quarantined_tests`);

describe("quarantineTest", () => {
  it("keeps who did it and why", async () => {
    const ctx = await database().ctxOf("curator");
    await quarantineTest(ctx, { taskId, test, reason: "It asks the network" });
    const rows = await ctx.db.select().from(quarantinedTests);
    expect(rows).toMatchObject([{ taskId, test, reason: "It asks the network", createdBy: ctx.actor.name }]);
    expect(await eventsOf(ctx.actor.name)).toMatchObject([
      { event: "test.quarantined", subject: `task:${taskId}`, detail: { test, reason: "It asks the network" } },
    ]);
  });

  it("takes a test that only a run names", async () => {
    const ctx = await database().ctxOf("curator");
    const batchId = await insertBatch(ctx.db, new Map());
    const runId = await insertRun(ctx.db, { batchId, taskId });
    await insertTests(ctx.db, runId, [{ name: "only here", letter: "P", seconds: 0, line: 1 }]);
    await quarantineTest(ctx, { taskId, test: "only here", reason: "Flaky" });
    expect(await ctx.db.select().from(quarantinedTests)).toHaveLength(1);
  });

  it.each(["viewer", "annotator"] as const)("refuses a %s", async (role) => {
    const ctx = await database().ctxOf(role);
    await expect(quarantineTest(ctx, { taskId, test, reason: "x" })).rejects.toMatchObject({ code: "forbidden" });
    expect(await ctx.db.select().from(quarantinedTests)).toEqual([]);
  });

  it("refuses a test that nothing names, and a task that is not there", async () => {
    const ctx = await database().ctxOf("curator");
    const misspelt = quarantineTest(ctx, { taskId, test: "tests/test_module.py::test_othr", reason: "x" });
    await expect(misspelt).rejects.toMatchObject({ code: "invalid" });
    const nowhere = quarantineTest(ctx, { taskId: 999_999, test, reason: "x" });
    await expect(nowhere).rejects.toMatchObject({ code: "not_found" });
    expect(await ctx.db.select().from(quarantinedTests)).toEqual([]);
  });

  it("of two at once, one wins, and its reason stays", async () => {
    const [one, two] = await Promise.all([database().ctxOf("curator"), database().ctxOf("curator")]);
    const outcomes = await Promise.allSettled([
      quarantineTest(one, { taskId, test, reason: "one" }),
      quarantineTest(two, { taskId, test, reason: "two" }),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
    const reason = outcomes[0].status === "fulfilled" ? "one" : "two";
    expect(await one.db.select().from(quarantinedTests)).toMatchObject([{ reason }]);
    const events = [...(await eventsOf(one.actor.name)), ...(await eventsOf(two.actor.name))];
    expect(events).toHaveLength(1);
  });

  it("wants a reason", () => {
    expect(quarantineSchema.safeParse({ taskId, test, reason: "  " }).success).toBe(false);
  });
});

describe("releaseTest", () => {
  it("lets the test count again, once, and keeps the reason it had", async () => {
    const ctx = await database().ctxOf("curator");
    await quarantineTest(ctx, { taskId, test, reason: "It asks the network" });
    const outcomes = await Promise.allSettled([releaseTest(ctx, { taskId, test }), releaseTest(ctx, { taskId, test })]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
    expect(await ctx.db.select().from(quarantinedTests)).toEqual([]);
    const events = await eventsOf(ctx.actor.name);
    expect(events.map(({ event }) => event)).toEqual(["test.quarantined", "test.released"]);
    expect(events[1]?.detail).toEqual({ test, reason: "It asks the network" });
  });

  it("refuses a viewer, and a test that is not in quarantine", async () => {
    const [viewer, curator] = await Promise.all([database().ctxOf("viewer"), database().ctxOf("curator")]);
    await quarantineTest(curator, { taskId, test, reason: "x" });
    await expect(releaseTest(viewer, { taskId, test })).rejects.toMatchObject({ code: "forbidden" });
    const other = releaseTest(curator, { taskId, test: "tests/test_module.py::test_1" });
    await expect(other).rejects.toMatchObject({ code: "conflict" });
    expect(await curator.db.select().from(quarantinedTests)).toHaveLength(1);
  });
});

async function eventsOf(actor: string) {
  const { db } = database().connection;
  return db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.actor, actor), eq(auditEvents.subject, `task:${taskId}`)))
    .orderBy(auditEvents.id);
}
