import { expect, type Locator, type Page } from "@playwright/test";

/**
 * Waits until the page's scripts have taken over an element: keys bound to the window do nothing before, and a server's markup
 * looks the same in both states.
 */
export async function untilHydrated(element: Locator): Promise<void> {
  await expect
    .poll(() => element.evaluate((node) => Object.keys(node).some((key) => key.startsWith("__reactProps"))))
    .toBe(true);
  // Effects, which bind the keys, run after the paint.
  await element.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}

/** Opens a page of the workbench and waits until it can be used. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await untilHydrated(page.getByRole("banner"));
}
