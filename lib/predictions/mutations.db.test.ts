import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { auditEvents, predictionSets, predictions, tasks } from "#lib/db/schema";
import { samplePatch, sampleRecord, sampleRecords } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importPredictions, type NewPredictions } from "#lib/predictions/mutations";
import { importRecords } from "#lib/predictions/testing/import-records";

const database = testDatabase();
const inFolder = temporaryFolder();
const dataset = "predicted";

beforeAll(async () => {
  const records = sampleRecords(5);
  await importRecords(await database().ctxOf("curator"), { dataset, path: inFolder("tasks.jsonl"), records });
});

describe("importPredictions", () => {
  it("keeps a set for each model, with unknown ids and empty patches", async () => {
    const ctx = await database().ctxOf("curator");
    const sets = await importPredictions(
      ctx,
      fileOf([
        ["a", 1],
        ["a", 2, null],
        ["a", 99],
        ["b/c", 3],
      ]),
    );
    expect(sets).toMatchObject([
      { model: "a", isNew: true, predictions: 3, patches: 2, empty: 1, unknown: 1, unknownIds: ["owner__name-99"] },
      { model: "b/c", isNew: true, predictions: 1, patches: 1, empty: 0, unknown: 0, unknownIds: [] },
    ]);
    const kept = await ctx.db
      .select({ instanceId: predictions.instanceId, task: tasks.instanceId, patch: predictions.patch })
      .from(predictions)
      .leftJoin(tasks, eq(tasks.id, predictions.taskId))
      .where(eq(predictions.setId, sets[0]?.id ?? ""))
      .orderBy(predictions.id);
    expect(kept).toEqual([
      { instanceId: "owner__name-1", task: "owner__name-1", patch: samplePatch("a.py", 1) },
      { instanceId: "owner__name-2", task: "owner__name-2", patch: "" },
      { instanceId: "owner__name-99", task: null, patch: samplePatch("a.py", 99) },
    ]);
    const events = await ctx.db.select().from(auditEvents).where(eq(auditEvents.event, "predictions.imported"));
    expect(events.map(({ subject }) => subject).toSorted()).toEqual(
      sets.map(({ id }) => `prediction-set:${id}`).toSorted(),
    );
  });

  it("takes the same file for the same sets, and ties what has a task by then", async () => {
    const ctx = await database().ctxOf("curator");
    const file = fileOf([
      ["a", 1],
      ["a", 50],
    ]);
    const [first] = await importPredictions(ctx, file);
    expect(first).toMatchObject({ isNew: true, unknown: 1 });
    const again = await importPredictions(ctx, { ...file, fileName: "another-name.json" });
    expect(again).toEqual([{ ...first, isNew: false }]);
    await importRecords(ctx, { dataset, path: inFolder("more.jsonl"), records: [sampleRecord(50)] });
    expect(await importPredictions(ctx, file)).toEqual([
      { ...first, isNew: false, unknown: 0, runnable: 2, unknownIds: [] },
    ]);
  });

  it("keeps apart what a file is told to be from what it says", async () => {
    const ctx = await database().ctxOf("curator");
    const file = fileOf([
      ["a", 1],
      [null, 2],
    ]);
    expect(await importPredictions(ctx, file)).toMatchObject([{ model: "a" }, { model: "preds" }]);
    expect(await importPredictions(ctx, { ...file, model: "told" })).toMatchObject([{ model: "told", predictions: 2 }]);
  });

  it("does not take the patches of two models for one's", async () => {
    const ctx = await database().ctxOf("curator");
    const file = fileOf([
      ["a", 1],
      ["b", 1],
    ]);
    await expect(importPredictions(ctx, { ...file, model: "told" })).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringMatching(/patches of b and of a for owner__name-1; leave the model's name out/),
    });
    expect(await importPredictions(ctx, file)).toMatchObject([{ model: "a" }, { model: "b" }]);
  });

  it("writes thousands in the order of the file", async () => {
    const ctx = await database().ctxOf("curator");
    const entries = Array.from({ length: 2_500 }, (_, index) => ["many", 10_000 - index] as const);
    const [set] = await importPredictions(ctx, fileOf(entries));
    expect(set).toMatchObject({ predictions: 2_500, unknown: 2_500 });
    expect(set?.unknownIds).toHaveLength(100);
    const rows = await ctx.db
      .select({ instanceId: predictions.instanceId })
      .from(predictions)
      .where(eq(predictions.setId, set?.id ?? ""))
      .orderBy(predictions.id);
    expect(rows.map(({ instanceId }) => instanceId)).toEqual(entries.map(([, number]) => `owner__name-${number}`));
  });

  it("is refused to an annotator", async () => {
    const ctx = await database().ctxOf("annotator");
    await expect(importPredictions(ctx, fileOf([["a", 1]]))).rejects.toMatchObject({ code: "forbidden" });
  });

  it("refuses an unknown dataset and a file without predictions, and keeps nothing of them", async () => {
    const ctx = await database().ctxOf("curator");
    const before = await ctx.db.$count(predictionSets);
    const nowhere = { ...fileOf([["a", 1]]), dataset: "nowhere" };
    await expect(importPredictions(ctx, nowhere)).rejects.toMatchObject({
      code: "not_found",
      message: "There is no dataset nowhere. Import its tasks first.",
    });
    const problem = { file: "p", line: 3, instanceId: null, field: null, expected: "a JSON object", found: "the end" };
    await expect(importPredictions(ctx, { ...fileOf([]), problems: [problem] })).rejects.toMatchObject({
      code: "invalid",
      message: "p, line 3: expected a JSON object, found the end",
    });
    expect(await ctx.db.$count(predictionSets)).toBe(before);
  });

  it("makes one set of two imports at once", async () => {
    const ctx = await database().ctxOf("curator");
    const file = fileOf([
      ["a", 1],
      ["a", 2],
    ]);
    const both = await Promise.all([importPredictions(ctx, file), importPredictions(ctx, file)]);
    expect(new Set(both.flat().map(({ id }) => id)).size).toBe(1);
    expect(
      both
        .flat()
        .map(({ isNew }) => isNew)
        .toSorted(),
    ).toEqual([false, true]);
    expect(both.flat().map(({ predictions }) => predictions)).toEqual([2, 2]);
  });
});

function fileOf(entries: readonly (readonly [model: string | null, number: number, patch?: null])[]): NewPredictions {
  return {
    dataset,
    name: "",
    model: "",
    fileName: "preds.json",
    fileHash: crypto.randomUUID(),
    problems: [],
    predictions: entries.map(([model, number, patch = samplePatch("a.py", number)]) => ({
      instanceId: `owner__name-${number}`,
      model,
      patch,
    })),
  };
}
