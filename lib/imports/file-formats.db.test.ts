import { mkdir, writeFile } from "node:fs/promises";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { onlyItem, readContent } from "#lib/db/testing/read-tasks";
import { sampleRecord, sampleRecords, writeJsonLines, writeParquet } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";
import { listRejects } from "#lib/imports/queries";

const database = testDatabase();
const inFolder = temporaryFolder();
const records = sampleRecords(1_100);
const lines = records.map((record) => `${JSON.stringify(record)}\n`).join("");

const files: readonly (readonly [string, string, (path: string) => void | Promise<void>])[] = [
  ["lines.jsonl.gz", "jsonl (gzip)", (path) => writeFile(path, gzipSync(lines))],
  ["lines.jsonl.zst", "jsonl (zstd)", (path) => writeFile(path, zstdCompressSync(lines))],
  ["windows.jsonl", "jsonl", (path) => writeFile(path, `\ufeff${lines.replaceAll("\n", "\r\n")}`)],
  ["list.json", "json-array", (path) => writeFile(path, JSON.stringify(records))],
  ["pretty.json", "json-array", (path) => writeFile(path, JSON.stringify(records, null, 2))],
  ["list.json.gz", "json-array (gzip)", (path) => writeFile(path, gzipSync(JSON.stringify(records)))],
  ["map.json", "json-map", (path) => writeFile(path, JSON.stringify(Object.fromEntries(records.entries())))],
  ["table.parquet", "parquet", (path) => writeParquet(path, records)],
];

describe("a file of records", () => {
  let plain: Awaited<ReturnType<typeof contentOf>>;

  beforeAll(async () => {
    await importFile("plain", await writeJsonLines(inFolder("lines.jsonl"), records));
    plain = await contentOf("plain");
  });

  it.each(files)("%s is read as %s and gives the same tasks", async (name, fileFormat, write) => {
    await write(inFolder(name));
    const row = await importFile(name, inFolder(name));
    expect(row).toMatchObject({ state: "succeeded", added: 1_100, rejected: 0, fileFormat, fileName: name });
    expect(row.bytesRead).toBe(row.fileSizeBytes);
    expect(await contentOf(name)).toEqual(plain);
    expect(await importFile("plain", inFolder(name))).toMatchObject({ unchanged: 1_100, updated: 0, added: 0 });
  });

  it("goes on in the middle of Parquet", async () => {
    await writeParquet(inFolder("resumed.parquet"), records);
    const stop = new AbortController();
    const stopped = await importFile("resumed", inFolder("resumed.parquet"), {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(stopped).toMatchObject({ state: "running", position: 1_000, totalRecords: 1_100 });
    const row = await importFile("resumed", inFolder("resumed.parquet"));
    expect(row).toMatchObject({ id: stopped.id, state: "succeeded", added: 1_100 });
    expect(await contentOf("resumed")).toEqual(plain);
  });
});

describe("a damaged file", () => {
  it("gives what stands before the damage, and one reject with the line", async () => {
    const path = inFolder("cut.jsonl.gz");
    await writeFile(path, gzipSync(lines).subarray(0, -2_000));
    const row = await importFile("cut", path);
    expect(row).toMatchObject({ state: "succeeded", rejected: 1 });
    expect(row.added).toBeGreaterThan(0);
    const [reject] = await listRejects(await database().ctxOf("viewer"), row.id, { after: 0, limit: 10 });
    expect(reject).toMatchObject({ record: row.added + 1, expected: "compressed data to its end" });
  });
});

describe("a folder", () => {
  it("makes one import a file, in the order of the names", async () => {
    await mkdir(inFolder("folder/deep"), { recursive: true });
    await writeJsonLines(inFolder("folder/b.jsonl"), [sampleRecord(2)]);
    await writeFile(inFolder("folder/a.json"), JSON.stringify([sampleRecord(1)]));
    await writeFile(inFolder("folder/deep/c.jsonl.gz"), gzipSync(JSON.stringify(sampleRecord(3))));
    await writeFile(inFolder("folder/readme.txt"), "nothing of ours");
    const ctx = await database().ctxOf("curator");
    const rows = await Array.fromAsync(importPath(ctx, inFolder("folder"), into("folder"), {}));
    expect(rows.map(({ fileName, state, added }) => [fileName, state, added])).toEqual([
      ["a.json", "succeeded", 1],
      ["b.jsonl", "succeeded", 1],
      ["deep/c.jsonl.gz", "succeeded", 1],
    ]);
  });

  it.each([
    ["that has none", "empty", /has no files of records/],
    ["that is not there", "nowhere", /cannot be read \(ENOENT\)/],
  ])("%s is told by one sentence", async (_what, name, message) => {
    await mkdir(inFolder("empty"), { recursive: true });
    const ctx = await database().ctxOf("curator");
    await expect(Array.fromAsync(importPath(ctx, inFolder(name), into("folder"), {}))).rejects.toThrow(message);
  });
});

async function importFile(dataset: string, path: string, run: { signal?: AbortSignal; onProgress?: () => void } = {}) {
  return onlyItem(importPath(await database().ctxOf("curator"), path, into(dataset), run));
}

/** Parquet has no lines, so they are left out of the comparison. */
async function contentOf(dataset: string) {
  return (await readContent(database().connection.db, dataset)).map(({ sourceLine: _, ...row }) => row);
}

function into(dataset: string) {
  return importOptionsSchema.parse({ dataset });
}
