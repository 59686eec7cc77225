import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import { auditEvents, batchTasks, runBatches, runs } from "#lib/db/schema";
import { sampleRecord, sampleRecords } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { untilBlocked } from "#lib/db/testing/wait";
import { importEvaluated } from "#lib/predictions/testing/evaluated-set";
import { harnessInstance, harnessLog } from "#lib/predictions/testing/harness-folder";
import { importRecords } from "#lib/predictions/testing/import-records";
import { regrade } from "#lib/runs/regrade";

const database = testDatabase();
const inFolder = temporaryFolder();
const passed = "1 of 1 FAIL_TO_PASS tests succeed, 1 of 1 PASS_TO_PASS tests succeed.";

beforeAll(async () => {
  const ctx = await database().ctxOf("curator");
  for (const dataset of ["regraded", "apart"])
    await importRecords(ctx, { dataset, path: inFolder(`${dataset}.jsonl`), records: sampleRecords(6) });
  const records = [
    sampleRecord(1),
    sampleRecord(2, { eval_type: "fail_only" }),
    sampleRecord(3, { repo: "eslint/eslint" }),
  ];
  await importRecords(ctx, { dataset: "by-failures", path: inFolder("by-failures.jsonl"), records });
});

describe("regrade", () => {
  it("tells the verdicts of another policy and changes nothing", async () => {
    const { ctx, batchId } = await evaluated();
    const before = await readRuns(batchId);
    const told = await regrade(await database().ctxOf("viewer"), {
      scope: { batchId },
      policy: "swebench-4",
      isApplied: false,
    });
    expect(told).toMatchObject({
      policy: "swebench-4",
      isApplied: false,
      batches: 1,
      unfinishedBatches: 0,
      runs: 5,
      before: { FULL: 2, PARTIAL: 0, NO: 1, NOT_GRADED: 2 },
      after: { FULL: 4, PARTIAL: 0, NO: 0, NOT_GRADED: 1 },
      changed: 2,
    });
    expect(told.changes.map(({ instanceId, from, to }) => `${instanceId} ${from} ${to}`)).toEqual([
      "owner__name-2 NO FULL",
      "owner__name-3 NOT_GRADED FULL",
    ]);
    expect(await readRuns(batchId)).toEqual(before);
    expect(await ctx.db.$count(auditEvents, eq(auditEvents.event, "batch.regraded"))).toBe(0);
  });

  it("writes them down, with the batch's policy, its tasks and an audit row; and back", async () => {
    const { ctx, batchId } = await evaluated();
    const before = await readRuns(batchId);
    const applied = await regrade(ctx, { scope: { batchId }, policy: "swebench-4", isApplied: true });
    expect(applied).toMatchObject({ isApplied: true, changed: 2 });
    expect(
      (await readRuns(batchId)).map(({ resolution, failureClass, reason }) => [resolution, failureClass, reason]),
    ).toEqual([
      ["FULL", null, passed],
      ["FULL", null, "0 of 0 FAIL_TO_PASS tests succeed, 1 of 1 PASS_TO_PASS tests succeed."],
      ["FULL", null, passed],
      ["NOT_GRADED", "timeout", "The tests ran out of time."],
      ["FULL", null, `${passed} The harness's report says not resolved.`],
    ]);
    const [batch] = await ctx.db.select().from(runBatches).where(eq(runBatches.id, batchId));
    expect(batch?.policy).toBe("swebench-4");
    const tasks = await ctx.db
      .select()
      .from(batchTasks)
      .where(eq(batchTasks.batchId, batchId))
      .orderBy(batchTasks.taskId);
    expect(tasks.map(({ failureClass }) => failureClass)).toEqual([null, null, null, "timeout", null]);
    const [event] = await ctx.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.subject, `batch:${batchId}`))
      .orderBy(sql`id desc`);
    expect(event).toMatchObject({
      event: "batch.regraded",
      actor: ctx.actor.name,
      detail: { from: "swebench-5", to: "swebench-4", runs: 2 },
    });
    await regrade(ctx, { scope: { batchId }, policy: "swebench-5", isApplied: true });
    expect(await readRuns(batchId)).toEqual(before);
  });

  it("goes through all batches of a dataset and no other", async () => {
    const [first, second, other] = [await evaluated("apart"), await evaluated("apart"), await evaluated()];
    const told = await regrade(first.ctx, { scope: { dataset: "apart" }, policy: "skywork", isApplied: true });
    expect(told).toMatchObject({ batches: 2, runs: 10 });
    const policies = await first.ctx.db.select({ id: runBatches.id, policy: runBatches.policy }).from(runBatches);
    const policyOf = new Map(policies.map(({ id, policy }) => [id, policy]));
    expect([first, second, other].map(({ batchId }) => policyOf.get(batchId))).toEqual([
      "skywork",
      "skywork",
      "swebench-5",
    ]);
  });

  it("leaves runs that were graded against no list, and those of no patch", async () => {
    const { ctx, batchId } = await evaluated();
    const [first, second] = await readRuns(batchId);
    await ctx.db
      .update(runs)
      .set({ resolution: null })
      .where(eq(runs.id, first?.id ?? 0));
    await ctx.db
      .update(runs)
      .set({ kind: "empty" })
      .where(eq(runs.id, second?.id ?? 0));
    expect(await regrade(ctx, { scope: { batchId }, policy: "swebench-4", isApplied: true })).toMatchObject({
      runs: 3,
    });
    expect((await readRuns(batchId)).map(({ resolution }) => resolution).slice(0, 2)).toEqual([null, "NO"]);
  });

  it("grades tasks by their failures alone where their row or their repository says so", async () => {
    const ctx = await database().ctxOf("curator");
    const instances = [1, 2, 3].map((number) => harnessInstance(number, { fixed: "SKIPPED" }));
    const source = { root: inFolder("by-failures"), dataset: "by-failures", instances, policy: "skywork" } as const;
    const { runs: imported } = await importEvaluated(ctx, source);
    const scope = { batchId: imported.batchId };
    const resolutions = async () => (await readRuns(imported.batchId)).map(({ resolution }) => resolution);
    expect(await resolutions()).toEqual(["NO", "FULL", "FULL"]);
    expect(await regrade(ctx, { scope, policy: "swebench-5", isApplied: true })).toMatchObject({ changed: 0 });
    await ctx.db
      .update(runs)
      .set({ resolution: "NO", failureClass: "tests" })
      .where(eq(runs.batchId, imported.batchId));
    expect(await regrade(ctx, { scope, policy: "skywork", isApplied: true })).toMatchObject({ changed: 2 });
    expect(await resolutions()).toEqual(["NO", "FULL", "FULL"]);
  });

  it("keeps what the sandbox saw, whatever the log says", async () => {
    const { ctx, batchId } = await evaluated();
    const [run] = await readRuns(batchId);
    const seen = { resolution: "NOT_GRADED", failureClass: "out_of_memory", reason: "A process was killed." } as const;
    await ctx.db
      .update(runs)
      .set(seen)
      .where(eq(runs.id, run?.id ?? 0));
    await regrade(ctx, { scope: { batchId }, policy: "live-3x", isApplied: true });
    expect((await readRuns(batchId))[0]).toMatchObject(seen);
  });

  it("tells and does not write the verdicts of a batch that still runs", async () => {
    const { ctx, batchId } = await evaluated();
    await ctx.db.update(runBatches).set({ state: "running" }).where(eq(runBatches.id, batchId));
    const before = await readRuns(batchId);
    const told = await regrade(ctx, { scope: { batchId }, policy: "swebench-4", isApplied: true });
    expect(told).toMatchObject({ unfinishedBatches: 1, changed: 2 });
    expect(await readRuns(batchId)).toEqual(before);
  });

  it("needs a curator to write, and a batch that there is", async () => {
    const { batchId } = await evaluated();
    const annotator = await database().ctxOf("annotator");
    const request = { scope: { batchId }, policy: "skywork", isApplied: true } as const;
    await expect(regrade(annotator, request)).rejects.toMatchObject({ code: "forbidden" });
    const unknown = { ...request, scope: { batchId: crypto.randomUUID() } };
    await expect(regrade(await database().ctxOf("curator"), unknown)).rejects.toMatchObject({ code: "not_found" });
    const nowhere = { ...request, scope: { dataset: "nowhere" } };
    await expect(regrade(await database().ctxOf("curator"), nowhere)).rejects.toMatchObject({ code: "not_found" });
  });

  it("loses to a verdict that changes under it, and leaves the batch as it was", async () => {
    const { ctx, batchId } = await evaluated();
    const [, second] = await readRuns(batchId);
    const { sql: client } = database().connection;
    let outcome: Promise<unknown> = Promise.resolve();
    await client.begin(async (other) => {
      await other`update runs set reason = 'Somebody else was here.' where id = ${second?.id ?? 0}`;
      outcome = regrade(ctx, { scope: { batchId }, policy: "swebench-4", isApplied: true });
      outcome.catch(() => {});
      await untilBlocked(client, 1);
    });
    await expect(outcome).rejects.toMatchObject({ code: "conflict" });
    const [batch] = await ctx.db.select().from(runBatches).where(eq(runBatches.id, batchId));
    expect(batch?.policy).toBe("swebench-5");
    expect((await readRuns(batchId))[2]).toMatchObject({ resolution: "NOT_GRADED" });
  });

  it("of two at once does one after the other", async () => {
    const { ctx, batchId } = await evaluated();
    const scope = { batchId };
    await Promise.all(
      (["swebench-4", "skywork"] as const).map((policy) => regrade(ctx, { scope, policy, isApplied: true })),
    );
    const [batch] = await ctx.db.select().from(runBatches).where(eq(runBatches.id, batchId));
    const again = await regrade(ctx, { scope, policy: batch?.policy ?? "skywork", isApplied: false });
    expect(again.changed).toBe(0);
  });
});

