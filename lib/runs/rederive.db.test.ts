import { beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import { batchTasks, runBatches, runs, runTests, taskLabels, tasks, taskTexts } from "#lib/db/schema";
import { sampleRecords } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importRecords } from "#lib/predictions/testing/import-records";
import { rederive } from "#lib/runs/rederive";

const database = testDatabase();
const inFolder = temporaryFolder();
const facts = {
  hasMarkers: true,
  badCodes: [],
  exitCode: 0,
  hasTimedOut: false,
  hasSuiteRun: true,
  faultSign: null,
  hasTests: true,
  hasFailure: false,
};

beforeAll(async () => {
  const records = sampleRecords(3);
  const ctx = await database().ctxOf("curator");
  await importRecords(ctx, { dataset: "derived", path: inFolder("tasks.jsonl"), records });
});

describe("rederive", () => {
  it("concludes a validation again, by every test that its runs kept", async () => {
    const ctx = await database().ctxOf("curator");
    const batchId = await validated(ctx);
    const before = await ctx.db.select().from(taskLabels);
    const [worst, skipped, same] = (await Array.fromAsync(rederive(ctx, { batchId, policy: "live-3x" }))).flat();
    expect(worst).toMatchObject({
      instanceId: "owner__name-1",
      from: "accepted",
      to: "accepted",
      lists: { passToFail: { added: 1, removed: 0 } },
    });
    expect(worst?.lists).not.toHaveProperty("failToPass");
    expect(skipped).toMatchObject({
      from: "stopped",
      to: "accepted",
      lists: { failToPass: { added: 1, removed: 0 } },
    });
    expect(same).toMatchObject({
      from: "stopped",
      to: "stopped",
      reason: expect.stringContaining("memory"),
      lists: {},
    });
    expect(await ctx.db.select().from(taskLabels)).toEqual(before);
  });

  it("changes nothing under the policy that it was concluded by", async () => {
    const ctx = await database().ctxOf("viewer");
    const batchId = await validated(ctx);
    for (const task of (await Array.fromAsync(rederive(ctx, { batchId, policy: "skywork" }))).flat()) {
      expect(task).toMatchObject({ to: task.from, lists: {} });
    }
  });

  it("is refused for an evaluation and for no batch", async () => {
    const ctx = await database().ctxOf("viewer");
    const [batch] = await ctx.db
      .insert(runBatches)
      .values({ kind: "evaluation", title: "", policy: "skywork", repeats: 1, taskCount: 0, createdBy: "test" })
      .returning();
    const request = { batchId: batch?.id ?? "", policy: "skywork" } as const;
    await expect(rederive(ctx, request).next()).rejects.toMatchObject({ code: "invalid" });
    const unknown = { ...request, batchId: crypto.randomUUID() };
    await expect(rederive(ctx, unknown).next()).rejects.toMatchObject({ code: "not_found" });
  });
});

/** By the policy `skywork`: one test fixed and one flaky; one skipped without the patch; one run that lacked memory. */
async function validated({ db }: Ctx): Promise<string> {
  const [first, second, third] = await db.select().from(tasks).orderBy(tasks.id);
  const [batch] = await db
    .insert(runBatches)
    .values({
      kind: "validation",
      title: "",
      state: "finished",
      policy: "skywork",
      repeats: 2,
      taskCount: 3,
      createdBy: "test",
    })
    .returning();
  if (!first || !second || !third || !batch) throw new Error("Rows are missing");
  const [texts] = await db.select().from(taskTexts);
  const task = { batchId: batch.id, state: "finished" } as const;
  await db.insert(batchTasks).values([
    { ...task, taskId: first.id, outcome: "accepted" },
    { ...task, taskId: second.id, outcome: "stopped" },
    { ...task, taskId: third.id, outcome: "stopped" },
  ]);
  const none = { passToPass: [], passToFail: [], failToFail: [], flaky: [] };
  const labels = { ...none, batchId: batch.id, policy: "skywork", contentHash: texts?.contentHash ?? "" } as const;
  await db.insert(taskLabels).values([
    { ...labels, taskId: first.id, failToPass: ["a"], flaky: ["b"] },
    { ...labels, taskId: second.id, failToPass: [], passToPass: ["b"] },
  ]);
  const letters: readonly (readonly [number, "empty" | "gold", number, string])[] = [
    [first.id, "empty", 1, "FP"],
    [first.id, "empty", 2, "FP"],
    [first.id, "gold", 1, "PP"],
    [first.id, "gold", 2, "PF"],
    [second.id, "empty", 1, "SP"],
    [second.id, "gold", 1, "PP"],
    [third.id, "empty", 1, "FP"],
  ];
  for (const [taskId, kind, repeat, statuses] of letters) {
    const [run] = await db
      .insert(runs)
      .values({
        batchId: batch.id,
        taskId,
        kind,
        repeat,
        state: "finished",
        logFacts: facts,
        ...(taskId === third.id
          ? { failureClass: "out_of_memory", reason: "A process was killed because memory ran out." }
          : {}),
      })
      .returning();
    await db.insert(runTests).values({ runId: run?.id ?? 0, names: ["a", "b"], statuses, lines: [1, 2] });
  }
  return batch.id;
}
