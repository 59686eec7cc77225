import { demoRows } from "./demo-rows.ts";
import { expect, test } from "./fixtures.ts";
import { expectTotal, listedIds, openList, taskLine, taskTable } from "./task-list.ts";
import { importRows, newSlug, taskRow } from "./task-rows.ts";

const newestFirst = demoRows
  .toSorted((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at))
  .map((row) => row.instance_id);

test("pages turn without a gap or a double, there and back", async ({ signedIn, ctx }) => {
  const dataset = newSlug("pages");
  await importRows(
    ctx,
    dataset,
    Array.from({ length: 120 }, (_, index) => taskRow(index + 1)),
  );
  const expected = Array.from({ length: 120 }, (_, index) => `example__widgets-${120 - index}`);
  const page = await signedIn("viewer");
  await openList(page, `dataset=${dataset}`);
  await expectTotal(page, "120 tasks");
  const pages = page.getByRole("navigation", { name: "Pages" });
  await expect(pages.getByRole("button", { name: "Previous" })).toBeDisabled();
  await expect.poll(() => listedIds(page)).toEqual(expected.slice(0, 50));
  await pages.getByRole("button", { name: "Next" }).click();
  await expect.poll(() => listedIds(page)).toEqual(expected.slice(50, 100));
  await page.keyboard.press("]");
  await expect.poll(() => listedIds(page)).toEqual(expected.slice(100));
  await expect(pages.getByRole("button", { name: "Next" })).toBeDisabled();
  await page.keyboard.press("[");
  await expect.poll(() => listedIds(page)).toEqual(expected.slice(50, 100));
  await page.goBack();
  await expect.poll(() => listedIds(page)).toEqual(expected.slice(100));
});

test("signs are shortcuts on keyboards where they need Shift or AltGr, and rows are called by their ids", async ({
  signedIn,
}) => {
  const page = await signedIn("viewer");
  await openList(page);
  await taskTable(page)
    .getByRole("checkbox", { name: `Select ${newestFirst[0]}`, exact: true })
    .check();
  const search = page.getByRole("searchbox");
  await expect(search).not.toBeFocused();
  await page.evaluate(() => {
    const slashOfGermans = { key: "/", code: "Digit7", shiftKey: true, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent("keydown", slashOfGermans));
  });
  await expect(search).toBeFocused();
});

test("columns are chosen, moved and pinned, and stay so", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await openList(page);
  await page.getByRole("button", { name: "Columns" }).click();
  const menu = page.getByRole("dialog", { name: "Columns" });
  await menu.getByRole("checkbox", { name: "Created" }).uncheck();
  await menu.getByRole("checkbox", { name: "Functions" }).check();
  await menu.getByRole("button", { name: "Move Repository left" }).click();
  await menu.getByRole("button", { name: "Pin Repository" }).click();
  await expect(menu.getByRole("button", { name: "Unpin Repository" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  const headers = taskTable(page).getByRole("columnheader");
  const wanted = ["", "Instance", "Repository", "Dataset", "Language", "Status", "Files", "Hunks", "Lines", "F2P"];
  const read = async () => (await headers.allInnerTexts()).map((text) => text.trim());
  await expect.poll(read).toEqual([...wanted, "P2P", "Words", "Difficulty", "Functions"]);

  await page.reload();
  await expect.poll(read).toEqual([...wanted, "P2P", "Words", "Difficulty", "Functions"]);
  await page.setViewportSize({ width: 700, height: 800 });
  const repository = page.getByRole("columnheader", { name: "Repository" });
  const before = await repository.boundingBox();
  const status = page.getByRole("columnheader", { name: "Status" });
  const statusBefore = await status.boundingBox();
  await taskTable(page).evaluate((node) => node.scrollTo({ left: 100 }));
  await expect.poll(async () => (await status.boundingBox())?.x).toBe((statusBefore?.x ?? 0) - 100);
  expect(await repository.boundingBox()).toEqual(before);

  await page.getByRole("button", { name: "Columns" }).click();
  await menu.getByRole("button", { name: "Reset" }).click();
  await expect(page.getByRole("columnheader", { name: "Created" })).toBeVisible();
});

test("rows are compact or comfortable", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await openList(page);
  const line = taskLine(page, "assay-demo__cadence-4");
  const height = async () => Math.round((await line.boundingBox())?.height ?? 0);
  await expect.poll(height).toBe(32);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("radio", { name: "comfortable" }).check();
  await expect.poll(height).toBe(40);
  await expect(page).toHaveURL(/[?&]density=comfortable/);
});

test("the keyboard walks, selects and opens rows", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await openList(page);
  const [first = "", second = "", third = ""] = newestFirst;
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(taskLine(page, first).getByRole("checkbox")).toBeChecked();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(taskLine(page, third).getByRole("checkbox")).toBeChecked();
  await expect(page.getByText("2 tasks selected")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(taskLine(page, first).getByRole("checkbox")).not.toBeChecked();
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: second })).toBeVisible();
  await page.goBack();
  await expectTotal(page, "40 tasks");
});

test("the keys go on after a click on a checkbox, and the palette opens while typing", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await openList(page);
  const [first = "", second = ""] = newestFirst;
  await page.keyboard.press("j");
  await taskLine(page, first).getByRole("checkbox").check();
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(taskLine(page, second).getByRole("checkbox")).toBeChecked();
  await page.getByRole("searchbox", { name: "Search tasks" }).click();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Search and jump" })).toBeVisible();
});

test("a question mark lists the keys of this page, and keys rest while typing", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await openList(page);
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keys of this page" });
  await expect(help.getByText("Select the row")).toBeVisible();
  await expect(help.getByText("Search and jump")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  const search = page.getByRole("searchbox", { name: "Search tasks" });
  await search.click();
  await page.keyboard.type("?jx");
  await expect(search).toHaveValue("?jx");
  await expect(help).toBeHidden();
});

test("the palette jumps to a task and to a page", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await openList(page);
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search and jump" });
  await palette.getByRole("combobox").fill("assay-demo__larder-23");
  await expect(palette.getByRole("option", { name: /^assay-demo__larder-23/ })).toBeVisible();
  await palette.getByRole("option", { name: /^assay-demo__larder-23/ }).click();
  await expect(page.getByRole("heading", { name: "assay-demo__larder-23" })).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("data");
  await expect(palette.getByRole("option", { name: "Datasets" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/datasets");
});

test("rows are selected one by one, by the page, and all that match", async ({ signedIn, ctx }) => {
  const dataset = newSlug("selection");
  await importRows(
    ctx,
    dataset,
    Array.from({ length: 60 }, (_, index) => taskRow(index + 1)),
  );
  const page = await signedIn("viewer");
  await openList(page, `dataset=${dataset}`);
  await taskLine(page, "example__widgets-60").getByRole("checkbox").check();
  await taskLine(page, "example__widgets-58").getByRole("checkbox").check();
  await expect(page.getByText("2 tasks selected")).toBeVisible();
  await page.getByRole("checkbox", { name: "Select all rows of this page" }).check();
  await expect(page.getByText("50 tasks selected")).toBeVisible();
  await page.getByRole("button", { name: "Select all 60 that match" }).click();
  await expect(page.getByText("All 60 tasks that match are selected")).toBeVisible();
  await page.getByRole("button", { name: "Drop the selection" }).click();
  await expectTotal(page, "60 tasks");
});
