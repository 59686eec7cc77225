import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { ByteWriter, parquetWrite } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "#lib/core/json";
import { openRecords } from "./open-records.ts";
import type { SourceItem } from "./records.ts";

let folder = "";
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "assay-readers-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("openRecords knows a file by its content", () => {
  test.each([
    ["lines", '{"a":1}\n{"a":2}\n', "jsonl", [{ a: 1 }, { a: 2 }]],
    ["one line", '{"a":1}', "jsonl", [{ a: 1 }]],
    ["lines with a mark, CRLF and blanks", '\ufeff{"a":1}\r\n\r\n  \n{"a":"é"}\r\n', "jsonl", [{ a: 1 }, { a: "é" }]],
    ["an array", '\ufeff [ {"a":1},\n {"a":[2,{"b":"]"}]} ]\n', "json-array", [{ a: 1 }, { a: [2, { b: "]" }] }]],
    ["an empty array", "[]", "json-array", []],
    [
      "a pretty object",
      '{\n  "a": {\n    "b": 1\n  },\n  "c": [\n    {}\n  ]\n}\n',
      "json",
      [{ a: { b: 1 }, c: [{}] }],
    ],
    [
      "a map of records",
      '{"x__1": {"model_patch": ""}, "x__2": {"model_patch": "d"}}',
      "json-map",
      [{ model_patch: "" }, { model_patch: "d" }],
    ],
    ["a pretty map", '{\n "x__1": {\n  "p": 1\n }\n}', "json-map", [{ p: 1 }]],
    [
      "records that begin with an object",
      '{"a":{"b":1},"c":2}\n{"a":{"b":2},"c":3}\n',
      "jsonl",
      [
        { a: { b: 1 }, c: 2 },
        { a: { b: 2 }, c: 3 },
      ],
    ],
    ["nothing", "", "jsonl", []],
    ["blanks", "\n \n", "jsonl", []],
  ])("%s", async (_, text, format, values) => {
    for (const compress of [Buffer.from, gzipSync, zstdCompressSync]) {
      const path = await write(compress(Buffer.from(text)));
      const source = await openRecords(path);
      expect(source.format).toBe(format);
      expect((await collect(path)).map(contentOf)).toEqual(values);
    }
  });

  test("the key of a map is in the position", async () => {
    const [first] = await collect(await write('{"x__1": {"model_patch": "d"}}'));
    expect(first?.position).toEqual({ line: 1, key: "x__1" });
  });

  test("something else is one problem", async () => {
    const path = await write("a,b\n1,2\n");
    expect((await openRecords(path)).format).toBe("unknown");
    expect(await collect(path)).toMatchObject([{ kind: "problem", expected: "JSON Lines, JSON or Parquet" }]);
  });

  test("a file that is not there throws", async () => {
    await expect(openRecords(join(folder, "none"))).rejects.toThrow("ENOENT");
  });
});