/** Five runs: passed; skipped; a failed command without a failure in its log; out of time; passed against its report. */
async function evaluated(dataset = "regraded"): Promise<{ ctx: Ctx; batchId: string }> {
  const ctx = await database().ctxOf("curator");
  const silent = ["PASSED tests/test_module.py::test_3", "PASSED tests/test_module.py::test_other"];
  const instances = [
    harnessInstance(1),
    harnessInstance(2, { fixed: "SKIPPED" }),
    { ...harnessInstance(3), testOutput: harnessLog(silent, { exitCode: 2 }), report: undefined },
    { ...harnessInstance(4), testOutput: "\n\nTimeout error: 1800 seconds exceeded.", report: undefined },
    harnessInstance(5, { isResolved: false }),
  ];
  const marked = instances.map((instance) => ({ ...instance, patch: `${instance.patch}# ${crypto.randomUUID()}\n` }));
  const { runs: imported } = await importEvaluated(ctx, { root: inFolder("runs"), dataset, instances: marked });
  return { ctx, batchId: imported.batchId };
}

async function readRuns(batchId: string) {
  const { db } = database().connection;
  return db
    .select({ id: runs.id, resolution: runs.resolution, failureClass: runs.failureClass, reason: runs.reason })
    .from(runs)
    .where(eq(runs.batchId, batchId))
    .orderBy(runs.taskId);
}
