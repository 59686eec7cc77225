import { describe, expect, it } from "vitest";
import { imports } from "#lib/db/schema";
import { onlyItem, readContent, readTasks } from "#lib/db/testing/read-tasks";
import { sampleRecords, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";
import { findImport } from "#lib/imports/queries";
import { runImport } from "#lib/imports/run-import";

const database = testDatabase();
const inFolder = temporaryFolder();

describe("a second run of the same import", () => {
  it("does nothing while the first works", async () => {
    const ctx = await database().ctxOf("curator");
    const path = await writeJsonLines(inFolder("twice.jsonl"), sampleRecords(1_500));
    const second: Promise<{ state: string; position: number }>[] = [];
    const first = await onlyItem(
      importPath(ctx, path, importOptionsSchema.parse({ dataset: "twice" }), {
        onProgress: ({ id }) => second.push(runImport(ctx, id, path)),
      }),
    );
    expect(first).toMatchObject({ state: "succeeded", added: 1_500, unchanged: 0, position: 1_500 });
    expect(await Promise.all(second)).toHaveLength(2);
    expect(await findImport(ctx, first.id)).toEqual(first);
    expect(await readTasks(ctx.db, "twice")).toHaveLength(1_500);
  });

  it("does nothing once it has ended", async () => {
    const ctx = await database().ctxOf("curator");
    const path = await writeJsonLines(inFolder("ended.jsonl"), sampleRecords(3));
    const row = await onlyItem(importPath(ctx, path, importOptionsSchema.parse({ dataset: "ended" }), {}));
    expect(await runImport(ctx, row.id, path)).toEqual(row);
  });

  it("by the same command does not stop the first", async () => {
    const ctx = await database().ctxOf("curator");
    const path = await writeJsonLines(inFolder("command.jsonl"), sampleRecords(1_500));
    const options = importOptionsSchema.parse({ dataset: "command" });
    const second: Promise<unknown>[] = [];
    const first = await onlyItem(
      importPath(ctx, path, options, {
        onProgress: () => {
          if (second.length === 0) second.push(onlyItem(importPath(ctx, path, options, {})));
        },
      }),
    );
    await Promise.all(second);
    expect(await findImport(ctx, first.id)).toMatchObject({ state: "succeeded", position: 1_500 });
    expect(await readTasks(ctx.db, "command")).toHaveLength(1_500);
  });
});

describe("two imports into one dataset at once", () => {
  it("take turns: of two with the same records each record is new once", async () => {
    const ctx = await database().ctxOf("curator");
    const options = importOptionsSchema.parse({ dataset: "shared" });
    const paths = await Promise.all([
      writeJsonLines(inFolder("one.jsonl"), sampleRecords(1_200)),
      writeJsonLines(inFolder("two.jsonl"), sampleRecords(1_300).toReversed()),
    ]);
    const rows = await Promise.all(paths.map((path) => onlyItem(importPath(ctx, path, options, {}))));
    expect(rows.map(({ state }) => state)).toEqual(["succeeded", "succeeded"]);
    expect(rows.reduce((sum, row) => sum + row.added, 0)).toBe(1_300);
    expect(rows.reduce((sum, row) => sum + row.unchanged, 0)).toBe(1_200);
    expect(rows.reduce((sum, row) => sum + row.updated, 0)).toBe(0);
    const alone = importOptionsSchema.parse({ dataset: "alone" });
    await onlyItem(importPath(ctx, paths[1] ?? "", alone, {}));
    const contents = await Promise.all([readContent(ctx.db, "shared"), readContent(ctx.db, "alone")]);
    const [shared, expected] = contents.map((rows) => rows.map(({ sourceRecord: _, sourceLine: __, ...row }) => row));
    expect(shared).toEqual(expected);
  });

  it("begin the dataset once", async () => {
    const ctx = await database().ctxOf("curator");
    const options = importOptionsSchema.parse({ dataset: "begun" });
    const paths = await Promise.all(
      [1, 2, 3].map((count) => writeJsonLines(inFolder(`begun-${count}.jsonl`), sampleRecords(count))),
    );
    const rows = await Promise.all(paths.map((path) => onlyItem(importPath(ctx, path, options, {}))));
    expect(rows.map(({ state }) => state)).toEqual(["succeeded", "succeeded", "succeeded"]);
    expect(rows.reduce((sum, row) => sum + row.added, 0)).toBe(3);
    const { sql } = database().connection;
    expect(await sql`select 1 from audit_events where subject = 'dataset:begun'`).toHaveLength(1);
    expect(await ctx.db.$count(imports)).toBeGreaterThan(2);
  });
});
