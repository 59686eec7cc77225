import { readFile } from "node:fs/promises";
import { desc, eq } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import { batchTasks, runBatches } from "#lib/db/schema";
import { insertBatch } from "#lib/db/testing/run-rows";
import { expect, test } from "./fixtures.ts";
import { expectInert, hostile } from "./hostile-text.ts";
import { open } from "./hydration.ts";
import { expectTotal, openList, taskLine } from "./task-list.ts";
import { taskTab } from "./task-page.ts";
import { importRows, newSlug, taskRow } from "./task-rows.ts";
import { newValidatedTask, openMatrix, shownTests, type TestLetters } from "./validated-task.ts";

const lists = {
  FAIL_TO_PASS: ["tests/a.py::test_fixed"],
  PASS_TO_PASS: ["tests/a.py::test_same", "tests/b.py::test_gone"],
};
const tests: readonly TestLetters[] = [
  ["tests/a.py::test_same", "P", "P", "P"],
  ["tests/a.py::test_fixed", "F", "P", "P"],
  ["tests/b.py::test_shaky", "P", "F", "P"],
  ["tests/b.py::test_new", " ", "P", "P"],
  ["tests/c.py::test_skipped", "S", "S", "S"],
];

test("a task is validated from its page, after an estimate", async ({ signedIn, ctx, expectAccessible }) => {
  const ids = await importRows(ctx, newSlug("request"), [taskRow(1)]);
  const page = await signedIn("curator");
  await open(page, `/tasks/${ids.get("example__widgets-1")}`);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys of this page" })).toContainText("Validatev");
  await page.keyboard.press("Escape");
  await page.keyboard.press("v");
  const dialog = page.getByRole("dialog", { name: "Validate example__widgets-1" });
  const estimate = dialog.getByRole("region", { name: "Estimate" });
  await expect(estimate).toContainText("2: 1 task, without and with the gold patch");
  await expect(estimate).toContainText("Time");
  await expect(estimate).toContainText("Disk");
  await dialog.getByRole("spinbutton", { name: "Repeats" }).fill("3");
  await expect(estimate).toContainText("6: 1 task");
  await dialog.getByRole("combobox", { name: "Policy" }).selectOption("live-3x");
  await expect(dialog).toContainText("gold runs are repeated");
  await dialog.getByRole("combobox", { name: "Priority" }).selectOption("Before others");
  const title = newSlug("From a task");
  await dialog.getByRole("textbox", { name: "Title" }).fill(title);
  await expect(estimate).toHaveAttribute("aria-busy", "false");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Validate the task" }).click();
  const batch = await requestedBatch(ctx, title);
  expect(batch).toMatchObject({
    policy: "live-3x",
    repeats: 3,
    priority: 10,
    driver: "auto",
    taskCount: 1,
    filter: null,
  });
  await expect(page.getByRole("link", { name: "Watch it" })).toHaveAttribute("href", `/runs/batches/${batch.id}`);
  await expect(dialog).toBeHidden();
});

test("picked tasks are validated, and those alone", async ({ signedIn, ctx }) => {
  const dataset = newSlug("picked");
  const ids = await importRows(
    ctx,
    dataset,
    [1, 2, 3].map((number) => taskRow(number)),
  );
  const page = await signedIn("curator");
  await openList(page, `dataset=${dataset}`);
  for (const number of [1, 3]) await taskLine(page, `example__widgets-${number}`).getByRole("checkbox").check();
  await page.getByRole("button", { name: "Validate 2 selected" }).click();
  const dialog = page.getByRole("dialog", { name: "Validate 2 tasks" });
  await expect(dialog.getByRole("region", { name: "Estimate" })).toContainText("4: 2 tasks");
  const title = newSlug("Picked");
  await dialog.getByRole("textbox", { name: "Title" }).fill(title);
  await dialog.getByRole("button", { name: "Validate 2 tasks" }).click();
  const batch = await requestedBatch(ctx, title);
  expect(batch).toMatchObject({ taskCount: 2, filter: null });
  expect(await tasksOf(ctx, batch.id)).toEqual([ids.get("example__widgets-1"), ids.get("example__widgets-3")]);
});

