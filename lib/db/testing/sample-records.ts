import { writeFile } from "node:fs/promises";
import { parquetWriteFile } from "hyparquet-writer";
import type { JsonObject } from "#lib/core/json";

/** A record in the columns of SWE-bench that every import takes; `number` makes its id and its issue its own. */
export function sampleRecord(number: number, changes: JsonObject = {}): JsonObject {
  return {
    instance_id: `owner__name-${number}`,
    repo: "owner/name",
    base_commit: "82eb767f70c7ea95252b9f4a59bc8a9603279243",
    patch: samplePatch("src/module.py", number),
    test_patch: samplePatch("tests/test_module.py", number),
    problem_statement: `Issue ${number}: the counter is off by one`,
    hints_text: "",
    created_at: "2024-03-01T12:00:00Z",
    version: "1.0",
    FAIL_TO_PASS: [`tests/test_module.py::test_${number}`],
    PASS_TO_PASS: ["tests/test_module.py::test_other"],
    ...changes,
  };
}

/** Records 1 to `count`. */
export function sampleRecords(count: number, changes: JsonObject = {}): JsonObject[] {
  return Array.from({ length: count }, (_, index) => sampleRecord(index + 1, changes));
}

export function samplePatch(path: string, number: number): string {
  return [
    `diff --git a/${path} b/${path}`,
    `--- a/${path}`,
    `+++ b/${path}`,
    "@@ -1,2 +1,2 @@",
    " first = 0",
    "-second = 0",
    `+second = ${number}`,
    "",
  ].join("\n");
}

/** Writes one record a line; a text stands as it is, for lines that are no record. */
export async function writeJsonLines(path: string, lines: readonly (JsonObject | string)[]): Promise<string> {
  const texts = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line)));
  await writeFile(path, texts.map((text) => `${text}\n`).join(""));
  return path;
}

/** Writes the records as a table, with the columns of the first. */
export function writeParquet(filename: string, records: readonly JsonObject[]): void {
  const names = Object.keys(records[0] ?? {});
  parquetWriteFile({
    filename,
    columnData: names.map((name) => ({ name, data: records.map((record) => record[name] ?? null) })),
  });
}
