import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { batchTasks, predictions, runBatches, runs } from "#lib/db/schema";
import { sampleRecords } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { createBoss, prepareQueues } from "#lib/jobs/queue";
import { importPredictions } from "#lib/predictions/mutations";
import { importRecords } from "#lib/predictions/testing/import-records";
import { runOptionsSchema } from "#lib/runs/model";
import { requestEvaluation } from "#lib/runs/mutations";

const database = testDatabase({ asOwn: true });
const inFolder = temporaryFolder();
const dataset = "asked";
const options = runOptionsSchema.parse({ repeats: 2, priority: 3, policy: "swebench-5" });

beforeAll(async () => {
  const ctx = await database().ctxOf("curator");
  await importRecords(ctx, { dataset, path: inFolder("tasks.jsonl"), records: sampleRecords(3) });
  const boss = await createBoss(database().url).start();
  await prepareQueues(boss);
  await boss.stop({ graceful: false });
});

describe("requestEvaluation", () => {
  it("asks for the runs of every patch that has a task, and of no empty one", async () => {
    const { ctx, setId } = await imported();
    const batchId = await requestEvaluation(ctx, { predictionSetId: setId, ids: null }, options);
    const [batch] = await ctx.db.select().from(runBatches).where(eq(runBatches.id, batchId));
    expect(batch).toMatchObject({ kind: "evaluation", state: "queued", taskCount: 2, predictionSetId: setId });
    const asked = await ctx.db
      .select({ instanceId: predictions.instanceId, kind: runs.kind, repeat: runs.repeat })
      .from(runs)
      .innerJoin(predictions, eq(predictions.id, runs.predictionId))
      .where(eq(runs.batchId, batchId))
      .orderBy(runs.id);
    expect(asked.map(({ instanceId, kind, repeat }) => `${instanceId} ${kind} ${repeat}`)).toEqual([
      "owner__name-1 model 1",
      "owner__name-1 model 2",
      "owner__name-2 model 1",
      "owner__name-2 model 2",
    ]);
    const jobs = await database().connection.sql`
      select priority from pgboss.job where name = 'task.run' and data->>'batchId' = ${batchId}`;
    expect(jobs.map(({ priority }) => priority)).toEqual([3, 3]);
  });

  it("asks for some tasks where they are named", async () => {
    const { ctx, setId } = await imported();
    const [one] = await ctx.db.select().from(predictions).where(eq(predictions.setId, setId)).orderBy(predictions.id);
    const ids = [one?.taskId ?? 0];
    const batchId = await requestEvaluation(ctx, { predictionSetId: setId, ids }, options);
    const asked = await ctx.db.select().from(batchTasks).where(eq(batchTasks.batchId, batchId));
    expect(asked.map(({ taskId }) => taskId)).toEqual(ids);
  });

  it("refuses an annotator, a set that is not there, and a set without a patch to run", async () => {
    const { ctx, setId } = await imported();
    const before = await ctx.db.$count(runBatches);
    const request = { predictionSetId: setId, ids: null };
    const annotator = await database().ctxOf("annotator");
    await expect(requestEvaluation(annotator, request, options)).rejects.toMatchObject({ code: "forbidden" });
    const unknown = { ...request, predictionSetId: crypto.randomUUID() };
    await expect(requestEvaluation(ctx, unknown, options)).rejects.toMatchObject({ code: "not_found" });
    await ctx.db.update(predictions).set({ patch: "" }).where(eq(predictions.setId, setId));
    await expect(requestEvaluation(ctx, request, options)).rejects.toMatchObject({ code: "invalid" });
    expect(await ctx.db.$count(runBatches)).toBe(before);
  });
});

async function imported() {
  const ctx = await database().ctxOf("curator");
  const patches = [
    [1, "a patch"],
    [2, "another"],
    [3, null],
    [99, "of no task"],
  ] as const;
  const [set] = await importPredictions(ctx, {
    dataset,
    name: "",
    model: "",
    fileName: "preds.json",
    fileHash: crypto.randomUUID(),
    problems: [],
    predictions: patches.map(([number, patch]) => ({ instanceId: `owner__name-${number}`, model: "m", patch })),
  });
  if (!set) throw new Error("No set came out of the file");
  return { ctx, setId: set.id };
}