test("a whole filter is validated, and kept with the request", async ({ signedIn, ctx }) => {
  const dataset = newSlug("filter");
  const rows = [1, 2, 3, 4].map((number) => taskRow(number, number === 4 ? { repo: "example/gadgets" } : {}));
  await importRows(ctx, dataset, rows);
  const page = await signedIn("curator");
  await openList(page, `dataset=${dataset}&repo=example/widgets&sort=repo`);
  await expectTotal(page, "3 tasks");
  await page.keyboard.press("v");
  const dialog = page.getByRole("dialog", { name: "Validate all 3 that match" });
  await expect(dialog.getByRole("region", { name: "Estimate" })).toContainText("6: 3 tasks");
  await page.keyboard.press("Escape");
  await taskLine(page, "example__widgets-1").getByRole("checkbox").check();
  await page.getByRole("button", { name: "Select all 3 that match" }).click();
  await page.getByRole("button", { name: "Validate all 3 that match" }).click();
  const title = newSlug("Filter");
  await dialog.getByRole("textbox", { name: "Title" }).fill(title);
  await dialog.getByRole("button", { name: "Validate all 3 that match" }).click();
  const batch = await requestedBatch(ctx, title);
  expect(batch.taskCount).toBe(3);
  expect(Object.fromEntries(new URLSearchParams(batch.filter ?? ""))).toEqual({ dataset, repo: "example/widgets" });
});

test("who may not ask for runs is not offered any", async ({ signedIn, ctx }) => {
  const { id } = await newValidatedTask(ctx, tests, lists);
  for (const role of ["viewer", "annotator"] as const) {
    const page = await signedIn(role);
    await openMatrix(page, id);
    await expect(page.getByRole("button", { name: "Validate" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: /Quarantine|Release/ })).toHaveCount(0);
    await page.keyboard.press("v");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await openList(page);
    await expect(page.getByRole("button", { name: /Validate/ })).toHaveCount(0);
  }
});

test("the matrix is filtered and searched, and its address shows the same again", async ({
  signedIn,
  ctx,
  expectAccessible,
}) => {
  const { id } = await newValidatedTask(ctx, tests, lists);
  const page = await signedIn("viewer");
  await openMatrix(page, id);
  const all = ["tests/a.py::test_fixed", "tests/a.py::test_same", "tests/b.py::test_gone"];
  expect(await shownTests(page)).toEqual([
    ...all,
    "tests/b.py::test_shaky",
    "tests/c.py::test_skipped",
    "tests/b.py::test_new",
  ]);
  await expectAccessible(page);
  const gone = page.getByRole("row").filter({ hasText: "test_gone" });
  await expect(gone.getByRole("img", { name: "empty 1: not run" })).toBeVisible();

  await page.getByRole("button", { name: "Differs 3" }).click();
  await expect(page).toHaveURL(/[?&]show=differs/);
  await expect
    .poll(() => shownTests(page))
    .toEqual(["tests/a.py::test_fixed", "tests/b.py::test_shaky", "tests/b.py::test_new"]);
  await page.getByRole("searchbox", { name: "Find a test" }).fill("B.PY");
  await expect(page).toHaveURL(/[?&]find=B\.PY/);
  await expect.poll(() => shownTests(page)).toEqual(["tests/b.py::test_shaky", "tests/b.py::test_new"]);
  await page.reload();
  await page.getByRole("grid").waitFor();
  expect(await shownTests(page)).toEqual(["tests/b.py::test_shaky", "tests/b.py::test_new"]);
  await expect(page.getByText("2 of 6 tests")).toBeVisible();
  await page.goBack();
  await expect.poll(() => shownTests(page)).toHaveLength(6);

  await page.getByRole("button", { name: "F2P 1" }).click();
  await expect.poll(() => shownTests(page)).toEqual(["tests/a.py::test_fixed"]);
  await page.getByRole("button", { name: "P2P 2" }).click();
  await expect.poll(() => shownTests(page)).toEqual(["tests/a.py::test_same", "tests/b.py::test_gone"]);
  await page.getByRole("searchbox", { name: "Find a test" }).fill("nothing like it");
  await expect(page.getByText("No test of these has this in its name.")).toBeVisible();
});

