import { readFile } from "node:fs/promises";
import { expect, test } from "./fixtures.ts";
import { expectCounts, expectState, upload } from "./import-page.ts";
import { expectTotal, taskLink } from "./task-list.ts";
import { newSlug, taskRow, toJsonLines } from "./task-rows.ts";

const broken = '{"instance_id": "example__widgets-3", "repo": \n';
const mixed = [
  toJsonLines([taskRow(1), taskRow(2)]),
  broken,
  toJsonLines([taskRow(4, { patch: "" }), taskRow(1, { problem_statement: "Another text" }), taskRow(5)]),
].join("");

test("a curator sees what a file holds before it is imported, and what became of each record", async ({ signedIn }) => {
  const page = await signedIn("curator");
  const dataset = newSlug("upload");
  await upload(page, { dataset, name: "mixed.jsonl", body: mixed });
  await expectState(page, "waits for you");
  const mapping = page.getByRole("region", { name: "Where the columns go" });
  await expect(mapping.getByRole("row").filter({ hasText: "problem_statement" })).toContainText("problemStatement");
  await expectCounts(page, { "Would be added": 3, Updated: 0, Unchanged: 0, Rejected: 3 });

  await page.getByRole("button", { name: "Import 3 tasks" }).click();
  await expectState(page, "done");
  await expectCounts(page, { Added: 3, Updated: 0, Unchanged: 0, Rejected: 3 });
  const rejects = page.getByRole("region", { name: "Rejected records" });
  await expect(rejects.getByRole("row")).toHaveCount(4);
  await expect(rejects.getByRole("row").nth(1)).toContainText(/^3line 3, column 47/);
  await expect(rejects.getByRole("row").nth(2)).toContainText("example__widgets-4patcha unified diffnothing");
  await expect(rejects.getByRole("row").nth(3)).toContainText("example__widgets-1");

  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: "All with reasons, as JSONL" }).click();
  const lines = (await readFile(await (await started).path(), "utf8")).trim().split("\n");
  const kept = lines.map((line) => JSON.parse(line));
  expect(kept).toMatchObject([
    { record: 3, position: { line: 3, column: 47 } },
    {
      position: { line: 4 },
      field: "patch",
      expected: "a unified diff",
      found: "nothing",
      instanceId: "example__widgets-4",
    },
    { position: { line: 5 }, instanceId: "example__widgets-1" },
  ]);
  for (const { expected, found } of kept) expect([expected, found].every(Boolean)).toBe(true);

  await page.getByRole("link", { name: "Browse the tasks" }).click();
  await expectTotal(page, "3 tasks");
  await expect(taskLink(page, "example__widgets-5")).toBeVisible();

  await upload(page, { dataset, name: "mixed.jsonl", body: mixed });
  await expectState(page, "waits for you");
  await expectCounts(page, { "Would be added": 0, Updated: 0, Unchanged: 3, Rejected: 3 });
});

test("a strict import with one bad record changes nothing", async ({ signedIn }) => {
  const page = await signedIn("curator");
  const dataset = newSlug("strict");
  await upload(page, { dataset, name: "mixed.jsonl", body: mixed, isStrict: true });
  await expectState(page, "waits for you");
  await page.getByRole("button", { name: /^Import / }).click();
  await expectState(page, "failed");
  await expect(
    page.getByRole("alert").filter({ hasText: "3 records were rejected, so nothing was imported" }),
  ).toBeVisible();
  await expect(page.getByRole("region", { name: "Rejected records" })).toBeVisible();
  await page.goto(`/datasets/${dataset}`);
  await expect(page.getByText("It has no tasks yet.")).toBeVisible();
});

test("an import is cancelled before it began", async ({ signedIn }) => {
  const page = await signedIn("curator");
  const dataset = newSlug("cancelled");
  await upload(page, { dataset, name: "good.jsonl", body: toJsonLines([taskRow(1)]) });
  await expectState(page, "waits for you");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expectState(page, "cancelled");
  await page.goto(`/datasets/${dataset}`);
  await expect(page.getByText("It has no tasks yet.")).toBeVisible();
  await page.getByRole("link", { name: "good.jsonl" }).click();
  await page.getByRole("button", { name: "Go on with it" }).click();
  await expectState(page, "done");
  await expectCounts(page, { Added: 1 });
});

for (const { kind, name, body, message } of [
  { kind: "a picture", name: "a.png", body: Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), message: /./ },
  { kind: "other JSON", name: "b.jsonl", body: '{"title": "no task"}\n', message: /No known schema has these columns/ },
  { kind: "an empty file", name: "c.jsonl", body: "", message: /empty/ },
  { kind: "half a Parquet file", name: "d.parquet", body: `PAR1${"x".repeat(200)}`, message: /./ },
]) {
  test(`${kind} is refused with a reason`, async ({ signedIn }) => {
    const page = await signedIn("curator");
    await upload(page, { dataset: newSlug("refused"), name, body });
    const reason = page.getByRole("main").getByRole("alert").filter({ hasText: message });
    await expect(reason).toBeVisible({ timeout: 30_000 });
    await expect(reason).not.toContainText(/error of the server|Error:|undefined|null/);
    await expect(page.getByRole("button", { name: /^Import \d/ })).toBeHidden();
  });
}

test("a viewer may not upload", async ({ signedIn, clientOf }) => {
  const page = await signedIn("viewer");
  await page.goto("/datasets/new");
  await expect(page.getByRole("heading", { name: "Your role does not reach here" })).toBeVisible();
  await page.goto("/datasets");
  await expect(page.getByRole("heading", { name: "Datasets" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "Import" })).toBeHidden();
  const dataset = newSlug("forbidden");
  const client = await clientOf("viewer");
  const answer = await client.post(`/api/uploads?name=a.jsonl&sizeBytes=2&dataset=${dataset}`, { data: "{}" });
  expect(answer.status()).toBe(403);
  expect((await client.get("/api/v1/datasets").then((response) => response.text())).includes(dataset)).toBe(false);
});

test("an upload from a page of another site is refused", async ({ clientOf }) => {
  const client = await clientOf("curator");
  const answer = await client.post(`/api/uploads?name=a.jsonl&sizeBytes=2&dataset=${newSlug("foreign")}`, {
    data: "{}",
    headers: { origin: "https://example.org" },
  });
  expect(answer.status()).toBe(403);
  expect(await answer.json()).toMatchObject({ error: { code: "forbidden" } });
});
