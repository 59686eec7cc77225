import { describe, expect, it } from "vitest";
import { onlyItem, readContent, readTasks } from "#lib/db/testing/read-tasks";
import { sampleRecords, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";
import { cancelImport } from "#lib/imports/mutations";
import { findImport } from "#lib/imports/queries";
import { runImport } from "#lib/imports/run-import";

const database = testDatabase();
const inFolder = temporaryFolder();

describe("cancelImport in the middle", () => {
  it("keeps what is committed, stops the rest, and stays cancelled", async () => {
    const ctx = await database().ctxOf("curator");
    const { path, row } = await importAndCancel("kept");
    expect(row).toMatchObject({ state: "cancelled", failure: null });
    expect(row.finishedAt).toBeInstanceOf(Date);
    expect(row.position).toBeLessThan(4_000);
    expect(row.added).toBe(row.position);
    expect(await readTasks(ctx.db, "kept")).toHaveLength(row.position);
    expect(await runImport(ctx, row.id, path)).toEqual(row);
  });

  it("lets the same command go on from there, to the same end", async () => {
    const ctx = await database().ctxOf("curator");
    const { path, row } = await importAndCancel("resumed");
    const resumed = await onlyItem(importPath(ctx, path, importOptionsSchema.parse({ dataset: "resumed" }), {}));
    expect(resumed).toMatchObject({ id: row.id, state: "succeeded", added: 4_000, unchanged: 0 });
    await onlyItem(importPath(ctx, path, importOptionsSchema.parse({ dataset: "whole" }), {}));
    expect(await readContent(ctx.db, "resumed")).toEqual(await readContent(ctx.db, "whole"));
  });

  it("is not turned into a failure by what happens afterwards", async () => {
    const ctx = await database().ctxOf("curator");
    const path = await writeJsonLines(inFolder("later.jsonl"), sampleRecords(2_500));
    const cancelled: Promise<void>[] = [];
    const outcome = await onlyItem(
      importPath(ctx, path, importOptionsSchema.parse({ dataset: "later" }), {
        onProgress: ({ id: importId }) => {
          if (cancelled.length > 0) return;
          cancelled.push(cancelImport(ctx, { importId }));
          throw new Error("The machinery broke");
        },
      }),
    ).catch((error: Error) => error.message);
    await Promise.all(cancelled);
    expect(outcome).toBe("The machinery broke");
    const { sql } = database().connection;
    const [row] = await sql`select state, finished_at is not null as ended from imports where dataset = 'later'`;
    expect(row).toEqual({ state: "cancelled", ended: true });
  });
});

async function importAndCancel(dataset: string) {
  const ctx = await database().ctxOf("curator");
  const path = await writeJsonLines(inFolder(`${dataset}.jsonl`), sampleRecords(4_000));
  const cancelled: Promise<void>[] = [];
  const { id } = await onlyItem(
    importPath(ctx, path, importOptionsSchema.parse({ dataset }), {
      onProgress: ({ id: importId }) => {
        if (cancelled.length === 0) cancelled.push(cancelImport(ctx, { importId }));
      },
    }),
  );
  await Promise.all(cancelled);
  const row = await findImport(ctx, id);
  if (!row) throw new Error("The import is gone");
  return { path, row };
}
