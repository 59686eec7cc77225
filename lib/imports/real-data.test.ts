import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "#lib/core/json";
import { parsePatch } from "#lib/core/patch/parse-patch";
import { reversePatch } from "#lib/core/patch/reverse-patch";
import { measureTask } from "#lib/core/task/measure";
import type { Task, TaskMeasures } from "#lib/core/task/model";
import type { RecordLayout } from "#lib/imports/adapters/adapter";
import { pickAdapter } from "#lib/imports/adapters/pick-adapter";
import { restoreRecord } from "#lib/imports/adapters/restore-record";
import { contentHash } from "#lib/imports/content-hash";
import { openRecords } from "#lib/imports/readers/open-records";

const folder = join(import.meta.dirname, "../../../shared/data/tasks");

const files = [
  ["swe-bench_verified.parquet", "parquet", "swe-bench", 500],
  ["swe-bench_multilingual.parquet", "parquet", "swe-bench", 300],
  ["swe-bench_dev.parquet", "parquet", "swe-bench", 225],
  ["swe-bench_dev-easy.json", "json-array", "swe-bench", 5],
  ["swe-rebench-v2_one-row.json", "json-array", "swe-rebench-v2", 1],
  ["swe-smith_one-row.json", "json", "swe-smith", 1],
  ["repolaunch_result.jsonl", "jsonl", "swe-bench-live", 2],
] as const;

describe.skipIf(!existsSync(folder))("published task sets (skipped without ../shared/data)", () => {
  test.each(files)("%s is read as %s by %s, and every record comes back exactly", async (name, format, id, count) => {
    const source = await openRecords(join(folder, name));
    expect(source.format).toBe(format);
    const imported = await importAll(name);
    expect(imported).toHaveLength(count);
    for (const { adapter, record, task, layout } of imported) {
      const restored = restoreRecord(task, layout);
      expect(adapter).toBe(id);
      expect(JSON.stringify(restored)).toBe(JSON.stringify(record));
      expect(contentHash(restored)).toBe(contentHash(record));
      expect(parsePatch(task.patch).problems).toEqual([]);
      expect(parsePatch(task.testPatch).problems).toEqual([]);
    }
  });

  test("the means of SWE-bench Verified are those of the paper's Table 2", async () => {
    const measures = (await importAll("swe-bench_verified.parquet")).map(({ task }) => measureTask(task));
    const mean = (size: (one: TaskMeasures) => number) =>
      (measures.reduce((sum, one) => sum + size(one), 0) / measures.length).toFixed(1);
    expect({
      issueWords: mean((one) => one.issueWords),
      files: mean((one) => one.patchFiles),
      hunks: mean((one) => one.patchHunks),
      lines: mean((one) => one.patchLinesAdded + one.patchLinesRemoved),
      failToPass: mean((one) => one.failToPassCount),
      passToPass: mean((one) => one.passToPassCount),
      // The paper says 2.1 and not how it counts; the rule of countFunctionsTouched gives this.
      functions: mean((one) => one.patchFunctions),
    }).toEqual({
      issueWords: "189.3",
      files: "1.2",
      hunks: "2.4",
      lines: "14.3",
      failToPass: "3.0",
      passToPass: "120.3",
      functions: "2.0",
    });
  });

  test("every gold patch turns around and back", async () => {
    for (const [name] of files) {
      for (const { task } of await importAll(name)) {
        for (const patch of [task.patch, task.testPatch]) {
          const reversed = reversePatch(patch).value;
          if (reversed === null) continue;
          expect(reversePatch(reversed).value).toBe(patch);
          expect(parsePatch(reversed).problems).toEqual([]);
        }
      }
    }
  });
});

interface Imported {
  readonly adapter: string;
  readonly record: JsonObject;
  readonly task: Task;
  readonly layout: RecordLayout;
}

async function importAll(name: string): Promise<Imported[]> {
  const imported: Imported[] = [];
  for await (const item of (await openRecords(join(folder, name))).records) {
    if (item.kind === "problem") throw new Error(item.message);
    const picked = pickAdapter(new Set(Object.keys(item.value)), item.value);
    if (!picked.ok) throw new Error(picked.message);
    const adapted = picked.adapter.adapt(item.value);
    if (!adapted.ok) throw new Error(JSON.stringify(adapted.problems));
    imported.push({ adapter: picked.adapter.id, record: item.value, task: adapted.task, layout: adapted.layout });
  }
  return imported;
}
