import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import { predictionSets, runBatches, runs } from "#lib/db/schema";
import { samplePatch, sampleRecords } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { predictionResults } from "#lib/predictions/model";
import { importPredictions } from "#lib/predictions/mutations";
import { previewPredictions } from "#lib/predictions/preview";
import { findPredictionSet, listPredictionSets, listPredictions } from "#lib/predictions/queries";
import { importEvaluated } from "#lib/predictions/testing/evaluated-set";
import { harnessInstance } from "#lib/predictions/testing/harness-folder";
import { importRecords } from "#lib/predictions/testing/import-records";

const database = testDatabase();
const inFolder = temporaryFolder();
const dataset = "queried";

beforeAll(async () => {
  const records = sampleRecords(200);
  await importRecords(await database().ctxOf("curator"), { dataset, path: inFolder("tasks.jsonl"), records });
});

describe("a set of predictions", () => {
  it("has its counts and what its newest evaluation came to", async () => {
    const { set, batchId } = await evaluated();
    const viewer = await database().ctxOf("viewer");
    const found = await findPredictionSet(viewer, set.id);
    expect(found).toMatchObject({
      id: set.id,
      dataset,
      model: "vendor/model",
      predictions: 8,
      patches: 7,
      empty: 1,
      unknown: 1,
      runnable: 6,
      evaluation: { batchId, state: "finished", policy: "swebench-5", repeats: 1 },
    });
    expect(found?.evaluation?.results).toEqual({
      FULL: 1,
      PARTIAL: 0,
      NO: 1,
      NOT_GRADED: 1,
      failed: 1,
      open: 0,
      none: 2,
      empty: 1,
      unknown: 1,
    });
    expect(await findPredictionSet(viewer, crypto.randomUUID())).toBeUndefined();
    expect(await findPredictionSet(viewer, "no id")).toBeUndefined();
  });

  it("has no evaluation before the first, and the newest of several", async () => {
    const { ctx, set } = await imported(["a"]);
    expect(await findPredictionSet(ctx, set.id)).toMatchObject({ evaluation: null });
    const batch = { kind: "evaluation", title: "", policy: "skywork", taskCount: 0, createdBy: "test" } as const;
    const days = [2, 1, 3];
    for (const day of days)
      await ctx.db
        .insert(runBatches)
        .values({ ...batch, repeats: day, predictionSetId: set.id, createdAt: new Date(Date.UTC(2026, 1, day)) });
    expect(await findPredictionSet(ctx, set.id)).toMatchObject({ evaluation: { repeats: 3, state: "queued" } });
  });
});

describe("listPredictionSets", () => {
  it("goes through all pages there and back, the newest first", async () => {
    const { ctx } = await imported(["one", "two", "three", "four", "five"]);
    const all = await ctx.db.$count(predictionSets);
    const there: string[][] = [];
    let cursor: string | null = null;
    let last = await listPredictionSets(ctx, { cursor }, 2);
    for (; ; last = await listPredictionSets(ctx, { cursor }, 2)) {
      there.push(last.items.map(({ id }) => id));
      if (!last.nextCursor) break;
      cursor = last.nextCursor;
    }
    expect(new Set(there.flat()).size).toBe(all);
    const back = [there.at(-1) ?? []];
    for (let page = last; page.previousCursor; ) {
      page = await listPredictionSets(ctx, { cursor: page.previousCursor }, 2);
      back.unshift(page.items.map(({ id }) => id));
    }
    expect(back).toEqual(there);
    expect(await listPredictionSets(ctx, { cursor: "nonsense" }, 2)).toMatchObject({ previousCursor: null });
  });
});

