import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import { quarantinedTests, taskLabels, tasks, taskTexts } from "#lib/db/schema";
import { onlyItem } from "#lib/db/testing/read-tasks";
import { insertBatch } from "#lib/db/testing/run-rows";
import { sampleRecord, sampleRecords, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { makeExport } from "#lib/exports/testing/make-export";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";

const database = testDatabase();
const inFolder = temporaryFolder();
const published = join(import.meta.dirname, "../../../shared/data/tasks");
let ctx: Ctx;

beforeAll(async () => {
  ctx = await database().ctxOf("curator");
});

describe("rows of imported tasks", () => {
  beforeEach(async () => {
    await database().connection.sql`truncate datasets, run_batches cascade`;
    await importFile("d", await writeJsonLines(inFolder("d.jsonl"), sampleRecords(12)));
  });

  it("come as they were imported, by instance id, and import again without a change", async () => {
    const { lines, contents, files } = await makeExport(ctx, {
      dataset: "d",
      kind: "swebench-jsonl",
      condition: "any",
    });
    const records = sampleRecords(12).toSorted((a, b) => (String(a.instance_id) < String(b.instance_id) ? -1 : 1));
    expect(lines()).toEqual(records.map((record) => JSON.stringify(record)));
    expect(contents.funnel).toEqual([
      { step: "matched", count: 12, dropped: [] },
      { step: "written", count: 12, dropped: [] },
    ]);
    expect(files.map(({ name }) => name)).toEqual(["d.jsonl", "dropped.jsonl", "content-hashes.tsv"]);
    const again = await writeJsonLines(inFolder("again.jsonl"), lines());
    expect(await importFile("d", again)).toMatchObject({ unchanged: 12, updated: 0, added: 0, rejected: 0 });
  });

  it("are the same bytes for the same request, with the hashes that the manifest names", async () => {
    for (const kind of ["swebench-jsonl", "swebench-parquet", "card"]) {
      const order = { dataset: "d", kind, condition: "any" as const };
      const [one, other] = [await makeExport(ctx, order), await makeExport(ctx, order)];
      expect(one.data.length).toBeGreaterThan(0);
      expect(one.data.equals(other.data)).toBe(true);
      expect(one.contents).toEqual(other.contents);
      for (const { name, sha256, sizeBytes } of one.files) {
        expect(createHash("sha256").update(one.bytesOf(name)).digest("hex")).toBe(sha256);
        expect(one.bytesOf(name).length).toBe(sizeBytes);
      }
    }
  });

  it("are only the approved ones unless all are asked for, and the rest is told with its reason", async () => {
    await setStatus("approved", "owner__name-3", "owner__name-11");
    await setStatus("rejected", "owner__name-4");
    const { lines, contents, bytesOf } = await makeExport(ctx, { dataset: "d", kind: "swebench-jsonl" });
    expect(lines().map((line) => JSON.parse(line).instance_id)).toEqual(["owner__name-11", "owner__name-3"]);
    expect(contents.funnel.map(({ step, count }) => [step, count])).toEqual([
      ["matched", 12],
      ["approved", 2],
      ["written", 2],
    ]);
    expect(contents.funnel[1]?.dropped).toEqual([
      { reason: "status imported", count: 9, ids: expect.arrayContaining(["owner__name-1"]) },
      { reason: "status rejected", count: 1, ids: ["owner__name-4"] },
    ]);
    const dropped = bytesOf("dropped.jsonl").toString().trimEnd().split("\n");
    expect(dropped).toHaveLength(10);
    expect(dropped).toContain('{"id":"owner__name-4","step":"approved","reason":"status rejected"}');
    const hashes = await ctx.db
      .select({ hash: taskTexts.contentHash, id: tasks.instanceId })
      .from(taskTexts)
      .innerJoin(tasks, eq(tasks.id, taskTexts.taskId))
      .where(eq(tasks.status, "approved"))
      .orderBy(sql`${tasks.instanceId} collate "C"`);
    const text = hashes.map(({ id, hash }) => `${id}\t${hash}\n`).join("");
    expect(bytesOf("content-hashes.tsv").toString()).toBe(text);
    expect(contents.contentsSha256).toBe(createHash("sha256").update(text).digest("hex"));
  });

  it("are those of a filter or of a selection, of one dataset", async () => {
    await importFile("other", await writeJsonLines(inFolder("o.jsonl"), [sampleRecord(1)]));
    const filtered = await makeExport(ctx, {
      dataset: "d",
      kind: "swebench-jsonl",
      condition: "any",
      filter: "/tasks?dataset=other&q=owner__name-7&sort=repo",
    });
    expect(filtered.lines()).toEqual([JSON.stringify(sampleRecord(7))]);
    expect(filtered.contents).toMatchObject({ dataset: "d", filter: "q=owner__name-7", picked: null });
    const [picked] = await ctx.db.select({ id: tasks.id }).from(tasks).where(eq(tasks.instanceId, "owner__name-9"));
    const chosen = await makeExport(ctx, {
      dataset: "d",
      kind: "swebench-jsonl",
      condition: "any",
      ids: [picked?.id ?? 0],
    });
    expect(chosen.lines()).toEqual([JSON.stringify(sampleRecord(9))]);
    expect(chosen.contents.picked).toBe(1);
  });

  it.each([
    [{ dataset: "nowhere", kind: "swebench-jsonl" }, /no dataset nowhere/],
    [{ dataset: "d", kind: "word" }, /kind: expected one of swebench-jsonl/],
    [{ dataset: "d", kind: "swebench-jsonl", filter: "langauge=Go" }, /langauge: no such parameter/],
    [{ dataset: "d", kind: "swebench-jsonl", options: { test: "x" } }, /test: no such option/],
    [{ dataset: "d", kind: "swebench-jsonl", version: "v9" }, /d has no version v9/],
    [{ dataset: "d", kind: "predictions", filter: "language=Go" }, /language: no such parameter/],
  ])("are refused where the request is wrong: %o", async (order, message) => {
    await expect(makeExport(ctx, order)).rejects.toThrow(message);
  });

  it("have the lists of the validation that accepted the task, written as its file writes lists", async () => {
    const asText = { FAIL_TO_PASS: '["old é"]'.replace("é", "\\u00e9"), PASS_TO_PASS: "[]" };
    const inexact = { FAIL_TO_PASS: '["old",   "older"]', PASS_TO_PASS: "[ 'a' ]" };
    const texts = [sampleRecord(20, asText), sampleRecord(21, inexact)];
    await importFile("d", await writeJsonLines(inFolder("text.jsonl"), texts));
    await validate("owner__name-1", "accepted");
    await validate("owner__name-2", "stopped");
    await validate("owner__name-20", "accepted");
    await validate("owner__name-21", "accepted");
    await validate("owner__name-3", "accepted", { contentHash: "0".repeat(64) });
    const id = await idOf("owner__name-1");
    await ctx.db.insert(quarantinedTests).values({ taskId: id, test: "p2", reason: "flaky", createdBy: "x" });
    const made = await makeExport(ctx, {
      dataset: "d",
      kind: "swebench-jsonl",
      condition: "any",
      options: { tests: "validated" },
    });
    expect(made.lines().map((line) => JSON.parse(line))).toEqual([
      sampleRecord(1, { FAIL_TO_PASS: ["f ü"], PASS_TO_PASS: ["p1"] }),
      sampleRecord(20, { FAIL_TO_PASS: '["f \\u00fc"]', PASS_TO_PASS: '["p1", "p2"]' }),
      sampleRecord(21, { FAIL_TO_PASS: '["f \\u00fc"]', PASS_TO_PASS: "['p1', 'p2']" }),
    ]);
    expect(made.contents.funnel[1]).toMatchObject({ step: "validated", count: 3 });
    expect(made.contents.policies).toEqual({ skywork: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const other = await makeExport(ctx, {
      dataset: "d",
      kind: "swebench-jsonl",
      condition: "any",
      options: { tests: "validated", policy: "swebench-5" },
    });
    expect(other.lines()).toEqual([]);
    expect(other.contents.funnel[1]?.dropped).toContainEqual({
      reason: "validated under skywork, not swebench-5",
      count: 3,
      ids: ["owner__name-1", "owner__name-20", "owner__name-21"],
    });
  });

  it("have the columns of SWE-bench where those are asked for, whatever the source", async () => {
    const { lines } = await makeExport(ctx, {
      dataset: "d",
      kind: "swebench-jsonl",
      condition: "any",
      filter: "q=owner__name-1",
      options: { columns: "swebench" },
    });
    const row = JSON.parse(lines()[0] ?? "{}");
    expect(Object.keys(row)).toEqual([
      "repo",
      "instance_id",
      "base_commit",
      "patch",
      "test_patch",
      "problem_statement",
      "hints_text",
      "created_at",
      "version",
      "FAIL_TO_PASS",
      "PASS_TO_PASS",
      "environment_setup_commit",
    ]);
    expect(row).toMatchObject({
      created_at: "2024-03-01T12:00:00Z",
      FAIL_TO_PASS: '["tests/test_module.py::test_1"]',
      PASS_TO_PASS: '["tests/test_module.py::test_other"]',
    });
  });

  it("come with a card that counts them", async () => {
    await setStatus("approved", "owner__name-1", "owner__name-2");
    const { data } = await makeExport(ctx, { dataset: "d", kind: "card" });
    const card = data.toString("utf8");
    expect(card).toMatch(/^---\npretty_name: d\n/);
    expect(card).toContain("  features:\n  - name: instance_id\n    dtype: string\n");
    expect(card).toContain("  - name: FAIL_TO_PASS\n    list: string\n");
    expect(card).toContain("num_examples: 2");
    expect(card).toContain("| Instances / repositories | 2 / 1 |");
    expect(card).toContain("| approved | 2 | 10: status imported |");
  });
});

describe.skipIf(!existsSync(published))("published sets (skipped without ../shared/data)", () => {
  beforeAll(async () => {
    await database().connection.sql`truncate datasets, run_batches cascade`;
  });

  it.each([
    ["verified", 500],
    ["multilingual", 300],
    ["dev", 225],
  ])("SWE-bench %s goes out as it came in: columns, their order, their types, every value", async (name, count) => {
    const source = join(published, `swe-bench_${name}.parquet`);
    await importFile(name, source);
    const {
      data,
      lines: _,
      ...made
    } = await makeExport(ctx, {
      dataset: name,
      kind: "swebench-parquet",
      condition: "any",
    });
    await writeFile(inFolder(`${name}.parquet`), data);
    const [before, after] = [await readTable(source), await readTable(inFolder(`${name}.parquet`))];
    expect(after.schema).toEqual(before.schema);
    expect(after.rows).toHaveLength(count);
    const byId = (rows: readonly Record<string, unknown>[]) =>
      rows.toSorted((a, b) => (String(a.instance_id) < String(b.instance_id) ? -1 : 1));
    expect(after.rows).toEqual(byId(before.rows));
    expect(after.features).toEqual(before.features);
    expect(made.contents.funnel.at(-1)).toMatchObject({ step: "written", count });

    const { lines } = await makeExport(ctx, { dataset: name, kind: "swebench-jsonl", condition: "any" });
    expect(lines().map((line) => JSON.parse(line))).toEqual(byId(before.rows));
    expect(lines().map((line) => Object.keys(JSON.parse(line)))).toEqual(before.rows.map((row) => Object.keys(row)));
  });
});

async function readTable(path: string) {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const hub = metadata.key_value_metadata?.find(({ key }) => key === "huggingface")?.value;
  return {
    schema: metadata.schema.slice(1),
    rows: await parquetReadObjects({ file, compressors }),
    features: hub === undefined ? null : JSON.parse(hub).info.features,
  };
}

async function importFile(dataset: string, path: string) {
  return onlyItem(importPath(ctx, path, importOptionsSchema.parse({ dataset }), {}));
}

async function setStatus(status: "approved" | "rejected", ...ids: string[]) {
  for (const id of ids) await ctx.db.update(tasks).set({ status }).where(eq(tasks.instanceId, id));
}

async function idOf(instanceId: string): Promise<number> {
  const [row] = await ctx.db.select({ id: tasks.id }).from(tasks).where(eq(tasks.instanceId, instanceId));
  return row?.id ?? 0;
}

async function validate(
  instanceId: string,
  outcome: "accepted" | "stopped",
  change: Partial<typeof taskLabels.$inferInsert> = {},
) {
  const taskId = await idOf(instanceId);
  const batchId = await insertBatch(ctx.db, new Map([[taskId, outcome]]));
  const [texts] = await ctx.db.select().from(taskTexts).where(eq(taskTexts.taskId, taskId));
  await ctx.db.insert(taskLabels).values({
    batchId,
    taskId,
    policy: "skywork",
    failToPass: ["f ü"],
    passToPass: ["p1", "p2"],
    passToFail: [],
    failToFail: [],
    flaky: [],
    contentHash: texts?.contentHash ?? "",
    ...change,
  });
}
