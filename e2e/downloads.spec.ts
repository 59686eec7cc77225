import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { demoRows } from "./demo-rows.ts";
import { expect, test } from "./fixtures.ts";
import { openList, taskLine } from "./task-list.ts";

const newestFirst = demoRows.toSorted((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at));

test("JSONL has the records as their file had them, in the order of the list", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await openList(page);
  const bytes = await download(page, "Download", "JSONL");
  const records = parseLines(bytes.toString());
  expect(records).toEqual(newestFirst);
  expect(Object.keys(records[0] ?? {})).toEqual(Object.keys(newestFirst[0] ?? {}));
});

test("Parquet reads back as the same records", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await openList(page, "dataset=demo&language=Python");
  const bytes = await download(page, "Download", "Parquet");
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const records = await parquetReadObjects({ file: file as ArrayBuffer, compressors });
  const python = newestFirst.filter((row) => row.language === "Python");
  // A column that only some records have is null in the others.
  const nulls = Object.fromEntries(python.flatMap((row) => Object.keys(row)).map((column) => [column, null]));
  expect(records).toEqual(python.map((row) => ({ ...nulls, ...row })));
});

test("CSV has the columns that are seen, of the rows that match", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await openList(page, "dataset=demo&repo=assay-demo/larder&sort=instanceId&dir=asc&cols=repo,instanceId,failToPass");
  const lines = (await download(page, "Download", "CSV")).toString().split("\r\n");
  const larder = demoRows.filter((row) => row.repo === "assay-demo/larder");
  const expected = larder.map((row) => `${row.repo},${row.instance_id},${row.FAIL_TO_PASS.length}`).toSorted();
  expect(lines[0]).toBe("Repository,Instance,F2P");
  expect(lines.slice(1, -1)).toEqual(expected);
  expect(lines.at(-1)).toBe("");
});

test("a selection is downloaded alone", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await openList(page);
  await taskLine(page, "assay-demo__ruled-9").getByRole("checkbox").check();
  await taskLine(page, "assay-demo__cadence-4").getByRole("checkbox").check();
  const records = parseLines((await download(page, "Download the selection", "JSONL")).toString());
  expect(records.map(({ instance_id }) => instance_id)).toEqual(["assay-demo__cadence-4", "assay-demo__ruled-9"]);
});

async function download(page: Page, menu: string, format: string): Promise<Buffer> {
  await page.getByRole("button", { name: menu, exact: true }).click();
  const started = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: new RegExp(`^${format}`) }).click();
  const file = await started;
  expect(file.suggestedFilename()).toBe(`assay-tasks.${format.toLowerCase()}`);
  return readFile(await file.path());
}

function parseLines(text: string): Record<string, unknown>[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}