describe("listPredictions", () => {
  it("gives each prediction the run that stands for it", async () => {
    const { ctx, set, batchId } = await evaluated();
    const { items } = await listPredictions(ctx, { setId: set.id, batchId }, { result: null, cursor: null });
    expect(items.map(({ instanceId, result }) => `${instanceId} ${result}`)).toEqual([
      "owner__name-1 FULL",
      "owner__name-2 NO",
      "owner__name-3 NOT_GRADED",
      "owner__name-4 failed",
      "owner__name-5 empty",
      "owner__name-6 none",
      "owner__name-7 none",
      "owner__name-999 unknown",
    ]);
    expect(items[1]).toMatchObject({ failureClass: "tests", reason: expect.stringContaining("0 of 1 FAIL_TO_PASS") });
    expect(items.map(({ runId }) => runId !== null)).toEqual([true, true, true, true, false, false, false, false]);
  });

  it("takes the worst of the repeats, and what has not ended before all", async () => {
    const { ctx, set, batchId } = await evaluated();
    const first = await readFirst();
    expect(first?.result).toBe("FULL");
    const [run] = await ctx.db
      .select()
      .from(runs)
      .where(eq(runs.id, first?.runId ?? 0));
    if (!run) throw new Error("There is no run");
    const { id: _, ...again } = run;
    const added = [
      { repeat: 2, resolution: "PARTIAL", result: "PARTIAL" },
      { repeat: 3, state: "failed", resolution: null, result: "failed" },
      { repeat: 4, state: "running", resolution: null, result: "open" },
    ] as const;
    for (const { result, ...change } of added) {
      await ctx.db.insert(runs).values({ ...again, ...change });
      expect((await readFirst())?.result).toBe(result);
      expect((await findPredictionSet(ctx, set.id))?.evaluation?.results).toMatchObject({
        FULL: 0,
        [result]: 1 + (result === "failed" ? 1 : 0),
      });
    }

    async function readFirst() {
      const { items } = await listPredictions(ctx, { setId: set.id, batchId }, { result: null, cursor: null });
      return items[0];
    }
  });

  it("filters by result, and finds as many as are counted", async () => {
    const { ctx, set, batchId } = await evaluated();
    const counted = (await findPredictionSet(ctx, set.id))?.evaluation?.results;
    for (const result of predictionResults) {
      const { items } = await listPredictions(ctx, { setId: set.id, batchId }, { result, cursor: null });
      expect(items.map((item) => item.result)).toEqual(Array.from({ length: counted?.[result] ?? -1 }, () => result));
    }
  });

  it("shows every prediction before an evaluation, page by page", async () => {
    const ctx = await database().ctxOf("curator");
    const numbers = Array.from({ length: 120 }, (_, index) => index + 1);
    const { set } = await importNumbers("paged", numbers);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listPredictions>> = await listPredictions(
        ctx,
        { setId: set.id, batchId: null },
        { result: "none", cursor },
      );
      seen.push(...page.items.map(({ instanceId }) => instanceId));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(numbers.map((number) => `owner__name-${number}`).toSorted());
  });
});

describe("previewPredictions", () => {
  it("says what an import would come to, and writes nothing", async () => {
    const ctx = await database().ctxOf("curator");
    const before = await ctx.db.$count(predictionSets);
    const read = {
      fileName: "preds.json",
      fileHash: "x",
      problems: [],
      predictions: [
        { instanceId: "owner__name-1", model: "a", patch: "p" },
        { instanceId: "owner__name-2", model: "a", patch: null },
        { instanceId: "owner__name-998", model: "b", patch: "p" },
      ],
    };
    expect(await previewPredictions(ctx, { dataset, model: "", ...read })).toEqual([
      { model: "a", predictions: 2, patches: 1, empty: 1, unknown: 0, runnable: 1, unknownIds: [] },
      { model: "b", predictions: 1, patches: 1, empty: 0, unknown: 1, runnable: 0, unknownIds: ["owner__name-998"] },
    ]);
    expect(await ctx.db.$count(predictionSets)).toBe(before);
    await expect(previewPredictions(ctx, { dataset: "nowhere", model: "", ...read })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

/** Resolved; failed; not graded; no log; empty; two that the evaluation left out; one of no task. */
async function evaluated() {
  const ctx = await database().ctxOf("curator");
  const patch = `${samplePatch("a.py", 1)}# ${crypto.randomUUID()}\n`;
  const instances = [
    { ...harnessInstance(1), patch },
    { ...harnessInstance(2, { fixed: "FAILED" }), patch },
    { instanceId: "owner__name-3", patch, runLog: ">>>>> Patch Apply Failed:\n" },
    { instanceId: "owner__name-4", patch, runLog: "nothing\n" },
    { instanceId: "owner__name-5", patch: "" },
    { ...harnessInstance(6), patch },
    { ...harnessInstance(7), patch },
    { ...harnessInstance(999), patch },
  ];
  const { set, runs: done } = await importEvaluated(ctx, { root: inFolder("runs"), dataset, instances });
  for (const instanceId of ["owner__name-6", "owner__name-7"]) {
    const { items } = await listPredictions(
      ctx,
      { setId: set.id, batchId: done.batchId },
      { result: null, cursor: null },
    );
    const runId = items.find((item) => item.instanceId === instanceId)?.runId ?? 0;
    await ctx.db.delete(runs).where(eq(runs.id, runId));
  }
  return { ctx, set, batchId: done.batchId };
}

async function imported(models: readonly string[]) {
  const sets: Awaited<ReturnType<typeof importNumbers>>[] = [];
  for (const model of models) sets.push(await importNumbers(model, [1]));
  const [first] = sets;
  if (!first) throw new Error("No set was asked for");
  return first;
}

async function importNumbers(model: string, numbers: readonly number[]) {
  const ctx: Ctx = await database().ctxOf("curator");
  const predictions = numbers.map((number) => ({ instanceId: `owner__name-${number}`, model, patch: "p" }));
  const read = { fileName: "preds.json", fileHash: crypto.randomUUID(), problems: [], predictions };
  const [set] = await importPredictions(ctx, { dataset, name: "", model: "", ...read });
  if (!set) throw new Error("No set came out of the file");
  return { ctx, set };
}
