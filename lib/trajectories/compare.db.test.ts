import { describe, expect, it } from "vitest";
import { formatAtif } from "#lib/core/trajectory/format-atif";
import { type BuiltStep, bash, buildTrajectory } from "#lib/core/trajectory/testing/build-trajectory";
import { predictionSets, predictions } from "#lib/db/schema";
import { insertBatch, insertRun, insertTests } from "#lib/db/testing/run-rows";
import { sampleRecord, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { findCompared, findComparedPatch, findMeasures, listRivals } from "#lib/trajectories/compare";
import type { ComparedTrajectory } from "#lib/trajectories/compare-model";
import { findComparedMatrix } from "#lib/trajectories/compare-tests";
import { compareTurns } from "#lib/trajectories/compare-turns";
import { importTasks, importTrajectories } from "#lib/trajectories/testing/import-trajectories";

const database = testDatabase();
const inFolder = temporaryFolder();
const noLists = { failToPass: ["a"], passToPass: ["b"], passToFail: [], failToFail: [], flaky: [], quarantined: [] };

describe("comparing two trajectories", () => {
  it("lays their turns side by side with their lines", async () => {
    const [left, right] = await importPair(
      "turns",
      [bash("ls"), bash("cat a"), bash("make")],
      [bash("ls"), bash("make")],
    );
    const ctx = await database().ctxOf("viewer");
    const { rows, sharedTurns } = await compareTurns(ctx, left.id, right.id);
    expect(rows.map((row) => [row.left?.title, row.isShared, row.right?.title])).toEqual([
      ["ls", true, "ls"],
      ["cat a", false, undefined],
      ["make", true, "make"],
    ]);
    expect(sharedTurns).toBe(2);
  });

  it("reads no steps of a side that has none", async () => {
    const [left, right] = await importPair("empty", [], [bash("ls")]);
    const ctx = await database().ctxOf("viewer");
    expect((await compareTurns(ctx, left.id, right.id)).rows).toMatchObject([{ left: null, right: { number: 1 } }]);
  });

  it("finds each side with its patch, the gold patch, its measures and the attempts at the same task", async () => {
    const [left, right] = await importPair("sides", [bash("ls")], [bash("make")]);
    const ctx = await database().ctxOf("viewer");
    expect(left).toMatchObject({ instanceId: "owner__name-1", taskId: expect.any(Number), turns: 1 });
    expect(await findComparedPatch(ctx, left.id)).toEqual({
      finalPatch: patchOf("left"),
      goldPatch: expect.stringMatching(/^diff/),
    });
    expect(await findMeasures(ctx, left.id)).toMatchObject({ turns: 1, patchSize: { files: 1 } });
    expect((await listRivals(ctx, left)).map(({ id }) => id)).toEqual([left.id, right.id]);
    expect(await findCompared(ctx, null)).toBeUndefined();
    expect(await findCompared(ctx, 999_999)).toBeUndefined();
    expect(await findMeasures(ctx, 999_999)).toBeUndefined();
  });

  it("has a column of tests for each side whose patch was run here, from the newest run", async () => {
    const [left, right] = await importPair("tests", [bash("ls")], [bash("make")]);
    const ctx = await database().ctxOf("viewer");
    expect((await findComparedMatrix(ctx, [left, right], noLists)).runs).toEqual([]);
    await insertModelRun(left, patchOf("left"), "ff");
    const newest = await insertModelRun(left, patchOf("left"), "pf");
    await insertModelRun(left, patchOf("another"), "pp");
    const matrix = await findComparedMatrix(ctx, [left, right], noLists);
    expect(matrix.runs).toMatchObject([{ id: newest, model: "left: some-model" }]);
    expect(matrix.matrix.columns.map(({ statuses }) => statuses)).toEqual(["pf"]);
    await insertModelRun(right, patchOf("right"), "pp");
    const both = await findComparedMatrix(ctx, [left, right], noLists);
    expect(both.runs.map(({ model }) => model)).toEqual(["left: some-model", "right: some-model"]);
    const same = await findComparedMatrix(ctx, [left, left], noLists);
    expect(same).toMatchObject({ runs: [{ id: newest, model: "both: some-model" }], isOneRun: true });
    expect(both.isOneRun).toBe(false);
  });
});

type Sides = readonly [left: ComparedTrajectory, right: ComparedTrajectory];

async function importPair(dataset: string, left: readonly BuiltStep[], right: readonly BuiltStep[]): Promise<Sides> {
  const ctx = await database().ctxOf("curator");
  await importTasks(ctx, dataset, await writeJsonLines(inFolder("tasks.jsonl"), [sampleRecord(1)]));
  const records = [build(left, patchOf("left")), build(right, patchOf("right"))];
  const path = await writeJsonLines(inFolder("pair.jsonl"), records);
  const [one, other] = await importTrajectories(ctx, { dataset, path, model: "some-model" });
  const sides = [await findCompared(ctx, one ?? null), await findCompared(ctx, other ?? null)] as const;
  if (!sides[0] || !sides[1]) throw new Error("Two trajectories were imported");
  return [sides[0], sides[1]];
}

function build(steps: readonly BuiltStep[], finalPatch: string) {
  return formatAtif(buildTrajectory(steps, { instanceId: "owner__name-1", finalPatch }));
}

function patchOf(name: string): string {
  return `diff --git a/${name}.py b/${name}.py\n--- a/${name}.py\n+++ b/${name}.py\n@@ -1,1 +1,1 @@\n-old\n+new\n`;
}

/** A finished run of a patch, in a prediction set and a batch of its own. */
async function insertModelRun({ dataset, taskId, instanceId }: ComparedTrajectory, patch: string, statuses: string) {
  const { db } = database().connection;
  const set = { dataset, name: "s", model: "some-model", fileName: "f", createdBy: "c" };
  const [{ setId } = { setId: "" }] = await db
    .insert(predictionSets)
    .values({ ...set, fileHash: crypto.randomUUID() })
    .returning({ setId: predictionSets.id });
  const [prediction] = await db
    .insert(predictions)
    .values({ setId, instanceId, taskId, patch })
    .returning({ id: predictions.id });
  const batchId = await insertBatch(db, new Map(), { kind: "evaluation", predictionSetId: setId });
  const run = { batchId, taskId: taskId ?? 0, kind: "model", state: "finished", finishedAt: new Date() } as const;
  const id = await insertRun(db, { ...run, predictionId: prediction?.id ?? null });
  await insertTests(
    db,
    id,
    Array.from(statuses, (letter, index) => ({ name: ["a", "b"][index] ?? "", letter, seconds: 0, line: 0 })),
  );
  return id;
}