test("the matrix can be used by everybody, in the dark and on a telephone", async ({
  signedIn,
  ctx,
  expectAccessible,
}) => {
  const { id } = await newValidatedTask(ctx, tests, lists);
  const page = await signedIn("curator", { colorScheme: "dark" });
  await openMatrix(page, id);
  await page.keyboard.press("j");
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole("grid")).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
});

test("the keyboard walks the matrix and opens the run where the test stands in its log", async ({ signedIn, ctx }) => {
  const { id, runs } = await newValidatedTask(ctx, tests, lists);
  const page = await signedIn("viewer");
  await openMatrix(page, id);
  const link = page.getByRole("link", { name: "gold 2: passed, line 11" });
  await expect(link).toHaveAttribute("href", `/runs/${runs[2]}#L11`);
  await page.keyboard.press("j");
  await expect(page.getByRole("region", { name: "The test at hand" })).toContainText(
    "F2P: fails without the gold patch",
  );
  await page.keyboard.press("j");
  await expect(page.getByRole("region", { name: "The test at hand" })).toContainText("tests/a.py::test_same");
  await page.keyboard.press("k");
  await page.keyboard.press("l");
  const grid = page.getByRole("grid");
  const current = await grid.getAttribute("aria-activedescendant");
  await expect(page.locator(`[id="${current}"]`).getByRole("link")).toHaveAttribute("href", `/runs/${runs[2]}#L11`);
  await grid.focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/runs/${runs[0]}#L11$`));
});

