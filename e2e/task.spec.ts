import { readFile } from "node:fs/promises";
import { countChangedLines, demoRow, demoRows } from "./demo-rows.ts";
import { expect, test } from "./fixtures.ts";
import { openList } from "./task-list.ts";
import { expectEditorText, openDemoTask, taskTab } from "./task-page.ts";

const withHints = demoRow("assay-demo__ruled-15");

test("the header says what identifies a task and how large it is", async ({ signedIn, ctx }) => {
  const page = await signedIn("viewer");
  await openDemoTask(page, ctx, withHints.instance_id);
  const main = page.getByRole("main");
  await expect(main).toContainText("Repositoryassay-demo/ruled");
  await expect(main).toContainText(`Base commit${withHints.base_commit.slice(0, 10)}`);
  await expect(main).toContainText(`Difficulty${withHints.difficulty}`);
  await expect(main).toContainText("Created2023-11-20");
  await expect(main).toContainText("Version0.3");
  await expect(main).toContainText("LanguageJavaScript");
  await expect(main).toContainText(/Patch3 files, \d+ hunks?, \d+ functions?, \+\d+ −\d+/);
  const [, added = "", removed = ""] = /\+(\d+) −(\d+)/.exec((await main.textContent()) ?? "") ?? [];
  expect(Number(added) + Number(removed)).toBe(countChangedLines(withHints.patch));
  await expect(main).toContainText(`F2P${withHints.FAIL_TO_PASS.length}`);
  await expect(main).toContainText(`P2P${withHints.PASS_TO_PASS.length}`);
  await main.getByRole("button", { name: "Copy the base commit" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(withHints.base_commit);
});

test("the issue reads as prose, with its hints", async ({ signedIn, ctx }) => {
  const page = await signedIn("viewer");
  await openDemoTask(page, ctx, withHints.instance_id);
  const [title = ""] = withHints.problem_statement.split("\n");
  await expect(page.getByRole("region", { name: "Issue" })).toContainText(title);
  const hints = page.getByRole("region", { name: "Hints" });
  await expect(hints.getByRole("heading", { name: /^Hints: what was said before the first commit/ })).toBeVisible();
  const [firstWords = ""] = withHints.hints_text.split(/[`\n*_[]/);
  await expect(hints).toContainText(firstWords.trim());
});

test("tabs are walked by number keys and held in the address", async ({ signedIn, ctx }) => {
  const page = await signedIn("viewer");
  await openDemoTask(page, ctx, withHints.instance_id);
  await page.keyboard.press("2");
  await expect(page.getByRole("toolbar", { name: "Gold patch" })).toBeVisible();
  await expect(page).toHaveURL(/[?&]tab=patch$/);
  await page.keyboard.press("3");
  await expect(page.getByRole("toolbar", { name: "Test patch" })).toBeVisible();
  await page.keyboard.press("4");
  await expect(page.getByRole("region", { name: "FAIL_TO_PASS" })).toBeVisible();
  await expect(taskTab(page, "Tests")).toHaveAttribute("aria-current", "page");
  await page.reload();
  await expect(page.getByRole("region", { name: "FAIL_TO_PASS" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("toolbar", { name: "Test patch" })).toBeVisible();
  await taskTab(page, "Issue").click();
  await expect(page.getByRole("region", { name: "Issue" })).toBeVisible();
  await expect(page).toHaveURL(/\/tasks\/\d+$/);
});

test("brackets walk the list the task was found in", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await openList(page, "dataset=demo&repo=assay-demo/larder&sort=instanceId&dir=asc");
  const ids = demoRows
    .filter((row) => row.repo === "assay-demo/larder")
    .map((row) => row.instance_id)
    .toSorted();
  const [first = "", second = "", third = ""] = ids;
  await page.getByTitle(first, { exact: true }).click();
  await expect(page.getByRole("heading", { name: first, exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Previous task ([)" })).toBeDisabled();
  await page.keyboard.press("]");
  await expect(page.getByRole("heading", { name: second, exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Next task (])" }).click();
  await expect(page.getByRole("heading", { name: third, exact: true })).toBeVisible();
  await page.keyboard.press("[");
  await expect(page.getByRole("heading", { name: second, exact: true })).toBeVisible();
  await page.keyboard.press("u");
  await expect(page).toHaveURL((url) => url.pathname === "/tasks" && url.searchParams.get("sort") === "instanceId");
  await expect(page.getByText("10 tasks", { exact: true })).toBeVisible();
});

test("a patch is read split, unified or raw, file by file", async ({ signedIn, ctx }) => {
  const page = await signedIn("viewer");
  await openDemoTask(page, ctx, "assay-demo__tallybook-29", "tab=patch");
  const toolbar = page.getByRole("toolbar", { name: "Gold patch" });
  await expect(toolbar).toContainText("4 files");
  await toolbar.getByRole("button", { name: "Split" }).click();
  await expect(toolbar.getByRole("button", { name: "Split" })).toHaveAttribute("aria-pressed", "true");
  await toolbar.getByRole("button", { name: "Unified" }).click();
  await page.reload();
  await expect(toolbar.getByRole("button", { name: "Unified" })).toHaveAttribute("aria-pressed", "true");

  const { patch } = demoRow("assay-demo__tallybook-29");
  const paths = [...patch.matchAll(/^diff --git a\/(\S+)/gm)].map(([, path = ""]) => path);
  const files = page.getByRole("navigation", { name: "Files of the patch" });
  await expect(files.getByRole("button")).toHaveCount(paths.length);
  await files.getByTitle(paths.at(-1) ?? "").click();
  await expect(page.getByRole("heading", { name: paths.at(-1) ?? "" }).first()).toBeInViewport();

  await toolbar.getByRole("button", { name: "Fold all files" }).click();
  await expect(page.getByRole("link", { name: /^Line \d+/ })).toHaveCount(0);
  await page.getByRole("button", { name: `Show ${paths[0]}` }).click();
  await expect(page.getByRole("link", { name: /^Line \d+, added/ }).first()).toBeVisible();

  await toolbar.getByRole("button", { name: "Raw" }).click();
  await expect(page.getByText(`diff --git a/${paths[0]} b/${paths[0]}`)).toBeVisible();
});

test("a line's number is a link that still leads there after a reload", async ({ signedIn, ctx }) => {
  const page = await signedIn("viewer");
  await openDemoTask(page, ctx, "assay-demo__tallybook-29", "tab=patch");
  await page.getByRole("button", { name: "Unified" }).click();
  const line = page.getByRole("link", { name: /^Line \d+, added/ }).first();
  const name = (await line.getAttribute("aria-label")) ?? "";
  await line.click();
  await expect(page).toHaveURL(/#[\w.-]+-L\d+$/);
  await page.reload();
  const current = page.getByRole("link", { name, exact: true }).and(page.locator('[aria-current="location"]'));
  await expect(current).toHaveCount(1);
  await expect(current).toBeInViewport();
});

test("a patch is searched, copied and downloaded whole", async ({ signedIn, ctx }) => {
  const page = await signedIn("viewer");
  const { patch } = demoRow("assay-demo__cadence-14");
  await openDemoTask(page, ctx, "assay-demo__cadence-14", "tab=patch");
  await page.getByRole("button", { name: "Copy the patch" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(patch);
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as .diff" }).click();
  const file = await started;
  expect(file.suggestedFilename()).toBe("assay-demo__cadence-14.patch.diff");
  expect(await readFile(await file.path(), "utf8")).toBe(patch);

  await page.keyboard.press("f");
  const find = page.getByRole("textbox", { name: "Find in this patch" });
  await find.fill("zoneinfo-or-nothing");
  await expect(page.getByText("Not found")).toBeVisible();
  await find.fill("def ");
  await expect(page.getByRole("status").filter({ hasText: /^1 of \d+/ })).toBeVisible();
});

test("the tests of a task are listed and searched", async ({ signedIn, ctx }) => {
  const page = await signedIn("viewer");
  await openDemoTask(page, ctx, withHints.instance_id, "tab=tests");
  const failing = page.getByRole("region", { name: "FAIL_TO_PASS" });
  const passing = page.getByRole("region", { name: "PASS_TO_PASS" });
  for (const name of withHints.FAIL_TO_PASS) await expect(failing).toContainText(name);
  const [wanted = ""] = withHints.PASS_TO_PASS;
  const hits = withHints.PASS_TO_PASS.filter((name) => name.toLowerCase().includes(wanted.toLowerCase())).length;
  await passing.getByRole("textbox", { name: "Find in PASS_TO_PASS" }).fill(wanted);
  await expect(passing).toContainText(`${hits} of ${withHints.PASS_TO_PASS.length}`);
  await expect(passing.getByRole("listitem")).toHaveCount(hits);
  await passing.getByRole("textbox", { name: "Find in PASS_TO_PASS" }).fill("-\\(no such");
  await expect(passing).toContainText("No test has this in its name.");
});

test("the raw record and its provenance are shown", async ({ signedIn, ctx }) => {
  const page = await signedIn("viewer");
  await openDemoTask(page, ctx, withHints.instance_id, "tab=raw");
  await expectEditorText(page, '"repo": "assay-demo/ruled"');
  const line = demoRows.findIndex((row) => row.instance_id === withHints.instance_id) + 1;
  await expect(page.getByRole("main")).toContainText(
    new RegExp(`From tasks\\.jsonl\\s*, line ${line}, record ${line}, read as swe-\\S+ by`),
  );
  await page.getByRole("button", { name: "Copy the record" }).click();
  expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toEqual(withHints);
  await page.keyboard.press("1");
  await expect(page.getByRole("region", { name: "Issue" })).toBeVisible();
  await page.keyboard.press("6");
  await expectEditorText(page, '"repo": "assay-demo/ruled"');
  await page.getByRole("link", { name: "tasks.jsonl" }).click();
  await expect(page).toHaveURL(/\/datasets\/demo\/imports\//);
});

test("a task that is not there says so", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  for (const id of ["999999999", "abc", "1e3", "-1", "99999999999999999999"]) {
    await page.goto(`/tasks/${id}`);
    await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  }
});
