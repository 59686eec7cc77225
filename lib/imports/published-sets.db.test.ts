import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { tasks } from "#lib/db/schema";
import { onlyItem } from "#lib/db/testing/read-tasks";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { exportTasks } from "#lib/exports/export-tasks";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";
import { openRecords } from "#lib/imports/readers/open-records";
import { restoreRecords } from "#lib/tasks/detail";
import { loadTaskListParams, taskFilters } from "#lib/tasks/filters";
import { countTasks } from "#lib/tasks/queries";
import { findDatasetStats } from "#lib/tasks/stats";

const folder = join(import.meta.dirname, "../../../shared/data/tasks");
const database = testDatabase();
const inFolder = temporaryFolder();

const sets = [
  ["verified", "swe-bench_verified.parquet", { added: 500, unchanged: 0 }],
  ["multilingual", "swe-bench_multilingual.parquet", { added: 300, unchanged: 0 }],
  ["dev", "swe-bench_dev.parquet", { added: 225, unchanged: 0 }],
  ["dev-easy", "swe-bench_dev-easy.json", { added: 4, unchanged: 1 }],
  ["rebench", "swe-rebench-v2_one-row.json", { added: 1, unchanged: 0 }],
  ["smith", "swe-smith_one-row.json", { added: 1, unchanged: 0 }],
  ["repolaunch", "repolaunch_result.jsonl", { added: 2, unchanged: 0 }],
] as const;

describe.skipIf(!existsSync(folder))("published task sets (skipped without ../shared/data)", () => {
  beforeAll(async () => {
    for (const [dataset, file, counts] of sets) {
      expect(await importInto(dataset, join(folder, file))).toMatchObject({
        state: "succeeded",
        rejected: 0,
        ...counts,
      });
    }
  });

  it.each(sets)("every record of %s comes back out of the database as it stood in the file", async (dataset, file) => {
    const { db } = database().connection;
    const rows = await db
      .select({ id: tasks.id, name: tasks.instanceId })
      .from(tasks)
      .where(eq(tasks.dataset, dataset));
    const ids = new Map(rows.map(({ id, name }) => [name, id]));
    const [ctx, { records }] = [await viewer(), await openRecords(join(folder, file))];
    for await (const item of records) {
      if (item.kind === "problem") throw new Error(item.message);
      const restored = await restoreRecords(ctx, [ids.get(String(item.value.instance_id)) ?? 0]);
      expect(JSON.stringify(restored[0]?.record)).toBe(JSON.stringify(item.value));
    }
  });

  it("the means of Verified are those of the paper's Table 2", async () => {
    const stats = await findDatasetStats(await viewer(), "verified");
    expect(stats).toMatchObject({ instances: 500, repositories: 12 });
    const { issueWords, patchFiles, patchHunks, patchLines, failToPass, passToPass } = stats?.means ?? {};
    const means = { issueWords, patchFiles, patchHunks, patchLines, failToPass, passToPass };
    expect(Object.fromEntries(Object.entries(means).map(([key, mean]) => [key, mean?.toFixed(1)]))).toEqual({
      issueWords: "189.3",
      patchFiles: "1.2",
      patchHunks: "2.4",
      patchLines: "14.3",
      failToPass: "3.0",
      passToPass: "120.3",
    });
  });

  it.each([
    ["?dataset=verified&repo=django/django&patchLinesMax=5", 104],
    ["?dataset=verified&repo=django/django", 231],
    ["?dataset=verified&patchLinesMax=5", 223],
  ])("%s finds %i", async (search, count) => {
    const filters = taskFilters(loadTaskListParams(search));
    expect(await countTasks(await viewer(), filters, { exact: false })).toEqual({ count, exact: true });
  });

  it.each(["jsonl", "parquet"] as const)("exporting to %s and importing that changes nothing", async (format) => {
    for (const [dataset, , { added }] of sets) {
      const filters = { ...taskFilters(loadTaskListParams({ dataset })), sort: "patchLines", dir: "asc" } as const;
      const path = inFolder(`${dataset}.${format}`);
      await writeFile(path, exportTasks(await viewer(), { format, filters, ids: null, columns: [] }));
      expect(await importInto(dataset, path), dataset).toMatchObject({
        unchanged: added,
        added: 0,
        updated: 0,
        rejected: 0,
      });
    }
  });
});

async function importInto(dataset: string, path: string) {
  return onlyItem(importPath(await database().ctxOf("curator"), path, importOptionsSchema.parse({ dataset }), {}));
}

function viewer() {
  return database().ctxOf("viewer");
}