test("Enter presses the button that has the focus, and moves nothing else", async ({ signedIn, ctx }) => {
  const { id } = await newValidatedTask(ctx, tests, lists);
  const page = await signedIn("viewer");
  await openMatrix(page, id);
  await page.keyboard.press("j");
  await page.getByRole("button", { name: "Differs 3" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/[?&]show=differs/);
  await expect(page).toHaveURL((url) => url.pathname === `/tasks/${id}`);
});

test("the matrix is downloaded whole", async ({ signedIn, ctx }) => {
  const { id, runs } = await newValidatedTask(ctx, tests, lists);
  const page = await signedIn("viewer");
  await openMatrix(page, id, "&show=f2p");
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  const file = await started;
  expect(file.suggestedFilename()).toBe("example__widgets-1.test-matrix.csv");
  const lines = (await readFile(await file.path(), "utf8")).split("\r\n");
  expect(lines[0]).toBe(`test,label,notes,empty 1 (run ${runs[0]}),gold 1 (run ${runs[1]}),gold 2 (run ${runs[2]})`);
  expect(lines).toContain("tests/a.py::test_fixed,F2P,,FAILED,PASSED,PASSED");
  expect(lines).toContain("tests/b.py::test_gone,P2P,,MISSING,MISSING,MISSING");
});

test("what a validation showed is told: proof, stability, and a test that leaves the lists", async ({
  signedIn,
  ctx,
}) => {
  const { id } = await newValidatedTask(ctx, tests, lists);
  const page = await signedIn("curator");
  await openMatrix(page, id);
  const main = page.getByRole("main");
  await expect(main).toContainText("passed B.3");
  await expect(main).toContainText(/Last proven .* under skywork: 2 of 2 gold runs FULL, on image/);
  await expect(main).toContainText("Proven in 1 validation in all.");
  const stability = page.getByRole("region", { name: "Stability" });
  await expect(stability).toContainText("1 of 6 tests did not end the same way in 2 repeats.");
  await expect(stability).toContainText("tests/b.py::test_shaky");
  await expect(stability).toContainText("1/2");

  await page.getByRole("button", { name: "tests/a.py::test_same" }).click();
  await page.getByRole("region", { name: "The test at hand" }).getByRole("button", { name: "Quarantine" }).click();
  const dialog = page.getByRole("dialog", { name: "Put a test in quarantine" });
  await dialog.getByRole("textbox", { name: "Reason" }).fill("It needs the network");
  await dialog.getByRole("button", { name: "Quarantine" }).click();
  const quarantine = page.getByRole("region", { name: "Quarantine", exact: true });
  await expect(quarantine).toContainText("tests/a.py::test_same");
  await expect(quarantine).toContainText("It needs the network");
  await expect(page.getByRole("button", { name: "P2P 1" })).toBeVisible();
  await quarantine.getByRole("button", { name: "Release" }).click();
  await expect(quarantine).toContainText("No test is in quarantine.");
  await expect(page.getByRole("button", { name: "P2P 2" })).toBeVisible();
});

test("a task that stopped says where and why, and one that was never run says so", async ({ signedIn, ctx }) => {
  const ids = [...(await importRows(ctx, newSlug("stopped"), [taskRow(1), taskRow(2)])).values()];
  await insertBatch(ctx.db, new Map([[ids[0] ?? 0, "stopped"]]));
  const page = await signedIn("viewer");
  await open(page, `/tasks/${ids[0]}`);
  await taskTab(page, "Validation").click();
  const main = page.getByRole("main");
  await expect(main).toContainText("stopped at B.3");
  await expect(main).toContainText("No test fails without the gold patch and passes with it.");
  await expect(main).toContainText("Never proven");
  await open(page, `/tasks/${ids[1]}?tab=validation`);
  await expect(page.getByRole("heading", { name: "No run has ended yet" })).toBeVisible();
  await expect(main).toContainText("not validated");
});

test("hostile names of tests stay text", async ({ signedIn, ctx }) => {
  const names = [hostile.markup, hostile.breakOut, hostile.ansi, hostile.bidi, hostile.zeroWidth, hostile.formula];
  const shaky = names.map((name): TestLetters => [name, "F", "P", "F"]);
  const { id } = await newValidatedTask(ctx, shaky, { FAIL_TO_PASS: names, PASS_TO_PASS: [] });
  const page = await signedIn("curator");
  await openMatrix(page, id, `&find=${encodeURIComponent("<script>")}`);
  await page.keyboard.press("j");
  await expect(page.getByRole("region", { name: "The test at hand" })).toContainText("<script>window.pwned=1</script>");
  await expect(page.getByRole("region", { name: "Stability" })).toContainText("<iframe srcdoc=");
  await expectInert(page);
  await page.getByRole("region", { name: "The test at hand" }).getByRole("button", { name: "Quarantine" }).click();
  await expect(page.getByRole("dialog")).toContainText("<script>window.pwned=1</script>");
  await expectInert(page);
});

/** The request of that title, once it is written down. */
async function requestedBatch({ db }: Ctx, title: string) {
  const find = () =>
    db.select().from(runBatches).where(eq(runBatches.title, title)).orderBy(desc(runBatches.createdAt));
  await expect.poll(async () => (await find()).length).toBe(1);
  const [batch] = await find();
  if (!batch) throw new Error(`Nobody asked for ${title}`);
  return batch;
}

async function tasksOf({ db }: Ctx, batchId: string): Promise<number[]> {
  const rows = await db.select({ id: batchTasks.taskId }).from(batchTasks).where(eq(batchTasks.batchId, batchId));
  return rows.map(({ id }) => id).toSorted((a, b) => a - b);
}
