import { writeFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json";
import { onlyItem } from "#lib/db/testing/read-tasks";
import { sampleRecord, sampleRecords, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { type ExportRequest, exportFormats, exportTasks } from "#lib/exports/export-tasks";
import { toStream } from "#lib/exports/to-stream";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";
import { openRecords } from "#lib/imports/readers/open-records";
import { loadTaskListParams, taskFilters } from "#lib/tasks/filters";

const database = testDatabase();
const inFolder = temporaryFolder();

/** More than one batch of the list, and more than one row group. */
const records = sampleRecords(1_205);
const odd: readonly JsonObject[] = [
  sampleRecord(1, {
    extra_object: { b: 1, a: [null, { c: "ü" }] },
    extra_number: 1.5,
    extra_flag: true,
    extra_list: ["a", ""],
  }),
  sampleRecord(2, { extra_object: { x: "y" }, extra_number: -3, extra_flag: false, extra_list: [] }),
  sampleRecord(3, { extra_object: null, extra_number: null, extra_flag: null, extra_list: null, created_at: null }),
];

beforeAll(async () => {
  await importLines("many", records);
  await importLines("odd", odd);
  await importLines("mixed", [
    sampleRecord(1),
    sampleRecord(2, { image: "docker.io/one" }),
    sampleRecord(3, { version: 3 }),
  ]);
  await importLines("formulas", [sampleRecord(1, { instance_id: '=HYPERLINK("x")', repo: "+owner/na,me" })]);
});

describe("JSONL", () => {
  it.each(["many", "odd", "mixed"])(
    "gives the records of %s word for word, in the order of the list",
    async (dataset) => {
      const lines = (await textOf(request("jsonl", dataset))).trimEnd().split("\n");
      const expected = { many: records, odd, mixed: undefined }[dataset];
      const stored = expected?.toSorted((a, b) => (String(a.instance_id) < String(b.instance_id) ? -1 : 1));
      if (stored) expect(lines).toEqual(stored.map((record) => JSON.stringify(record)));
      expect(await reimport(dataset, "jsonl")).toMatchObject({
        unchanged: lines.length,
        updated: 0,
        added: 0,
        rejected: 0,
      });
    },
  );

  it("gives only the tasks asked for", async () => {
    const { sql } = database().connection;
    const ids = await sql<{ id: number }[]>`select id from tasks where dataset = 'many' and instance_id like '%-7'`;
    const text = await textOf({ ...request("jsonl", "many"), ids: ids.map(({ id }) => id) });
    expect(text).toBe(`${JSON.stringify(sampleRecord(7))}\n`);
    expect(await textOf({ ...request("jsonl", "many"), ids: [] })).toBe("");
  });
});

describe("Parquet", () => {
  it.each(["many", "odd"])("gives the records of %s so that importing them changes nothing", async (dataset) => {
    const count = dataset === "many" ? 1_205 : 3;
    expect(await reimport(dataset, "parquet")).toMatchObject({ unchanged: count, updated: 0, added: 0, rejected: 0 });
  });

  it("holds the tasks of one moment, whatever is imported while it is made", async () => {
    await importLines("moving", records);
    const last =
      records
        .map(({ instance_id: id }) => String(id))
        .toSorted()
        .at(-1) ?? "";
    const parts = exportTasks(await database().ctxOf("viewer"), request("parquet", "moving"));
    const first = await parts.next();
    const changed = { ...sampleRecord(Number(last.split("-").at(-1))), version: 1.5, image: "docker.io/one" };
    const path = await writeJsonLines(inFolder("moved.jsonl"), [changed, sampleRecord(9_999)]);
    expect(await importFile("moving", path)).toMatchObject({ updated: 1, added: 1 });
    const bytes = Buffer.concat([first.value ?? Buffer.of(), ...(await Array.fromAsync(parts))]);
    await writeFile(inFolder("moving.parquet"), bytes);
    const source = await openRecords(inFolder("moving.parquet"));
    expect(source).toMatchObject({ totalRecords: records.length, columns: Object.keys(sampleRecord(1)) });
  });

  it("holds records of several shapes in one table", async () => {
    await writeFile(inFolder("mixed.parquet"), await bytesOf(request("parquet", "mixed")));
    const source = await openRecords(inFolder("mixed.parquet"));
    expect(source.columns).toEqual([...Object.keys(sampleRecord(1)), "image"]);
    const read = await Array.fromAsync(source.records);
    expect(read.map((item) => item.kind === "record" && [item.value.version, item.value.image])).toEqual([
      ["1.0", null],
      ["1.0", "docker.io/one"],
      [3, null],
    ]);
  });
});

describe("CSV", () => {
  it("has the columns asked for, in their order, a row a task", async () => {
    const text = await textOf({ ...request("csv", "odd"), columns: ["patchLines", "instanceId", "createdAt"] });
    expect(text.split("\r\n")).toEqual([
      "Lines,Instance,Created",
      "2,owner__name-1,2024-03-01T12:00:00.000Z",
      "2,owner__name-2,2024-03-01T12:00:00.000Z",
      "2,owner__name-3,",
      "",
    ]);
  });

  it("defuses what a spreadsheet would run", async () => {
    const text = await textOf({ ...request("csv", "formulas"), columns: ["instanceId", "repo"] });
    expect(text).toBe(`Instance,Repository\r\n"'=HYPERLINK(""x"")","'+owner/na,me"\r\n`);
  });
});

describe("an empty result", () => {
  it("is an empty JSONL, a CSV with its header, and a Parquet that opens", async () => {
    expect(await textOf(request("jsonl", "none"))).toBe("");
    expect(await textOf({ ...request("csv", "none"), columns: ["repo"] })).toBe("Repository\r\n");
    await writeFile(inFolder("none.parquet"), await bytesOf(request("parquet", "none")));
    expect(await openRecords(inFolder("none.parquet"))).toMatchObject({ format: "parquet", totalRecords: 0 });
  });
});

describe("a download", () => {
  it.each(exportFormats)(
    "in %s ends its work when the reader leaves early, and holds no connection",
    async (format) => {
      let isOver = false;
      const parts = exportTasks(await database().ctxOf("viewer"), request(format, "many"));
      async function* watched() {
        try {
          yield* parts;
        } finally {
          isOver = true;
        }
      }
      const reader = toStream(watched()).getReader();
      expect((await reader.read()).value?.length).toBeGreaterThan(0);
      await reader.cancel();
      expect(isOver).toBe(true);
      expect(await parts.next()).toEqual({ done: true, value: undefined });
    },
  );

  it("is made only as fast as it is read", async () => {
    let made = 0;
    async function* counted() {
      for await (const part of exportTasks(await database().ctxOf("viewer"), request("jsonl", "many"))) {
        made++;
        yield part;
      }
    }
    const reader = toStream(counted()).getReader();
    await reader.read();
    expect(made).toBeLessThan(4);
    await reader.cancel();
  });
});

function request(format: ExportRequest["format"], dataset: string): ExportRequest {
  const filters = { ...taskFilters(loadTaskListParams({ dataset })), sort: "instanceId", dir: "asc" } as const;
  return { format, filters, ids: null, columns: ["instanceId"] };
}

async function bytesOf(what: ExportRequest): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(exportTasks(await database().ctxOf("viewer"), what)));
}

async function textOf(what: ExportRequest): Promise<string> {
  return (await bytesOf(what)).toString();
}

async function reimport(dataset: string, format: "jsonl" | "parquet") {
  const path = inFolder(`${dataset}-again.${format}`);
  await writeFile(path, await bytesOf(request(format, dataset)));
  return importFile(dataset, path);
}

async function importLines(dataset: string, lines: readonly JsonObject[]) {
  expect(await importFile(dataset, await writeJsonLines(inFolder(`${dataset}.jsonl`), lines))).toMatchObject({
    state: "succeeded",
    added: lines.length,
  });
}

async function importFile(dataset: string, path: string) {
  return onlyItem(importPath(await database().ctxOf("curator"), path, importOptionsSchema.parse({ dataset }), {}));
}
