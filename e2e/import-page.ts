import { expect, type Locator, type Page } from "@playwright/test";
import { open, untilHydrated } from "./hydration.ts";

interface Upload {
  readonly dataset: string;
  readonly name: string;
  readonly body: string | Buffer;
  readonly isStrict?: boolean;
  /** Of trajectories. */
  readonly run?: string;
}

/** Sends a file by the form of `/datasets/new`: tasks, or trajectories where a run is named. */
export async function upload(page: Page, { dataset, name, body, isStrict = false, run }: Upload): Promise<void> {
  await open(page, "/datasets/new");
  const file = page.getByLabel("File", { exact: true });
  await untilHydrated(file);
  await file.setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(body) });
  if (run !== undefined) {
    await page.getByRole("radio", { name: "Trajectories" }).check();
    await page.getByRole("textbox", { name: "Run" }).fill(run);
  }
  await page.getByRole("combobox", { name: "Dataset" }).fill(dataset);
  if (isStrict) await page.getByRole("checkbox", { name: /^Strict/ }).check();
  await page.getByRole("button", { name: "Send and look at it" }).click();
}

/** Waits until the import's page says that it got there: `waits for you`, `done`, `failed`. */
export async function expectState(page: Page, word: string): Promise<void> {
  await expect(page.getByRole("main").getByText(word, { exact: true })).toBeVisible({ timeout: 30_000 });
}

/** The counts of the import's page. */
export async function expectCounts(page: Page, counts: Readonly<Record<string, number>>): Promise<void> {
  for (const [name, count] of Object.entries(counts)) {
    await expect(countOf(page, name)).toHaveText(String(count));
  }
}

function countOf(page: Page, name: string): Locator {
  return page
    .getByRole("term")
    .filter({ hasText: new RegExp(`^${name}$`) })
    .locator("xpath=following-sibling::dd");
}
