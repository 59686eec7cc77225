import { countChangedLines, demoRows } from "./demo-rows.ts";
import { expect, test } from "./fixtures.ts";
import {
  columnTexts,
  expectTotal,
  filterButton,
  listedIds,
  openList,
  taskLine,
  taskLink,
  taskTable,
} from "./task-list.ts";

test("a task is found by its words, and the row shows where they stand", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await openList(page);
  await expectTotal(page, "40 tasks");
  await page.keyboard.press("/");
  const search = page.getByRole("searchbox", { name: "Search tasks" });
  await expect(search).toBeFocused();
  await page.keyboard.type("zwj");
  await expectTotal(page, "1 task");
  await expect(taskLink(page, "assay-demo__ruled-15")).toBeVisible();
  await expect(taskTable(page).getByText("ZWJ", { exact: true }).first()).toBeVisible();
  await expect(page).toHaveURL(/[?&]q=zwj(&|$)/);

  await search.fill('"once a month" -friday');
  await expect(taskLink(page, "assay-demo__ruled-15")).toBeHidden();
  await search.fill("表格");
  await expectTotal(page, "1 task");
  await expect(taskLink(page, "assay-demo__ruled-9")).toBeVisible();
});

for (const text of ["assay-demo__ruled-15", "(tests.test_fields.ParseFieldTest)", "5/15", "a.b*c?d[e"]) {
  test(`a search for ${text} is a search, not a pattern`, async ({ signedIn }) => {
    const page = await signedIn("viewer");
    await openList(page);
    await page.getByRole("searchbox", { name: "Search tasks" }).fill(text);
    await expect(page).toHaveURL((url) => url.searchParams.get("q") === text);
    if (text.startsWith("assay-demo")) await expect(taskLink(page, text)).toBeVisible();
    await expect(page.getByRole("heading", { name: "Tasks", exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: "Clear all" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "This page could not be loaded" })).toBeHidden();
  });
}

test("facets count what they would leave, live", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await openList(page);
  await filterButton(page, "Repository").click();
  const repositories = page.getByRole("dialog", { name: "Filter by repository" });
  await repositories.getByRole("checkbox", { name: "assay-demo/cadence 10" }).check();
  await expectTotal(page, "10 tasks");
  await expect(page).toHaveURL(/[?&]repo=assay-demo\/cadence(&|$)/);
  await page.keyboard.press("Escape");

  await filterButton(page, "Language").click();
  const languages = page.getByRole("dialog", { name: "Filter by language" });
  await expect(languages.getByRole("checkbox")).toHaveCount(1);
  await expect(languages.getByRole("checkbox", { name: "Python 10" })).toBeVisible();
  await page.keyboard.press("Escape");

  await filterButton(page, "Repository: assay-demo/cadence").click();
  await repositories.getByRole("checkbox", { name: "assay-demo/ruled 10" }).check();
  await expectTotal(page, "20 tasks");
  await repositories.getByRole("button", { name: "Clear" }).click();
  await expectTotal(page, "40 tasks");
});

test("a range is typed or dragged by keyboard", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await openList(page);
  const small = demoRows.filter((row) => countChangedLines(row.patch) <= 5).length;
  expect(small).toBeGreaterThan(0);
  await filterButton(page, "Lines").click();
  const most = page.getByRole("spinbutton", { name: "Lines, at most" });
  await most.fill("5");
  await most.press("Enter");
  await expectTotal(page, `${small} tasks`);
  await expect(page).toHaveURL(/[?&]patchLinesMax=5(&|$)/);
  await expect(filterButton(page, "Lines ≤ 5")).toBeVisible();

  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await expectTotal(page, "40 tasks");
  await page.getByRole("slider", { name: "Lines, from" }).press("ArrowRight");
  await expect(page).toHaveURL(/[?&]patchLinesMin=\d+/);
  const least = Number(new URL(page.url()).searchParams.get("patchLinesMin"));
  const large = demoRows.filter((row) => countChangedLines(row.patch) >= least).length;
  expect(large).toBeLessThan(40);
  await expectTotal(page, `${large} tasks`);
});

test("a column's header sorts by it, both ways", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await openList(page);
  const counts = demoRows.map((row) => row.FAIL_TO_PASS.length).toSorted((a, b) => b - a);
  const header = page.getByRole("columnheader", { name: "F2P" });
  await header.getByRole("button").click();
  await expect(header).toHaveAttribute("aria-sort", "descending");
  await expect.poll(() => columnTexts(page, "F2P")).toEqual(counts.map(String));
  await header.getByRole("button").click();
  await expect(header).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(() => columnTexts(page, "F2P")).toEqual(counts.toReversed().map(String));
});

test("the address holds the state: reload keeps it, Back undoes it step by step", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await openList(page);
  await filterButton(page, "Language").click();
  await page.getByRole("checkbox", { name: "JavaScript 20" }).check();
  await expectTotal(page, "20 tasks");
  await page.keyboard.press("Escape");
  await page.getByRole("columnheader", { name: "Words" }).getByRole("button").click();
  await expect(page).toHaveURL(/[?&]sort=issueWords/);
  await expect.poll(async () => isDescending((await columnTexts(page, "Words")).map(Number))).toBe(true);
  const ids = await listedIds(page);
  expect(ids).toHaveLength(demoRows.filter((row) => row.language === "JavaScript").length);

  await page.reload();
  await expectTotal(page, "20 tasks");
  expect(await listedIds(page)).toEqual(ids);
  await page.goBack();
  await expect(page.getByRole("columnheader", { name: "Words" })).toHaveAttribute("aria-sort", "none");
  await expectTotal(page, "20 tasks");
  await page.goBack();
  await expectTotal(page, "40 tasks");
  await page.goForward();
  await expectTotal(page, "20 tasks");
});

test("a filter that matches nothing says which one to drop", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await page.goto("/tasks?dataset=demo&repo=assay-demo/cadence&language=JavaScript&patchLinesMax=1000");
  await expect(page.getByRole("heading", { name: /^No task matches: drop (repository|language)/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Without lines/ })).toBeHidden();
  await page.getByRole("link", { name: "Without language JavaScript: 10" }).click();
  await expectTotal(page, "10 tasks");
  await expect(page).toHaveURL((url) => !url.searchParams.has("language") && url.searchParams.has("repo"));
  await expect(taskLine(page, "assay-demo__cadence-4")).toBeVisible();
});

test("a value that no filter can have falls back instead of failing", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await page.goto("/tasks?dataset=demo&sort=drop%20table&dir=up&patchLinesMin=many&cursor=bm9uZQ&cols=none&density=x");
  await expectTotal(page, "40 tasks");
});

function isDescending(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => number <= (numbers[index - 1] ?? number));
}