describe("damage is a problem among the records", () => {
  test("a broken line, with its line and column", async () => {
    const items = await collect(await write('{"a":1}\n{"a":\n[1]\n"x"\n\n{"a":2}\n'));
    expect(items.map(({ kind }) => kind)).toEqual(["record", "problem", "problem", "problem", "record"]);
    expect(items[1]).toMatchObject({
      position: { line: 2, column: 6 },
      message: "line 2, column 6: expected a JSON value, found the end",
    });
    expect(items[2]).toMatchObject({ position: { line: 3 }, expected: "a JSON object", found: "[1]" });
    expect(items[4]?.position).toEqual({ line: 6 });
  });

  test("a broken first line", async () => {
    const items = await collect(await write('{"a": "cut\n{"a":2}\n'));
    expect(items.map(({ kind }) => kind)).toEqual(["problem", "record"]);
  });

  test("a broken item of an array", async () => {
    const items = await collect(await write('[{"a":1},\n{"a":01},\n{"a":3}]'));
    expect(items[1]).toMatchObject({ position: { line: 2, column: 7 }, expected: '"," or "}"' });
    expect(items[2]).toMatchObject({ kind: "record", position: { line: 3 } });
  });

  test("text behind an array", async () => {
    const items = await collect(await write('[{"a":1}] x'));
    expect(items.map(({ kind }) => kind)).toEqual(["record", "problem"]);
  });

  test("bytes that are no UTF-8", async () => {
    const items = await collect(await write(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d, 0x0a, 0x7b, 0x7d])));
    expect(items).toMatchObject([{ kind: "problem", expected: "text in UTF-8" }, { kind: "record" }]);
  });

  test.each([gzipSync, zstdCompressSync])("compressed data that is cut off", async (compress) => {
    const text = Array.from({ length: 2000 }, (_, row) => JSON.stringify({ row, text: Math.sin(row) })).join("\n");
    const whole = compress(Buffer.from(text));
    const items = await collect(await write(whole.subarray(0, Math.floor(whole.length * 0.8))));
    expect(items.at(-1)).toMatchObject({ kind: "problem", expected: "compressed data to its end" });
    expect(items.slice(0, -1).every(({ kind }) => kind === "record")).toBe(true);
  });

  test("nesting without end", async () => {
    const deep = `{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
    const items = await collect(await write(`${deep}\n{"a":1}\n`));
    expect(items).toMatchObject([{ expected: "at most 200 levels of nesting" }, { kind: "record" }]);
  });

  test("the text of a record that cannot be read comes with the problem", async () => {
    const [item] = await collect(await write('{"a": x}\n{}\n'));
    expect(item).toMatchObject({ kind: "problem", source: '{"a": x}' });
  });

  test("a line that is too long", async () => {
    const long = Buffer.concat([
      Buffer.from('{"a":1}\n{"a":"'),
      Buffer.alloc(65 * 1024 * 1024, 0x61),
      Buffer.from('"}\n{"a":2}'),
    ]);
    const items = await collect(await write(long));
    expect(items.map(({ kind }) => kind)).toEqual(["record", "problem", "record"]);
    expect(items[1]).toMatchObject({ position: { line: 2 }, expected: "a record of at most 67108864 bytes" });
  });
});

describe("reading", () => {
  test("the same records come out, however they are written down", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue()), { minLength: 2 }),
        async (raw) => {
          const records: JsonObject[] = JSON.parse(JSON.stringify(raw));
          const lines = await write(records.map((record) => JSON.stringify(record)).join("\n"));
          const array = await write(JSON.stringify(records, null, 2));
          expect((await collect(lines)).map(contentOf)).toEqual(records);
          expect((await collect(array)).map(contentOf)).toEqual(records);
        },
      ),
      { numRuns: 30 },
    ));

  test("bytesRead grows to the size of the file", async () => {
    const path = await write(`${'{"a":1}\n'.repeat(100_000)}`);
    const source = await openRecords(path);
    let middle = 0;
    let rows = 0;
    for await (const _ of source.records) if (++rows === 50_000) middle = source.bytesRead();
    expect(middle).toBeGreaterThan(0);
    expect(middle).toBeLessThan(source.totalBytes);
    expect(source.bytesRead()).toBe(source.totalBytes);
  });

  test("an abort ends it", async () => {
    const path = await write('{"a":1}\n'.repeat(1000));
    const abort = new AbortController();
    const source = await openRecords(path, { signal: abort.signal });
    const reading = (async () => {
      for await (const _ of source.records) abort.abort(new Error("stopped"));
    })();
    await expect(reading).rejects.toThrow();
  });
});

describe("Parquet", () => {
  test("values become JSON, rows keep their numbers", async () => {
    const writer = new ByteWriter();
    parquetWrite({
      writer,
      rowGroupSize: 2,
      columnData: [
        { name: "id", data: ["a", "b", "c"], type: "STRING" },
        { name: "big", data: [1n, 9007199254740993n, -1n], type: "INT64" },
        { name: "at", data: [new Date(0), new Date(1500), new Date(2)], type: "TIMESTAMP" },
        { name: "score", data: [0.5, Number.NaN, 2], type: "DOUBLE" },
        { name: "note", data: ["x", undefined, "é"], type: "STRING", nullable: true },
      ],
    });
    const path = await write(Buffer.from(writer.getBuffer()));
    const source = await openRecords(path);
    expect(source).toMatchObject({ format: "parquet", columns: ["id", "big", "at", "score", "note"], totalRecords: 3 });
    const items = await collect(path);
    expect(items.map(contentOf)).toEqual([
      { id: "a", big: 1, at: "1970-01-01T00:00:00Z", score: 0.5, note: "x" },
      { id: "b", big: "9007199254740993", at: "1970-01-01T00:00:01.5Z", score: null, note: null },
      { id: "c", big: -1, at: "1970-01-01T00:00:00.002Z", score: 2, note: "é" },
    ]);
    expect(items.map(({ position }) => position)).toEqual([{ row: 0 }, { row: 1 }, { row: 2 }]);
  });

  test("JSON columns, structs and lists become JSON; broken text costs its row", async () => {
    const writer = new ByteWriter();
    parquetWrite({
      writer,
      schema: [
        { name: "root", num_children: 4 },
        { name: "meta", type: "BYTE_ARRAY", converted_type: "JSON", repetition_type: "OPTIONAL" },
        { name: "text", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "REQUIRED" },
        { name: "tests", num_children: 1, converted_type: "LIST", repetition_type: "OPTIONAL" },
        { name: "list", num_children: 1, repetition_type: "REPEATED" },
        { name: "element", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
        { name: "size", num_children: 2, repetition_type: "OPTIONAL" },
        { name: "files", type: "INT64", repetition_type: "OPTIONAL" },
        { name: "note", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
      ],
      columnData: [
        { name: "meta", data: [{ a: [1] }, null] },
        { name: "text", data: ["é", new Uint8Array([0xff])] },
        { name: "tests", data: [["x", null], []] },
        { name: "size", data: [{ files: 2n, note: null }, null] },
      ],
    });
    const items = await collect(await write(Buffer.from(writer.getBuffer())));
    expect(items).toMatchObject([
      { value: { meta: { a: [1] }, text: "é", tests: ["x", null], size: { files: 2, note: null } } },
      { kind: "problem", position: { row: 1 }, expected: "UTF-8 in column text" },
    ]);
  });

  test("a damaged file is a problem", async () => {
    const items = await collect(await write("PAR1 and nothing more of it PAR1"));
    expect(items).toMatchObject([{ kind: "problem", expected: "a Parquet file" }]);
  });
});

async function write(content: string | Uint8Array): Promise<string> {
  const path = join(folder, `${count++}.data`);
  await writeFile(path, content);
  return path;
}

async function collect(path: string): Promise<SourceItem[]> {
  return Array.fromAsync((await openRecords(path)).records);
}

function contentOf(item: SourceItem): unknown {
  return item.kind === "record" ? item.value : item.message;
}
