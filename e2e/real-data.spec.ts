import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { desc, eq, sql } from "drizzle-orm";
import { tasks, taskTexts } from "#lib/db/schema";
import { expect, test } from "./fixtures.ts";
import { open } from "./hydration.ts";
import { expectTotal, filterButton, openList } from "./task-list.ts";
import { importFile } from "./task-rows.ts";

const folder = resolve("../shared/data/tasks");

test.skip(!existsSync(folder), `The published sets are not in ${folder}`);
// One worker imports the files, which all these tests read.
test.describe.configure({ mode: "default" });

test.beforeAll(async ({ ctx }) => {
  test.setTimeout(120_000);
  for (const name of ["verified", "multilingual"]) await importFile(ctx, name, `${folder}/swe-bench_${name}.parquet`);
});

test("the page and the API count the same", async ({ signedIn, clientOf }) => {
  const page = await signedIn("viewer");
  const client = await clientOf("viewer");
  for (const [query, count] of [
    ["dataset=verified", 500],
    ["dataset=multilingual", 300],
    ["dataset=verified&repo=django/django", 231],
    ["dataset=verified&patchLinesMax=5", 223],
    ["dataset=verified&repo=django/django&patchLinesMax=5", 104],
  ] as const) {
    await openList(page, query);
    await expectTotal(page, `${count} tasks`);
    const answer = await (await client.get(`/api/v1/tasks/count?${query}`)).json();
    expect(answer).toEqual({ count, exact: true });
  }
});

test("django's small fixes are found by clicking", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await openList(page, "dataset=verified");
  await filterButton(page, "Repository").click();
  await page.getByRole("textbox", { name: "Find a repository" }).fill("djan");
  await page.getByRole("checkbox", { name: "django/django 231" }).check();
  await expectTotal(page, "231 tasks");
  await page.keyboard.press("Escape");
  await filterButton(page, "Lines").click();
  await page.getByRole("spinbutton", { name: "Lines, at most" }).fill("5");
  await page.keyboard.press("Enter");
  await expectTotal(page, "104 tasks");
});

test("the longest patch opens, and its last line is reached", async ({ signedIn, ctx }) => {
  const [longest] = await ctx.db
    .select({ id: tasks.id, patch: taskTexts.patch })
    .from(tasks)
    .innerJoin(taskTexts, eq(taskTexts.taskId, tasks.id))
    .where(eq(tasks.dataset, "multilingual"))
    .orderBy(desc(sql`char_length(${taskTexts.patch})`))
    .limit(1);
  expect(longest?.patch.length).toBe(206_166);
  const page = await signedIn("viewer");
  await open(page, `/tasks/${longest?.id}?tab=patch`);
  await expect(page.getByRole("link", { name: /^Line \d+/ }).first()).toBeVisible();
  const files = [...(longest?.patch ?? "").matchAll(/^diff --git /gm)].length;
  await expect(page.getByRole("toolbar", { name: "Gold patch" })).toContainText(`${files} file`);
  await page.getByRole("button", { name: "Raw" }).click();
  const lines = (longest?.patch ?? "").replace(/\n$/, "").split("\n").length;
  await page.goto(`${page.url()}#raw-L${lines}`);
  await expect(page.getByRole("link", { name: `Line ${lines}`, exact: true })).toBeInViewport();
});

test("2,476 tests are listed and searched", async ({ signedIn, ctx }) => {
  const [row] = await ctx.db
    .select({ id: tasks.id, tests: taskTexts.passToPassTests })
    .from(tasks)
    .innerJoin(taskTexts, eq(taskTexts.taskId, tasks.id))
    .where(eq(tasks.dataset, "verified"))
    .orderBy(desc(tasks.passToPass))
    .limit(1);
  const passing = row?.tests ?? [];
  expect(passing.length).toBe(2476);
  const page = await signedIn("viewer");
  await open(page, `/tasks/${row?.id}?tab=tests`);
  const list = page.getByRole("region", { name: "PASS_TO_PASS" });
  await expect(list).toContainText("2,476");
  const last = passing.at(-1) ?? "";
  const hits = passing.filter((test) => test.toLowerCase().includes(last.toLowerCase())).length;
  await list.getByRole("textbox", { name: "Find in PASS_TO_PASS" }).fill(last);
  await expect(list).toContainText(`${hits} of 2,476`);
  await expect(list.getByRole("listitem").filter({ hasText: last }).first()).toBeVisible();
});
