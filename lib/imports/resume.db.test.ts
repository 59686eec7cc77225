import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json";
import { imports } from "#lib/db/schema";
import { onlyItem, readContent } from "#lib/db/testing/read-tasks";
import { sampleRecord, sampleRecords, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";
import { findImport, listRejects } from "#lib/imports/queries";

const database = testDatabase();
const inFolder = temporaryFolder();

/** Three batches, with a reject and a repetition on either side of a border. */
const lines: readonly (JsonObject | string)[] = [
  ...sampleRecords(990),
  "{ broken",
  sampleRecord(5),
  ...sampleRecords(2_400).slice(990),
  "",
  sampleRecord(2_000),
  sampleRecord(7, { hints_text: "another content" }),
  "{ broken again",
];

describe("an import that was stopped in the middle", () => {
  it("stays running, goes on from its position, and ends as if it had not been stopped", async () => {
    const { db } = database().connection;
    const path = await writeJsonLines(inFolder("stopped.jsonl"), lines);
    const whole = await importInto("whole", path);
    expect(whole).toMatchObject({ state: "succeeded", added: 2_400, unchanged: 2, rejected: 3 });

    const stop = new AbortController();
    const stopped = await importInto("stopped", path, { signal: stop.signal, onProgress: () => stop.abort() });
    expect(stopped).toMatchObject({ state: "running", position: 1_000, finishedAt: null, failure: null });
    expect(await db.$count(imports)).toBe(2);

    const row = await importInto("stopped", path);
    expect(row.id).toBe(stopped.id);
    const { id: _, dataset: __, createdBy, createdAt, startedAt, finishedAt, ...counts } = whole;
    expect(row).toMatchObject(counts);
    expect(row.startedAt).toEqual(stopped.startedAt);
    expect(await readContent(db, "stopped")).toEqual(await readContent(db, "whole"));
    expect(await rejectsOf(row.id)).toEqual(await rejectsOf(whole.id));
  });

  it("knows what its first part read, though it found it unchanged", async () => {
    const known = await writeJsonLines(inFolder("known.jsonl"), sampleRecords(2));
    expect(await importInto("remembered", known)).toMatchObject({ added: 2 });
    const changed = [1, 2].map((number) => sampleRecord(number, { hints_text: "another content" }));
    const path = await writeJsonLines(inFolder("remembered.jsonl"), [...sampleRecords(1_048), ...changed]);
    const stop = new AbortController();
    const stopped = await importInto("remembered", path, { signal: stop.signal, onProgress: () => stop.abort() });
    expect(stopped).toMatchObject({ state: "running", position: 1_000, added: 998, unchanged: 2 });

    const row = await importInto("remembered", path);
    expect(row).toMatchObject({ id: stopped.id, state: "succeeded", added: 1_046, unchanged: 2 });
    expect(row).toMatchObject({ updated: 0, rejected: 2 });
    const rejects = await rejectsOf(row.id);
    expect(rejects.map(({ record, source }) => [record, source])).toEqual([
      [1_049, JSON.stringify(changed[0])],
      [1_050, JSON.stringify(changed[1])],
    ]);
  });

  it("may be stopped after every batch", async () => {
    const path = await writeJsonLines(inFolder("often.jsonl"), sampleRecords(2_500));
    const positions: number[] = [];
    for (let attempt = 0; attempt < 10; attempt++) {
      const stop = new AbortController();
      const row = await importInto("often", path, { signal: stop.signal, onProgress: () => stop.abort() });
      positions.push(row.position);
      if (row.state === "succeeded") break;
    }
    expect(positions).toEqual([1_000, 2_000, 2_500]);
    const [row] = await database().connection.db.select().from(imports);
    expect(row).toBeDefined();
    expect(await readContent(database().connection.db, "often")).toHaveLength(2_500);
  });

  it.each([
    ["nothing", []],
    ["lines that are no JSON", ["{ broken", "{ broken again"]],
  ])("ends well where only %s is left to read", async (name, rest) => {
    const ctx = await database().ctxOf("curator");
    const dataset = `left-${name.replaceAll(" ", "-").toLowerCase()}`;
    const path = await writeJsonLines(inFolder(`${dataset}.jsonl`), [...sampleRecords(1_000), ...rest]);
    const { id } = await importInto(dataset, path);
    // What a kill between the last commit and the end leaves behind.
    await database().connection.sql`
      update imports set state = 'running', finished_at = null, position = 1000, rejected = 0 where id = ${id}`;
    await database().connection.sql`delete from import_rejects where import_id = ${id}`;
    const row = await importInto(dataset, path);
    expect(row).toMatchObject({ id, state: "succeeded", failure: null, added: 1_000, rejected: rest.length });
    expect((await findImport(ctx, id))?.position).toBe(1_000 + rest.length);
  });

  it("starts anew for a file with other bytes or other options", async () => {
    const stop = new AbortController();
    const path = await writeJsonLines(inFolder("other.jsonl"), sampleRecords(1_500));
    const stopped = await importInto("other", path, { signal: stop.signal, onProgress: () => stop.abort() });
    const longer = await writeJsonLines(inFolder("longer.jsonl"), sampleRecords(1_501));
    expect((await importInto("other", longer)).id).not.toBe(stopped.id);
    expect(await importInto("other", path)).toMatchObject({ id: stopped.id, added: 1_000, unchanged: 500 });
  });
});

async function importInto(dataset: string, path: string, run: { signal?: AbortSignal; onProgress?: () => void } = {}) {
  return onlyItem(importPath(await database().ctxOf("curator"), path, importOptionsSchema.parse({ dataset }), run));
}

async function rejectsOf(importId: string) {
  return listRejects(await database().ctxOf("viewer"), importId, { after: 0, limit: 100 });
}
