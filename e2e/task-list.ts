import { expect, type Locator, type Page } from "@playwright/test";
import { open, untilHydrated } from "./hydration.ts";

/** Opens the task list, the demo corpus unless the query says otherwise, and waits for its rows. */
export async function openList(page: Page, query = "dataset=demo"): Promise<void> {
  await open(page, `/tasks?${query}`);
  await untilHydrated(taskTable(page));
}

export function taskTable(page: Page): Locator {
  return page.getByRole("region", { name: "Tasks" });
}

export function taskLink(page: Page, instanceId: string): Locator {
  return page.getByTitle(instanceId, { exact: true });
}

export function taskLine(page: Page, instanceId: string): Locator {
  return page.getByRole("row").filter({ has: taskLink(page, instanceId) });
}

/** The instance ids of the page, in their order. */
export async function listedIds(page: Page): Promise<(string | null)[]> {
  return taskTable(page)
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => link.getAttribute("title")));
}

/** The button that opens a filter. */
export function filterButton(page: Page, name: string): Locator {
  return page.getByRole("group", { name: "Filters" }).getByRole("button", { name, exact: true });
}

/** What the list says about how many tasks match: `40 tasks`. */
export async function expectTotal(page: Page, total: string): Promise<void> {
  await expect(page.getByText(total, { exact: true })).toBeVisible();
}

/** The texts of the cells under a column's header, from the top. */
export async function columnTexts(page: Page, label: string): Promise<string[]> {
  const headers = await taskTable(page).getByRole("columnheader").allInnerTexts();
  const index = headers.findIndex((text) => text.trim() === label);
  if (index === -1) throw new Error(`There is no column ${label} among ${headers.join(", ")}`);
  const cells = await taskTable(page).getByRole("cell").allInnerTexts();
  return cells.filter((_, place) => place % headers.length === index);
}
