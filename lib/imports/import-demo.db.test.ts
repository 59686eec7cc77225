import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json";
import { auditEvents, datasets, tasks } from "#lib/db/schema";
import { onlyItem, readTasks } from "#lib/db/testing/read-tasks";
import { writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";
import { findTask } from "#lib/tasks/detail";

const database = testDatabase();
const inFolder = temporaryFolder();
const demo = "demo/tasks.jsonl";

describe("importing the demo corpus", () => {
  it("makes forty tasks, each with its texts, words and provenance", async () => {
    const ctx = await database().ctxOf("curator");
    const row = await importInto("first", demo);
    expect(row).toMatchObject({ added: 40, updated: 0, unchanged: 0, rejected: 0, state: "succeeded" });
    expect(row).toMatchObject({ position: 40, adapter: "swe-bench", fileFormat: "jsonl", failure: null });
    expect(row).toMatchObject({ fileName: "tasks.jsonl", fileSizeBytes: row.bytesRead, createdBy: expect.any(String) });
    const stored = await readTasks(ctx.db, "first");
    expect(stored).toHaveLength(40);
    expect(stored.every(({ task }) => task.status === "imported" && task.revision === 1)).toBe(true);

    const records = await readRecords();
    for (const { task } of stored) {
      const detail = await findTask(ctx, task.id);
      const number = records.findIndex((record) => record.instance_id === task.instanceId) + 1;
      expect(JSON.stringify(detail?.record)).toBe(JSON.stringify(records[number - 1]));
      expect(detail?.provenance).toMatchObject({
        importId: row.id,
        fileName: "tasks.jsonl",
        fileHash: createHash("sha256")
          .update(await readFile(demo))
          .digest("hex"),
        record: number,
        line: number,
        adapter: "swe-bench",
        importedBy: row.createdBy,
      });
    }
  });

  it("writes down who made the dataset and the import", async () => {
    const ctx = await database().ctxOf("curator");
    const row = await importInto("audited", demo);
    const events = await ctx.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.subject, `import:${row.id}`));
    expect(events).toMatchObject([{ event: "import.created", actor: row.createdBy, detail: { dataset: "audited" } }]);
    expect(await ctx.db.$count(auditEvents, eq(auditEvents.subject, "dataset:audited"))).toBe(1);
    expect(await ctx.db.$count(datasets, eq(datasets.slug, "audited"))).toBe(1);
  });

  it("changes nothing the second time: same ids, same revisions, same provenance", async () => {
    const { db } = await database().ctxOf("curator");
    await importInto("again", demo);
    const before = await readTasks(db, "again");
    await db.update(tasks).set({ status: "approved" }).where(eq(tasks.dataset, "again"));
    const row = await importInto("again", demo);
    expect(row).toMatchObject({ added: 0, updated: 0, unchanged: 40, rejected: 0, state: "succeeded" });
    const after = await readTasks(db, "again");
    expect(after).toEqual(before.map((one) => ({ ...one, task: { ...one.task, status: "approved" } })));
  });

  it("puts new content in the place of the old, and what was decided about the old falls away", async () => {
    const { db } = await database().ctxOf("curator");
    await importInto("changed", demo);
    const before = await readTasks(db, "changed");
    await db.update(tasks).set({ status: "approved" }).where(eq(tasks.dataset, "changed"));
    const records = await readRecords();
    const changed = records.map((record, index) =>
      index < 3
        ? { ...record, problem_statement: `Something else entirely, number ${index}`, language: "Ada" }
        : record,
    );
    const row = await importInto("changed", await writeJsonLines(inFolder("changed.jsonl"), changed));
    expect(row).toMatchObject({ added: 0, updated: 3, unchanged: 37, rejected: 0 });
    const after = await readTasks(db, "changed");
    const touched = new Set(changed.slice(0, 3).map((record) => record.instance_id));
    expect(after.map(({ task }) => task.id)).toEqual(before.map(({ task }) => task.id));
    for (const { task, texts, words } of after) {
      const isTouched = touched.has(task.instanceId);
      expect(task).toMatchObject(
        isTouched ? { status: "imported", revision: 2, language: "Ada" } : { status: "approved", revision: 1 },
      );
      expect(texts.importId === row.id).toBe(isTouched);
      expect(words.includes("'entirely'")).toBe(isTouched);
    }
  });

  it("takes a record whose keys stand in another order for the same", async () => {
    await importInto("order", demo);
    const turned = (await readRecords()).map((record) => Object.fromEntries(Object.entries(record).reverse()));
    const row = await importInto("order", await writeJsonLines(inFolder("turned.jsonl"), turned));
    expect(row).toMatchObject({ unchanged: 40, updated: 0 });
  });

  it("keeps two datasets apart", async () => {
    const { db } = await database().ctxOf("curator");
    await importInto("left", demo);
    const before = await readTasks(db, "left");
    expect(await importInto("right", demo)).toMatchObject({ added: 40, unchanged: 0 });
    expect(await readTasks(db, "left")).toEqual(before);
  });
});

async function importInto(dataset: string, path: string) {
  return onlyItem(importPath(await database().ctxOf("curator"), path, importOptionsSchema.parse({ dataset }), {}));
}

async function readRecords(): Promise<JsonObject[]> {
  const lines = (await readFile(demo, "utf8")).trimEnd().split("\n");
  return lines.map((line): JsonObject => JSON.parse(line));
}
