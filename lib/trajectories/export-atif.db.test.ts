import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { asc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json";
import { formatAtif } from "#lib/core/trajectory/format-atif";
import type { Trajectory } from "#lib/core/trajectory/model";
import { bash, buildTrajectory, say, turn, userSays } from "#lib/core/trajectory/testing/build-trajectory";
import { trajectories, trajectoryTexts } from "#lib/db/schema";
import { sampleRecord, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { streamAtif } from "#lib/trajectories/export-atif";
import { loadTrajectory } from "#lib/trajectories/load-trajectory";
import { importTasks, importTrajectories } from "#lib/trajectories/testing/import-trajectories";

const database = testDatabase();
const inFolder = temporaryFolder();
const realFolder = resolve("../shared/data/trajectories");

describe("loading a trajectory", () => {
  it("gives back what was imported, with its sub-agents in their order", async () => {
    const trajectory = withSubagents();
    const [id] = await importInto("loaded", await writeJsonLines(inFolder("loaded.jsonl"), [formatAtif(trajectory)]));
    expect(await loadTrajectory(await database().ctxOf("viewer"), id ?? 0)).toEqual(trajectory);
  });

  it("says of the task and the model what only the import knew", async () => {
    const { instanceId: _, ...unnamed } = withSubagents();
    const path = await writeJsonLines(inFolder("a__b-7.jsonl"), [formatAtif({ ...unnamed, instanceId: null })]);
    const [id] = await importInto("named", path, { model: "given" });
    const loaded = await loadTrajectory(await database().ctxOf("viewer"), id ?? 0);
    expect(loaded).toMatchObject({ instanceId: "a__b-7", agent: { model: "given" } });
  });

  it("knows when there is none", async () => {
    const ctx = await database().ctxOf("viewer");
    for (const id of [0, -1, 1.5, Number.NaN, 2 ** 31, 999_999]) expect(await loadTrajectory(ctx, id)).toBeUndefined();
  });
});

describe("exporting trajectories as ATIF", () => {
  it("writes one a line in the order asked for, and leaves out what is gone", async () => {
    const lines = ["a__b-1", "a__b-2"].map((instanceId) => formatAtif({ ...withSubagents(), instanceId }));
    const [first = 0, second = 0] = await importInto("lines", await writeJsonLines(inFolder("lines.jsonl"), lines));
    expect(await exportLines([second, 999_999, first])).toEqual([lines[1], lines[0]]);
  });

  it("gives the same steps and measures when it is imported again", async () => {
    const records = [formatAtif(withSubagents()), formatAtif({ ...withSubagents(), instanceId: "elsewhere" })];
    await expectRoundTrip("synthetic", await writeJsonLines(inFolder("synthetic.jsonl"), records), 2);
  });

  it.skipIf(!existsSync(realFolder))("gives the same of all published ones (needs ../shared/data)", async () => {
    await expectRoundTrip("real", realFolder, 40);
  });
});

async function expectRoundTrip(name: string, path: string, count: number): Promise<void> {
  const ctx = await database().ctxOf("curator");
  for (const dataset of [name, `${name}-again`]) {
    const tasks = await writeJsonLines(inFolder("tasks.jsonl"), [sampleRecord(1)]);
    await importTasks(ctx, dataset, tasks);
  }
  const ids = await importInto(name, path);
  expect(ids).toHaveLength(count);
  const again = await importInto(
    `${name}-again`,
    await writeJsonLines(inFolder("again.jsonl"), await exportLines(ids)),
  );
  expect(again).toHaveLength(count);
  for (const [place, id] of ids.entries()) {
    const [loaded, reloaded] = [await loadTrajectory(ctx, id), await loadTrajectory(ctx, again[place] ?? 0)];
    expect(loaded?.steps.length).toBeGreaterThan(0);
    expect(reloaded).toEqual(loaded);
    expect(await storedOf(again[place] ?? 0)).toEqual(await storedOf(id));
  }
}

/** What was measured of a trajectory and its sub-agents, at any depth. */
async function storedOf(id: number): Promise<unknown> {
  const { db } = database().connection;
  const [own] = await db
    .select({ measures: trajectoryTexts.measures, outline: trajectoryTexts.outline })
    .from(trajectoryTexts)
    .where(eq(trajectoryTexts.trajectoryId, id));
  const children = await db
    .select({ id: trajectories.id })
    .from(trajectories)
    .where(eq(trajectories.parentId, id))
    .orderBy(asc(trajectories.id));
  return {
    measures: JSON.parse(own?.measures ?? ""),
    outline: JSON.parse(own?.outline ?? ""),
    subagents: await Promise.all(children.map((child) => storedOf(child.id))),
  };
}

async function exportLines(ids: readonly number[]): Promise<JsonObject[]> {
  const bytes = await Array.fromAsync(streamAtif(await database().ctxOf("viewer"), ids));
  const text = Buffer.concat(bytes).toString();
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

async function importInto(dataset: string, path: string, options: { model?: string } = {}): Promise<number[]> {
  return importTrajectories(await database().ctxOf("curator"), { dataset, path, ...options });
}

function withSubagents(): Trajectory {
  const deepest = buildTrajectory([bash("ls", "a\0b")], { trajectoryId: "deepest" });
  const helpers = ["one", "two"].map((trajectoryId, index) =>
    buildTrajectory([userSays(trajectoryId), bash("pwd")], {
      trajectoryId,
      subagents: index === 0 ? [deepest] : [],
    }),
  );
  const edit = { command: "str_replace", path: "/testbed/src/module.py", old_str: "0", new_str: "1" };
  return buildTrajectory(
    [
      userSays("Mend it."),
      bash("cat src/module.py", "first = 0"),
      turn("str_replace_editor", edit, "edited"),
      say("\u{D800}"),
    ],
    {
      instanceId: "owner__name-1",
      exitStatus: "submitted",
      finalPatch: "diff --git a/src/module.py b/src/module.py\n",
      isResolved: false,
      subagents: helpers,
    },
  );
}
