import { writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import type { RecordPosition } from "#lib/core/record-position";
import { onlyItem } from "#lib/db/testing/read-tasks";
import { sampleRecord, writeParquet } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema, type Reject } from "#lib/imports/model";
import { previewImport } from "#lib/imports/preview-import";
import { listRejects, streamRejects } from "#lib/imports/queries";

const database = testDatabase();
const inFolder = temporaryFolder();

const whole = sampleRecord(1);
const broken = sampleRecord(2, { patch: "" });
const hostileKey = 'a "key"\0 of 漢字\ud800';
const longKey = "k".repeat(9_000);

describe("the position of a reject is kept whole", () => {
  it.each<[string, string, RecordPosition]>([
    ["in lines", `${JSON.stringify(whole)}\n\n${JSON.stringify(broken)}\n`, { line: 3 }],
    ["where a line is broken", `${JSON.stringify(whole)}\n{"a": 1,,}\n`, { line: 2, column: 9 }],
    ["in an array", `[${JSON.stringify(whole)},\n${JSON.stringify(broken)}]`, { line: 2 }],
    ["in a map", JSON.stringify({ first: whole, second: broken }), { line: 1, key: "second" }],
    ["in a map with a hostile key", JSON.stringify({ a: whole, [hostileKey]: broken }), { line: 1, key: hostileKey }],
    [
      "but for the end of an endless key",
      JSON.stringify({ a: whole, [longKey]: broken }),
      { line: 1, key: `${longKey.slice(0, 499)}…` },
    ],
  ])("%s", async (name, content, position) => {
    const path = inFolder(`${name.replaceAll(" ", "-")}.json`);
    await writeFile(path, content);
    expect(await positionsOf(path)).toEqual([position]);
  });

  it("in Parquet", async () => {
    writeParquet(inFolder("rows.parquet"), [whole, broken, sampleRecord(3), sampleRecord(4, { patch: "" })]);
    expect(await positionsOf(inFolder("rows.parquet"))).toEqual([{ row: 1 }, { row: 3 }]);
  });
});

/** The same in a dry run, in the database and in the download. */
async function positionsOf(path: string): Promise<RecordPosition[]> {
  const ctx = await database().ctxOf("curator");
  const options = importOptionsSchema.parse({ dataset: "positions" });
  const { rejects: foretold } = await previewImport(ctx, path, options);
  const { id } = await onlyItem(importPath(ctx, path, options, {}));
  const stored = await listRejects(ctx, id, { after: 0, limit: 10 });
  const lines = (await text(streamRejects(ctx, id))).trimEnd().split("\n");
  const downloaded = lines.map((line): Reject => JSON.parse(line));
  expect(stored).toEqual(foretold);
  expect(downloaded).toEqual(stored);
  return stored.map(({ position }) => position);
}
