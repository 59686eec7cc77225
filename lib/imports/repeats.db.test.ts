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

const one = sampleRecord(1);
const other = sampleRecord(1, { hints_text: "another content" });
const third = sampleRecord(1, { hints_text: "a third content" });
/** More than a batch holds. */
const others = sampleRecords(1_050).slice(1);

const orders: readonly (readonly [string, readonly JsonObject[], object])[] = [
  ["twice the same", [one, one], { added: 1, unchanged: 1, rejected: 0 }],
  ["with other content", [one, other], { added: 1, unchanged: 0, rejected: 1 }],
  ["with other content, then as at first", [one, other, one], { added: 1, unchanged: 1, rejected: 1 }],
  ["with other content twice", [one, other, other], { added: 1, unchanged: 0, rejected: 2 }],
  ["with three contents", [one, other, third], { added: 1, unchanged: 0, rejected: 2 }],
];

describe.each([
  ["in one batch", []],
  ["in two batches", others],
])("an id that stands more than once in a file, %s", (place, between) => {
  const added = between.length;

  it.each(orders)(
    "%s: the first record counts, as a dry run foretells",
    async (name, [first = one, ...rest], expected) => {
      const ctx = await database().ctxOf("curator");
      const dataset = `${place}-${name}`.replaceAll(/[ ,]+/g, "-");
      const path = await writeJsonLines(inFolder(`${dataset}.jsonl`), [first, ...between, ...rest]);
      const foretold = await previewImport(ctx, path, { dataset, format: "auto" });
      const row = await onlyItem(importPath(ctx, path, importOptionsSchema.parse({ dataset }), {}));
      expect(row).toMatchObject({ state: "succeeded", ...expected, added: added + 1 });
      expect(foretold).toMatchObject({ ...expected, added: added + 1 });
      expect((await stored(dataset))?.texts.hints).toBe("");
      const [reject] = await listRejects(ctx, row.id, { after: 0, limit: 5 });
      if (row.rejected === 0) return expect(reject).toBeUndefined();
      expect(reject).toMatchObject({ record: added + 2, position: { line: added + 2 }, field: "instance_id" });
      expect(reject).toMatchObject({ instanceId: "owner__name-1", source: JSON.stringify(rest[0]) });
    },
  );

  it.each(orders)("%s: importing the file again changes nothing", async (name, [first = one, ...rest]) => {
    const ctx = await database().ctxOf("curator");
    const dataset = `again-${place}-${name}`.replaceAll(/[ ,]+/g, "-");
    const path = await writeJsonLines(inFolder(`${dataset}.jsonl`), [first, ...between, ...rest]);
    const options = importOptionsSchema.parse({ dataset });
    const { rejected } = await onlyItem(importPath(ctx, path, options, {}));
    const before = await stored(dataset);
    expect(await onlyItem(importPath(ctx, path, options, {}))).toMatchObject({ added: 0, updated: 0, rejected });
    expect(await stored(dataset)).toEqual(before);
  });
});

async function stored(dataset: string) {
  const tasks = await readTasks(database().connection.db, dataset);
  return tasks.find(({ task }) => task.instanceId === one.instance_id);
}
