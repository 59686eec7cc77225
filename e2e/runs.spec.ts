import { readFile } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { batchTasks, runBatches, runs } from "#lib/db/schema";
import { appendLog, endBatchTask, insertTests, insertWorker, storeLog } from "#lib/db/testing/run-rows";
import { cancelBatch } from "#lib/runs/mutations";
import { expect, test } from "./fixtures.ts";
import { expectInert, hostile } from "./hostile-text.ts";
import { open } from "./hydration.ts";
import { batchLine, expectLog, goldRun, newBatch, progressBar, taskLine } from "./run-pages.ts";

const esc = "\u001b";

test("the list of batches is live: progress, failures, workers, and batches that are new", async ({
  signedIn,
  ctx,
  expectAccessible,
}) => {
  const title = `Live ${crypto.randomUUID()}`;
  const batch = await newBatch(ctx, ["running", "queued", "accepted"], { title });
  const page = await signedIn("viewer");
  await open(page, "/runs");
  const line = batchLine(page, title);
  await expect(line).toContainText("1 of 3");
  await expect(line).toContainText("running");
  await endBatchTask(ctx.db, batch.id, batch.taskIds[0] ?? 0, "failed");
  await expect(line).toContainText("2 of 3");
  await expect(line).toContainText("infrastructure");
  await expect(progressBar(line)).toHaveAttribute("aria-valuetext", "2 of 3: 1 accepted, 1 failed, 1 queued");
  await expect(line).toContainText(/\/min, about .+ left/);

  const host = `host-${crypto.randomUUID().slice(0, 8)}`;
  await insertWorker(ctx.db, { host });
  const workers = page.getByRole("region", { name: "Workers" });
  await expect(workers.getByRole("row").filter({ hasText: host })).toContainText("3 of 8");
  const added = `New ${crypto.randomUUID()}`;
  await newBatch(ctx, ["queued"], { title: added });
  await expect(batchLine(page, added)).toContainText("0 of 1");
  await expectAccessible(page);

  await line.getByRole("link", { name: title }).click();
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
});

