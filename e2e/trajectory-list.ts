import type { Locator, Page } from "@playwright/test";
import { open, untilHydrated } from "./hydration.ts";

/** Opens the list of a dataset's trajectories and waits for its rows. */
export async function openTrajectories(page: Page, query: string): Promise<void> {
  await open(page, `/trajectories?${query}`);
  await untilHydrated(trajectoryTable(page));
}

export function trajectoryTable(page: Page): Locator {
  return page.getByRole("region", { name: "Trajectories" });
}

/** The row that names the instance. */
export function trajectoryLine(page: Page, instanceId: string): Locator {
  return trajectoryTable(page)
    .getByRole("row")
    .filter({ has: page.getByTitle(instanceId, { exact: true }) });
}

/** The instance ids of the page, in their order. */
export async function listedInstances(page: Page): Promise<(string | null)[]> {
  return trajectoryTable(page)
    .locator("a[title]")
    .evaluateAll((links) => links.map((link) => link.getAttribute("title")));
}
