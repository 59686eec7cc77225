import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json";
import { onlyItem } from "#lib/db/testing/read-tasks";
import { sampleRecord, sampleRecords, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importPath, previewPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";
import { previewImport } from "#lib/imports/preview-import";
import { listRejects } from "#lib/imports/queries";

const database = testDatabase();
const inFolder = temporaryFolder();

const changed = sampleRecord(3, { hints_text: "changed" });
const mixed: readonly (JsonObject | string)[] = [
  ...sampleRecords(2),
  changed,
  "{ broken",
  sampleRecord(1_500, { patch: "" }),
  ...sampleRecords(1_100).slice(3),
  changed,
];

describe("previewImport", () => {
  it("writes nothing at all", async () => {
    const ctx = await database().ctxOf("curator");
    const path = await writeJsonLines(inFolder("nothing.jsonl"), mixed);
    const before = await countRows();
    await previewImport(ctx, path, into("not-there"));
    expect(await countRows()).toEqual(before);
  });

  it("foretells the counts and the rejects of the import, which then foretells that nothing changes", async () => {
    const ctx = await database().ctxOf("curator");
    await onlyItem(importPath(ctx, await writeJsonLines(inFolder("old.jsonl"), sampleRecords(20)), into("d"), {}));
    const path = await writeJsonLines(inFolder("mixed.jsonl"), mixed);
    const { rejects, records, ...foretold } = await previewImport(ctx, path, into("d"));
    expect(foretold).toMatchObject({ added: 1_080, updated: 1, unchanged: 20, rejected: 2 });
    const row = await onlyItem(importPath(ctx, path, into("d"), {}));
    expect(row).toMatchObject(foretold);
    expect(records).toBe(row.position);
    expect(rejects).toEqual(await listRejects(ctx, row.id, { after: 0, limit: 50 }));
    expect(await previewImport(ctx, path, into("d"))).toMatchObject({
      added: 0,
      updated: 0,
      unchanged: 1_101,
      rejected: 2,
    });
  });

  it("shows where each column goes", async () => {
    const ctx = await database().ctxOf("curator");
    const path = await writeJsonLines(inFolder("columns.jsonl"), [sampleRecord(1, { my_column: 7 })]);
    const preview = await onlyItem(previewPath(ctx, path, into("d"), new AbortController().signal));
    expect(preview).toMatchObject({ fileName: "columns.jsonl", fileFormat: "jsonl", adapter: "swe-bench", records: 1 });
    expect(preview.mapping).toContainEqual({
      column: "FAIL_TO_PASS",
      field: "failToPass",
      codec: "list",
      note: expect.any(String),
    });
    expect(preview.mapping).toContainEqual({ column: "my_column", field: null, codec: null, note: null });
  });

  it("shows the first fifty rejects of many, and counts all", async () => {
    const ctx = await database().ctxOf("curator");
    const lines = [...Array.from({ length: 1_200 }, (_, n) => sampleRecord(n, { patch: "" })), sampleRecord(1)];
    const preview = await previewImport(ctx, await writeJsonLines(inFolder("many.jsonl"), lines), into("d"));
    expect(preview.rejected).toBe(1_200);
    expect(preview.rejects.map(({ record }) => record)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  it("stops when asked to", async () => {
    const ctx = await database().ctxOf("curator");
    const path = await writeJsonLines(inFolder("stopped.jsonl"), mixed);
    await expect(previewImport(ctx, path, into("d"), AbortSignal.abort())).rejects.toThrow(/abort/i);
  });
});

function into(dataset: string) {
  return importOptionsSchema.parse({ dataset });
}

function countRows() {
  return database().connection.sql`
    select (select count(*) from datasets) as datasets, (select count(*) from tasks) as tasks,
      (select count(*) from imports) as imports, (select count(*) from import_rejects) as rejects,
      (select count(*) from record_layouts) as layouts, (select count(*) from audit_events) as events`;
}