test("a batch is followed to its end without a reload", async ({ signedIn, ctx, expectAccessible }) => {
  const batch = await newBatch(ctx, ["running", "running", "queued"]);
  const page = await signedIn("curator");
  await open(page, `/runs/batches/${batch.id}`);
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await expect(page.getByRole("heading", { name: "Validate 3 tasks" })).toBeVisible();
  await expect(taskLine(page, "example__widgets-1")).toContainText("running");
  await expectAccessible(page);
  await endBatchTask(ctx.db, batch.id, batch.taskIds[0] ?? 0, "accepted");
  await expect(taskLine(page, "example__widgets-1")).toContainText("accepted");
  await expect(taskLine(page, "example__widgets-1").getByRole("link", { name: "Gold run 1: FULL" })).toBeVisible();
  await endBatchTask(ctx.db, batch.id, batch.taskIds[1] ?? 0, "stopped");
  await endBatchTask(ctx.db, batch.id, batch.taskIds[2] ?? 0, "failed");
  await ctx.db.update(runBatches).set({ state: "finished", finishedAt: new Date() }).where(eq(runBatches.id, batch.id));
  await expect(page.getByRole("main").getByText("finished", { exact: true }).first()).toBeVisible();
  await expect(progressBar(page)).toHaveAttribute("aria-valuetext", "3 of 3: 1 accepted, 1 stopped, 1 failed");
  await expect(taskLine(page, "example__widgets-2")).toContainText("No test fails without the gold patch");

  await page.getByRole("button", { name: "Retry failed" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Run 1 task again" }).click();
  await expect(taskLine(page, "example__widgets-3")).toContainText("queued");
  await endBatchTask(ctx.db, batch.id, batch.taskIds[2] ?? 0, "accepted");
  await expect(taskLine(page, "example__widgets-3")).toContainText("accepted");
  expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
});

test("tasks of a batch are filtered in the address, and Back undoes it", async ({ signedIn, ctx }) => {
  const batch = await newBatch(ctx, ["accepted", "stopped", "failed", "running"]);
  const page = await signedIn("viewer");
  await open(page, `/runs/batches/${batch.id}`);
  await page.getByRole("combobox", { name: "Filter by outcome" }).selectOption("stopped");
  await expect(page).toHaveURL(/outcome=stopped/);
  await expect(taskLine(page, "example__widgets-2")).toBeVisible();
  await expect(taskLine(page, "example__widgets-1")).toBeHidden();
  await page.goBack();
  await expect(taskLine(page, "example__widgets-1")).toBeVisible();
  await page
    .getByRole("list", { name: "Tasks by failure class" })
    .getByRole("link", { name: /infrastructure/ })
    .click();
  await expect(page).toHaveURL(/failureClass=infrastructure/);
  await expect(taskLine(page, "example__widgets-3")).toBeVisible();
  await expect(taskLine(page, "example__widgets-1")).toBeHidden();

  await open(page, `/runs/batches/${batch.id}?state=running`);
  await endBatchTask(ctx.db, batch.id, batch.taskIds[3] ?? 0, "accepted");
  await expect(page.getByRole("heading", { name: "No task of this batch matches" })).toBeVisible();
  await page.getByRole("button", { name: "Show all tasks" }).click();
  await expect(taskLine(page, "example__widgets-4")).toContainText("accepted");
  await page.getByRole("searchbox", { name: "Filter by words of the reason" }).fill("docker engine");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/reason=docker/);
  await expect(taskLine(page, "example__widgets-3")).toBeVisible();
  await expect(taskLine(page, "example__widgets-4")).toBeHidden();
});

test("a curator cancels one task, then the batch, and has what failed run again", async ({ signedIn, ctx }) => {
  const batch = await newBatch(ctx, ["running", "queued", "queued", "failed", "accepted"]);
  const page = await signedIn("curator");
  await open(page, `/runs/batches/${batch.id}`);
  await page.getByRole("button", { name: "Cancel example__widgets-1" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel 1 task" }).click();
  await expect(page.getByText("Cancelled 1 task")).toBeVisible();
  await expect(taskLine(page, "example__widgets-1")).toContainText("cancelled");

  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel 2 tasks" }).click();
  await expect(page.getByText("Cancelled 2 tasks")).toBeVisible();
  await expect(progressBar(page)).toHaveAttribute("aria-valuetext", "5 of 5: 1 accepted, 1 failed, 3 cancelled");
  expect(await statesOf(batch.id)).toEqual(["cancelled", "cancelled", "cancelled", "failed", "finished"]);
  await expect(page.getByRole("button", { name: "Cancel", exact: true })).toBeHidden();

  await page.getByRole("button", { name: "Retry failed" }).click();
  const question = page.getByRole("dialog");
  await expect(question).toContainText("1 task failed and 3 tasks were cancelled");
  await question.getByRole("button", { name: "Leave it" }).click();
  expect(await statesOf(batch.id)).toContain("failed");
  await page.getByRole("button", { name: "Retry failed" }).click();
  await question.getByRole("button", { name: "Run 4 tasks again" }).click();
  await expect(page.getByText("4 tasks will run again")).toBeVisible();
  await expect.poll(() => statesOf(batch.id)).not.toContain("failed");
  await expect(page.getByRole("button", { name: "Retry failed" })).toBeHidden();
  await cancelBatch(ctx, { batchId: batch.id });

  async function statesOf(batchId: string) {
    const rows = await ctx.db
      .select({ state: batchTasks.state })
      .from(batchTasks)
      .where(eq(batchTasks.batchId, batchId))
      .orderBy(batchTasks.taskId);
    return rows.map(({ state }) => state);
  }
});

test("a question is gone when somebody else was faster", async ({ signedIn, ctx }) => {
  const batch = await newBatch(ctx, ["queued"]);
  const page = await signedIn("curator");
  await open(page, `/runs/batches/${batch.id}`);
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await cancelBatch(ctx, { batchId: batch.id });
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(taskLine(page, "example__widgets-1")).toContainText("cancelled");
});

test("viewers see everything and can change nothing", async ({ signedIn, clientOf, ctx, request }) => {
  const batch = await newBatch(ctx, ["running", "failed"]);
  const run = await goldRun(ctx, batch.id, batch.taskIds[0]);
  const page = await signedIn("viewer");
  for (const path of [`/runs/batches/${batch.id}`, `/runs/${run}`]) {
    await open(page, path);
    await expect(page.getByRole("main").getByText("running", { exact: true }).first()).toBeVisible();
    await expect(page.getByRole("button", { name: /^(Cancel|Retry|Run)/ })).toBeHidden();
  }
  const viewer = await clientOf("viewer");
  expect((await viewer.get(`/api/v1/batches/${batch.id}`)).status()).toBe(200);
  for (const path of [
    `/api/batches/${batch.id}/events`,
    "/api/runs/events",
    `/api/runs/${run}/log/events`,
    `/api/v1/runs/${run}/log`,
  ]) {
    expect((await request.get(path)).status(), path).toBe(401);
  }
  await page.goto("/runs/batches/none");
  await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
});

test("a log is followed as it grows, and the page learns how the run ended", async ({ signedIn, ctx }) => {
  const batch = await newBatch(ctx, ["running"]);
  const run = await goldRun(ctx, batch.id, batch.taskIds[0]);
  const lines = Array.from({ length: 200 }, (_, index) => `line ${index + 1}.`);
  await appendLog(ctx.db, run, `${lines.join("\n")}\n`);
  const page = await signedIn("viewer");
  await open(page, `/runs/${run}`);
  await expectLog(page, "line 200.");
  await appendLog(ctx.db, run, "one more line\n");
  await expectLog(page, "one more line");
  await expect(page.getByRole("button", { name: "Follow the end" })).toHaveAttribute("aria-pressed", "true");

  await page.getByRole("code").click();
  await page.keyboard.press("Control+Home");
  await expect(page.getByRole("button", { name: "Follow the end" })).toHaveAttribute("aria-pressed", "false");
  await expectLog(page, "line 1.");
  await appendLog(ctx.db, run, "unseen\n");
  await expect(page.getByText("202 lines", { exact: true })).toBeVisible();
  await expectLog(page, "line 1.");
  await page.getByRole("button", { name: "Follow the end" }).click();
  await expectLog(page, "unseen");

  await ctx.db.update(runs).set({ resolution: "FULL", reason: "All tests passed." }).where(eq(runs.id, run));
  await storeLog(ctx.db, run, `${lines.join("\n")}\none more line\nunseen\nthe end\n`, { isTruncated: true });
  await expectLog(page, "the end");
  await expect(page.getByText("FULL", { exact: true })).toBeVisible();
  await expect(page.getByText("All tests passed.")).toBeVisible();
  await expect(page.getByText(/^Cut at 1\.\d kB/)).toBeVisible();
  await expect(page.getByText("live", { exact: true })).toBeHidden();
});

test("a lost connection is said, and the log goes on where it was", async ({ signedIn, ctx }) => {
  const batch = await newBatch(ctx, ["running"]);
  const run = await goldRun(ctx, batch.id, batch.taskIds[0]);
  await appendLog(ctx.db, run, "before\nwhile away\n");
  const page = await signedIn("viewer");
  let isAway = true;
  let isFirst = true;
  await page.route("**/log/events*", async (route) => {
    if (!isFirst) return isAway ? route.abort() : route.continue();
    isFirst = false;
    const events = [
      { kind: "start", position: 0, line: 1, sizeBytes: 7 },
      { kind: "text", position: 7, text: "before\n" },
    ];
    const body = events.map((event) => `id: ${event.position}\ndata: ${JSON.stringify(event)}\n\n`).join("");
    // The stream ends here, without its last event.
    await route.fulfill({ contentType: "text/event-stream", body });
  });
  await open(page, `/runs/${run}`);
  await expectLog(page, "before");
  await expect(page.getByText("Connection lost, trying again.")).toBeVisible({ timeout: 30_000 });
  isAway = false;
  await expectLog(page, "while away");
  await expect(page.getByText("Connection lost, trying again.")).toBeHidden();
  await expect(page.getByText("2 lines", { exact: true })).toBeVisible();
});

test("a log shows its colours, and hostile text stays text", async ({ signedIn, ctx, expectAccessible }) => {
  const batch = await newBatch(ctx, ["accepted"], { title: `${hostile.markup}${hostile.bidi}` });
  const run = await goldRun(ctx, batch.id, batch.taskIds[0]);
  const log = [
    `${esc}[31mred words${esc}[0m and ${esc}[1;4mbold ones${esc}[0m`,
    `${esc}[38;2;1;1;1;48;2;0;0;0mhidden by its colours${esc}[0m`,
    `${esc}[8mconcealed${esc}[0m ${esc}]8;;javascript:window.pwned=1${esc}\\a link${esc}]8;;${esc}\\ ${esc}]0;title\u0007.`,
    hostile.markup,
    hostile.bidi,
    hostile.breakOut,
    `half a sequence ${esc}]0;no end`,
    "over\rwritten\u0008",
    "",
  ].join("\n");
  await storeLog(ctx.db, run, log);
  await ctx.db.update(runs).set({ reason: hostile.markup, host: hostile.bidi }).where(eq(runs.id, run));
  const page = await signedIn("viewer", { colorScheme: "dark" });
  await open(page, `/runs/${run}`);
  await expectLog(page, "red words and bold ones");
  const red = page.getByText("red words", { exact: true });
  await expect(red).toHaveCSS("color", /^rgb\((1\d\d|2\d\d), \d{1,3}, \d{1,3}\)$/);
  await expect(page.getByText("bold ones", { exact: true })).toHaveCSS("font-weight", "700");
  await expect(page.getByText("bold ones", { exact: true })).toHaveCSS("text-decoration-line", "underline");
  await expect(page.getByText("hidden by its colours", { exact: true })).not.toHaveCSS("color", "rgb(1, 1, 1)");
  await expectLog(page, "concealed a link .");
  await expectLog(page, "<script>window.pwned=1</script><img src=x");
  await expectLog(page, "access [U+202E]level[U+2066] user");
  await expectLog(page, "half a sequence ␛]0;no end");
  await expectLog(page, "over␍written");
  await expect(page.getByText("8 lines", { exact: true })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(hostile.markup);
  await expect(page.getByRole("main")).toContainText("access ⟪U+202E⟫level");
  await expectInert(page);
  await expectAccessible(page);

  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download the raw log" }).click();
  const file = await started;
  expect(file.suggestedFilename()).toBe("example__widgets-1.gold-1.log.txt");
  expect(await readFile(await file.path(), "utf8")).toBe(log);
  await open(page, `/runs/batches/${batch.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(hostile.markup);
  await expectInert(page);
  await open(page, "/runs");
  await expectInert(page);
});

test("a test leads to its line of the log, and a line has an address", async ({ signedIn, ctx, expectAccessible }) => {
  const batch = await newBatch(ctx, ["stopped"]);
  const run = await goldRun(ctx, batch.id, batch.taskIds[0]);
  const names = Array.from({ length: 400 }, (_, index) => `tests/test_widgets.py::test_case[${index + 1}]`);
  await storeLog(ctx.db, run, names.map((name, index) => `${index === 299 ? "FAILED" : "PASSED"} ${name}\n`).join(""));
  await insertTests(
    ctx.db,
    run,
    names.map((name, index) => ({ name, letter: index === 299 ? "F" : "P", seconds: index / 100, line: index + 1 })),
  );
  const page = await signedIn("viewer");
  await open(page, `/runs/${run}?tab=tests`);
  await page.getByRole("button", { name: "failed 1" }).click();
  await expect(page).toHaveURL(/status=FAILED/);
  const tests = page.getByRole("list", { name: "Tests" });
  await expect(tests).toContainText("test_case[300]");
  await expect(tests.getByRole("listitem")).toHaveCount(1);
  await expectAccessible(page);
  await tests.getByRole("link", { name: "L300" }).click();
  await expect(page).toHaveURL(/#L300$/);
  await expectLog(page, "FAILED tests/test_widgets.py::test_case[300]");

  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, `/runs/${run}#L12`);
  await expectLog(page, "test_case[12]");
  const map = page.getByRole("navigation", { name: "Tests that did not pass" });
  await map.getByRole("link", { name: /test_case\[300\]/ }).click();
  await expect(page).toHaveURL(/#L300$/);
  await expectLog(page, "FAILED tests/test_widgets.py::test_case[300]");
  await page.getByRole("button", { name: "Copy the link to line 300" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  await page.getByRole("button", { name: "Copy the log" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("test_case[400]");

  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Find in the log" }).click();
  await page.getByRole("textbox", { name: "Find" }).fill("test_case[42]");
  await expectLog(page, "test_case[42]");
  await open(page, `/runs/${run}?tab=patch`);
  await expect(page.getByRole("toolbar", { name: "Gold patch" })).toBeVisible();
});

test("of a long log the end comes first, and the rest when it is asked for", async ({ signedIn, ctx }) => {
  const batch = await newBatch(ctx, ["accepted"]);
  const run = await goldRun(ctx, batch.id, batch.taskIds[0]);
  const lines = Array.from({ length: 60_000 }, (_, index) => `${esc}[32mline ${index + 1}${esc}[0m ${"x".repeat(60)}`);
  await storeLog(ctx.db, run, `${lines.join("\n")}\n`);
  const page = await signedIn("viewer");
  await open(page, `/runs/${run}`);
  await expect(page.getByText(/^These are the last 2\.0 MB; \d\.\d MB come before them/)).toBeVisible({
    timeout: 20_000,
  });
  await expectLog(page, "line 60000 ");
  await expect(page.getByText("60000", { exact: true })).toBeVisible();
  await page.setViewportSize({ width: 1_280, height: 560 });
  await expectLog(page, "line 60000 ");
  await page.getByRole("button", { name: "Load all of it" }).click();
  await expect(page.getByText("60,000 lines", { exact: true })).toBeVisible();
  await expectLog(page, "line 60000 ");
  await page.getByRole("code").click();
  await page.keyboard.press("Control+Home");
  await expectLog(page, "line 1 ");

  await open(page, `/runs/${run}#L7`);
  await expect(page.getByText("60,000 lines", { exact: true })).toBeVisible();
  await expectLog(page, "line 7 ");
});

test("an installation where nothing was run says how to begin, one without workers that work waits", async ({
  signedIn,
  ctx,
}) => {
  const page = await signedIn("curator");
  await open(page, "/runs?kind=evaluation&state=failed");
  await expect(page.getByRole("heading", { name: "No batch matches" })).toBeVisible();
  await page.getByRole("link", { name: "Show all batches" }).click();
  await expect(page).toHaveURL(/\/runs$/);
  const batch = await newBatch(ctx, ["queued"]);
  const run = await goldRun(ctx, batch.id, batch.taskIds[0]);
  await open(page, `/runs/${run}`);
  await expect(page.getByText("The run waits for a worker.")).toBeVisible();
  await open(page, `/runs/${run}?tab=tests`);
  await expect(page.getByRole("heading", { name: "No test results yet" })).toBeVisible();
  await cancelBatch(ctx, { batchId: batch.id });
  await expect(page.getByRole("main").getByText("cancelled", { exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: "No test results", exact: true })).toBeVisible();
});

test("every page can be used by everybody, light, dark, on a telephone and with the keyboard", async ({
  signedIn,
  ctx,
  expectAccessible,
}) => {
  test.slow();
  const batch = await newBatch(ctx, ["running", "accepted", "failed"]);
  const run = await goldRun(ctx, batch.id, batch.taskIds[1]);
  await storeLog(ctx.db, run, `${"a long line ".repeat(200)}\n`);
  await insertTests(ctx.db, run, [{ name: "test_one", letter: "F", seconds: 0.5, line: 1 }]);
  const page = await signedIn("curator", { colorScheme: "light" });
  for (const path of ["/runs", `/runs/batches/${batch.id}`, `/runs/${run}`, `/runs/${run}?tab=tests`]) {
    await open(page, path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    if (path === `/runs/${run}`) await expectLog(page, "a long line");
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(() => page.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe("dark");
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(390);
    await page.setViewportSize({ width: 1280, height: 720 });
  }
  await open(page, `/runs/batches/${batch.id}`);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(page.getByTitle("example__widgets-2", { exact: true })).toBeFocused();
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "example__widgets-1" })).toBeVisible();
});
