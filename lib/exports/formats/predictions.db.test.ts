import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import { buildTrajectory, say, userSays } from "#lib/core/trajectory/testing/build-trajectory";
import { predictionSets, predictions, reviewDecisions, tasks, trajectories } from "#lib/db/schema";
import { insertBatch, insertRun } from "#lib/db/testing/run-rows";
import { sampleRecord } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { insertTrajectory } from "#lib/db/testing/trajectory-rows";
import type { ExportOrder } from "#lib/exports/model";
import { makeExport } from "#lib/exports/testing/make-export";
import { importSamples } from "#lib/imports/testing/import-samples";

const database = testDatabase();
const inFolder = temporaryFolder();
let ctx: Ctx;

beforeAll(async () => {
  ctx = await database().ctxOf("curator");
});

beforeEach(async () => {
  await database().connection.sql`truncate datasets, run_batches cascade`;
  await importSamples(ctx, inFolder(`${crypto.randomUUID()}.jsonl`), [sampleRecord(1), sampleRecord(2)], "d");
});

it("are one a task: the first attempt of the only model, and no other in silence", async () => {
  await insert({ model: "a", attempt: 2 }, "second");
  await insert({ model: "a", attempt: 1 }, "first");
  await insert({ model: "b", attempt: 1, instanceId: "owner__name-2" }, "other");
  await expect(exportAll({})).rejects.toThrow(/of 2 models \(a, b\).*model=/);
  const one = await exportAll({ filter: "model=a" });
  expect(one.lines().map((line) => JSON.parse(line))).toEqual([
    { instance_id: "owner__name-1", model_name_or_path: "a", model_patch: "first" },
  ]);
  expect(one.contents.funnel.map(({ step, count }) => [step, count])).toEqual([
    ["matched", 2],
    ["attempts", 1],
    ["written", 1],
  ]);
  expect((await exportAll({ options: { attempts: "all" } })).lines()).toHaveLength(3);
});

it("do not fail for a model whose trajectories are left out anyway", async () => {
  await insert({ model: "a", verdict: "resolved" }, "good");
  await insert({ model: "b", verdict: "unresolved" }, "bad");
  expect((await exportAll({ options: { verdict: "resolved" } })).lines()).toHaveLength(1);
});

it("name the forms that their trajectories were approved with, and the policies that they were judged by", async () => {
  const [approved, imported, rejected] = [
    await insert({ verdict: "resolved", decision: "approved" }, "one"),
    await insert({ verdict: "resolved", decision: "approved", instanceId: "owner__name-2" }, "two"),
    await insert({ verdict: "unresolved", decision: "rejected" }, "three"),
  ];
  await decide(approved, "approved", "a".repeat(64));
  await decide(imported, "rejected", "b".repeat(64));
  await decide(imported, "approved", "c".repeat(64));
  await decide(rejected, "rejected", "d".repeat(64));
  await evaluate(approved, "one", "swebench-5", "FULL");
  await evaluate(approved, "one", "swe-smith", null);
  await evaluate(rejected, "three", "rebench-2", "NO");
  const order = { condition: "approved", options: { verdict: "resolved" } } as const;
  const { contents } = await exportAll(order);
  expect(contents.forms).toEqual(["a".repeat(64), "c".repeat(64)]);
  expect(Object.keys(contents.policies)).toEqual(["swebench-5"]);
  const { contents: ofAny } = await exportAll({ options: { attempts: "all" } });
  expect(ofAny.policies).toEqual({});
});

it("tell what was left after each step in the order of the steps", async () => {
  const rows = [
    ["owner__name-1", "resolved"],
    ["owner__name-1", "resolved"],
    ["owner__name-2", "unresolved"],
  ] as const;
  for (const [place, [instanceId, verdict]] of rows.entries()) {
    await insert({ instanceId, verdict, attempt: place }, `${place}`);
  }
  const { contents } = await exportAll({ options: { verdict: "resolved" } });
  expect(contents.funnel.map(({ step, count }) => [step, count])).toEqual([
    ["matched", 3],
    ["resolved", 2],
    ["attempts", 1],
    ["written", 1],
  ]);
});

async function insert(change: Partial<typeof trajectories.$inferInsert>, patch: string): Promise<number> {
  const instanceId = change.instanceId ?? "owner__name-1";
  const [task] = await ctx.db.select({ id: tasks.id }).from(tasks).where(eq(tasks.instanceId, instanceId));
  const trajectory = { ...buildTrajectory([userSays("?"), say("!")]), finalPatch: patch };
  return insertTrajectory(ctx.db, trajectory, { taskId: task?.id ?? null, model: "a", ...change, instanceId });
}

async function decide(trajectoryId: number, outcome: "approved" | "rejected", formHash: string): Promise<void> {
  const decision = {
    trajectoryId,
    outcome,
    formHash,
    origin: "rule",
    contentHash: "0".repeat(64),
    decidedBy: "x",
  } as const;
  await ctx.db.insert(reviewDecisions).values(decision);
}

/** Ends an evaluation of a patch. */
async function evaluate(
  trajectoryId: number,
  patch: string,
  policy: "swebench-5" | "swe-smith" | "rebench-2",
  resolution: "FULL" | "NO" | null,
): Promise<void> {
  const [row] = await ctx.db
    .select({ taskId: trajectories.taskId })
    .from(trajectories)
    .where(eq(trajectories.id, trajectoryId));
  const taskId = row?.taskId ?? 0;
  const batchId = await insertBatch(ctx.db, new Map([[taskId, "graded"]]), { kind: "evaluation", policy });
  const set = { dataset: "d", name: "s", model: "a", fileName: "f", fileHash: crypto.randomUUID(), createdBy: "x" };
  const [stored] = await ctx.db.insert(predictionSets).values(set).returning({ id: predictionSets.id });
  const [prediction] = await ctx.db
    .insert(predictions)
    .values({ setId: stored?.id ?? "", instanceId: "owner__name-1", taskId, patch })
    .returning({ id: predictions.id });
  const ended = { state: "finished", resolution } as const;
  await insertRun(ctx.db, { batchId, taskId, kind: "model", predictionId: prediction?.id ?? 0, ...ended });
}

function exportAll(order: Partial<ExportOrder>) {
  return makeExport(ctx, { dataset: "d", kind: "predictions", condition: "any", ...order });
}
