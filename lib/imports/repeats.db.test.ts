import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json";
import { onlyItem, readTasks } from "#lib/db/testing/read-tasks";
import { sampleRecord, sampleRecords, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";
import { previewImport } from "#lib/imports/preview-import";
import { listRejects } from "#lib/imports/queries";

const database = testDatabase();
const inFolder = temporaryFolder();

/** Contents of one id in the order of the file: a letter each. */
const orders = ["aa", "ab", "aba", "abb", "abc"];
const expected = { added: 5, unchanged: 2, rejected: 6 };
const firsts = orders.map((_, index) => contentOf(index, "a"));
const repeats = orders.flatMap((order, index) => [...order.slice(1)].map((letter) => contentOf(index, letter)));
const rejected = repeats.filter(({ hints_text }) => hints_text !== "content a");

describe.each([
  ["one batch", []],
  ["two batches", sampleRecords(1_050).slice(orders.length)],
])("ids that stand more than once in %s of a file", (place, between) => {
  const records = [...firsts, ...between, ...repeats];
  const added = expected.added + between.length;

  it("count by their first record, as a dry run foretells; another content is a reject", async () => {
    const { ctx, path, options } = await fileOf(`first-${place}`, records);
    const foretold = await previewImport(ctx, path, options);
    const row = await onlyItem(importPath(ctx, path, options, {}));
    expect(row).toMatchObject({ state: "succeeded", updated: 0, ...expected, added });
    expect(foretold).toMatchObject({ updated: 0, ...expected, added });
    const rejects = await listRejects(ctx, row.id, { after: 0, limit: 50 });
    expect(rejects.map(({ source }) => source)).toEqual(rejected.map((record) => JSON.stringify(record)));
    expect(rejects.map(({ record }) => record)).toEqual(rejected.map((record) => records.indexOf(record) + 1));
    expect(rejects.every(({ field }) => field === "instance_id")).toBe(true);
    const stored = await readTasks(ctx.db, options.dataset);
    expect(stored.filter(({ texts }) => texts.hints === "content a")).toHaveLength(orders.length);
    expect(stored.filter(({ texts }) => /content [bc]/.test(texts.hints))).toEqual([]);
  });

  it("stay as they are when the file is imported again", async () => {
    const { ctx, path, options } = await fileOf(`again-${place}`, records);
    await onlyItem(importPath(ctx, path, options, {}));
    const before = await readTasks(ctx.db, options.dataset);
    const row = await onlyItem(importPath(ctx, path, options, {}));
    expect(row).toMatchObject({ added: 0, updated: 0, unchanged: added + expected.unchanged, rejected: 6 });
    expect(await readTasks(ctx.db, options.dataset)).toEqual(before);
  });
});

function contentOf(index: number, letter: string): JsonObject {
  return sampleRecord(index + 1, { hints_text: `content ${letter}` });
}

async function fileOf(name: string, records: readonly JsonObject[]) {
  const options = importOptionsSchema.parse({ dataset: name.replaceAll(" ", "-") });
  const path = await writeJsonLines(inFolder(`${options.dataset}.jsonl`), records);
  return { ctx: await database().ctxOf("curator"), path, options };
}
