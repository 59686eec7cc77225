import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json";
import { onlyItem, readTasks } from "#lib/db/testing/read-tasks";
import { sampleRecord, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema, type Reject } from "#lib/imports/model";
import { listRejects, streamRejects } from "#lib/imports/queries";

const database = testDatabase();
const inFolder = temporaryFolder();

describe("a record that cannot become a task", () => {
  it("is kept with its place, what was expected, what stood there, and the record itself", async () => {
    const broken = sampleRecord(2, { patch: "no diff at all" });
    const nameless = sampleRecord(4, { instance_id: 7 });
    const { row, rejects } = await importLines("kinds", [sampleRecord(1), broken, "", sampleRecord(3), nameless]);
    expect(row).toMatchObject({ state: "succeeded", added: 2, rejected: 2, position: 4 });
    expect(rejects).toEqual([
      {
        record: 2,
        position: { line: 2 },
        field: "patch",
        expected: "a unified diff",
        found: "no diff at all",
        instanceId: "owner__name-2",
        source: JSON.stringify(broken),
      },
      {
        record: 4,
        position: { line: 5 },
        field: "instance_id",
        expected: "text",
        found: "7",
        instanceId: null,
        source: JSON.stringify(nameless),
      },
    ]);
  });

  it("is kept whole where its text is no JSON", async () => {
    const line = `{"instance_id": "owner__name-2", "patch": ${"x".repeat(500)}`;
    const { rejects } = await importLines("broken", [sampleRecord(1), line, sampleRecord(3)]);
    expect(rejects).toMatchObject([{ record: 2, position: { line: 2 }, field: null, source: line }]);
  });

  it.each([
    ["NUL in a text", JSON.stringify(sampleRecord(2, { problem_statement: "a\0b" }))],
    ["NUL in an id", JSON.stringify(sampleRecord(2, { instance_id: "a\0b" }))],
    ["NUL in a name of a column", JSON.stringify(sampleRecord(2, { "a\0b": 1 }))],
    ["half of a surrogate pair", JSON.stringify(sampleRecord(2, { problem_statement: "a\ud800b" }))],
    ["raw NUL bytes", '{"instance_id": "a\0\0\0b"}'],
    ["raw NUL bytes instead of a record", "\0\0\0\0"],
    ["a number beyond a double", '{"instance_id": 1e999, "repo": 1}'],
    ["a list", "[1, 2, 3]"],
    ["an id that no index can hold", JSON.stringify(sampleRecord(2, { instance_id: randomText(20_000) }))],
    ["a repository that no index can hold", JSON.stringify(sampleRecord(2, { repo: `owner/${randomText(20_000)}` }))],
  ])("does not stop the others: %s", async (name, line) => {
    const dataset = `hostile-${name.replaceAll(" ", "-").toLowerCase()}`;
    const { row, rejects } = await importLines(dataset, [sampleRecord(1), line, sampleRecord(3)]);
    expect(row).toMatchObject({ state: "succeeded", failure: null, added: 2, rejected: 1, position: 3 });
    expect(rejects).toMatchObject([{ record: 2, position: { line: 2 } }]);
  });

  it("does not stop the others where the first twenty lines are broken", async () => {
    const broken = Array.from({ length: 25 }, (_, index) => `{"broken": ${index}`);
    const { row } = await importLines("late", [...broken, sampleRecord(1)]);
    expect(row).toMatchObject({ state: "succeeded", added: 1, rejected: 25 });
  });

  it.each([
    ["unbroken Chinese", chinese],
    ["many different words", words],
    ["one endless word", () => "x".repeat(200_000)],
  ])("is none because of its length: %s", async (name, textOf) => {
    const { db } = await database().ctxOf("viewer");
    const dataset = `long-${name.replaceAll(" ", "-").toLowerCase()}`;
    const [issue, tests, lines] = [textOf(1), textOf(2), textOf(3)];
    const patch = `${sampleRecord(1).patch}diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+${lines}\n`;
    const record = sampleRecord(1, { problem_statement: issue, PASS_TO_PASS: tests.split(" "), patch });
    const { row } = await importLines(dataset, [record]);
    expect(row).toMatchObject({ state: "succeeded", failure: null, added: 1 });
    const [stored] = await readTasks(db, dataset);
    expect(stored?.texts).toMatchObject({ problemStatement: issue, patch });
  });
});

describe("a file that holds no task", () => {
  it.each([
    ["nothing", [], "The file has no records."],
    ["lines that are no JSON", ["hello", "{ nothing"], "No record can be read"],
    ["records of no known schema", [{ question: "why?" }], "No known schema has these columns"],
  ])("fails with one sentence: %s", async (name, lines, failure) => {
    const { row } = await importLines(`none-${name.replaceAll(" ", "-").toLowerCase()}`, lines);
    expect(row).toMatchObject({ state: "failed", failure: expect.stringContaining(failure), added: 0 });
    expect(row.finishedAt).toBeInstanceOf(Date);
  });
});

describe("streamRejects", () => {
  it("gives every reject in the order of the file, page after page", async () => {
    const ctx = await database().ctxOf("viewer");
    const lines = Array.from({ length: 450 }, (_, index) => sampleRecord(index, { patch: `none ${index}` }));
    const { row } = await importLines("many", [...lines, sampleRecord(1_000)]);
    const chunks = await Array.fromAsync(streamRejects(ctx, row.id));
    const streamed = Buffer.concat(chunks)
      .toString()
      .trimEnd()
      .split("\n")
      .map((line): Reject => JSON.parse(line));
    expect(streamed.map(({ record }) => record)).toEqual(lines.map((_, index) => index + 1));
    expect(streamed.map(({ source }) => source)).toEqual(lines.map((line) => JSON.stringify(line)));
  });
});

async function importLines(dataset: string, lines: readonly (JsonObject | string)[]) {
  const ctx = await database().ctxOf("curator");
  const path = await writeJsonLines(inFolder(`${dataset}.jsonl`), lines);
  const row = await onlyItem(importPath(ctx, path, importOptionsSchema.parse({ dataset }), {}));
  return { row, rejects: await listRejects(ctx, row.id, { after: 0, limit: 100 }) };
}

function randomText(length: number): string {
  return Array.from({ length: length / 4 }, (_, index) =>
    ((index * 7_919) % 1_679_616).toString(36).padStart(4, "z"),
  ).join("");
}

function words(seed: number): string {
  return Array.from({ length: 30_000 }, (_, index) => (seed * 50_000 + index + 1_679_616).toString(36)).join(" ");
}

/** A thousand words of two hundred characters each, no two alike. */
function chinese(seed: number): string {
  const codes = Array.from(
    { length: 200_000 },
    (_, index) => 0x4e00 + ((Math.imul(index + seed * 200_000, 0x9e3779b1) >>> 8) % 20_000),
  );
  const wordAt = (index: number) => String.fromCodePoint(...codes.slice(index * 200, index * 200 + 200));
  return Array.from({ length: 1_000 }, (_, index) => wordAt(index)).join(" ");
}
