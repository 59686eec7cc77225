import { beforeAll, describe, expect, it } from "vitest";
import { onlyItem } from "#lib/db/testing/read-tasks";
import { sampleRecord, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { ensureDataset } from "#lib/imports/ensure-dataset";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";
import { findTask, restoreRecords } from "#lib/tasks/detail";
import { findDatasetStats } from "#lib/tasks/stats";

const database = testDatabase();
const inFolder = temporaryFolder();
const record = sampleRecord(1, { difficulty: "1-4 hours", language: "python", own: { b: [1, null, "x"], a: {} } });

beforeAll(async () => {
  const ctx = await database().ctxOf("curator");
  await ensureDataset(ctx, { slug: "local", forgeUrl: null });
  const path = await writeJsonLines(inFolder("one.jsonl"), [record, sampleRecord(2)]);
  await onlyItem(importPath(ctx, path, importOptionsSchema.parse({ dataset: "local" }), {}));
});

describe("findTask", () => {
  it("gives the task, its record word for word, and its dataset's forge", async () => {
    const task = await findTask(await database().ctxOf("viewer"), await idOf("owner__name-1"));
    expect(JSON.stringify(task?.record)).toBe(JSON.stringify(record));
    expect(task).toMatchObject({
      instanceId: "owner__name-1",
      difficulty: "1-4 hours",
      patchLines: 2,
      forgeUrl: null,
      task: { patch: record.patch, failToPass: record.FAIL_TO_PASS, createdAt: "2024-03-01T12:00:00.000Z" },
      provenance: { fileName: "one.jsonl", record: 1, line: 1 },
    });
  });

  it.each([0, -1, 1.5, Number.NaN, Infinity, 2 ** 31, 2 ** 53, 2 ** 31 - 1])("finds nothing for %d", async (id) => {
    expect(await findTask(await database().ctxOf("viewer"), id)).toBeUndefined();
  });
});

describe("restoreRecords", () => {
  it("gives records in the order asked for, and leaves out what is not there", async () => {
    const [one, two] = await Promise.all([idOf("owner__name-1"), idOf("owner__name-2")]);
    const records = await restoreRecords(await database().ctxOf("viewer"), [two, 999_999, one]);
    expect(records.map((restored) => restored.record)).toEqual([sampleRecord(2), record]);
    expect(await restoreRecords(await database().ctxOf("viewer"), [])).toEqual([]);
  });
});

describe("findDatasetStats", () => {
  it("gives means over all tasks, and nothing for a dataset that has none", async () => {
    const ctx = await database().ctxOf("viewer");
    expect(await findDatasetStats(ctx, "local")).toMatchObject({
      dataset: "local",
      instances: 2,
      repositories: 1,
      tasksWithHints: 0,
      means: { patchFiles: 1, patchHunks: 1, patchLines: 2, failToPass: 1, passToPass: 1, tests: 2, issueWords: 8 },
    });
    expect(await findDatasetStats(ctx, "not-there")).toBeUndefined();
  });
});

async function idOf(instanceId: string): Promise<number> {
  const [row] = await database().connection.sql<{ id: number }[]>`
    select id from tasks where instance_id = ${instanceId}`;
  return row?.id ?? 0;
}
