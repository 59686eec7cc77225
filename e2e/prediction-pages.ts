import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import type { Ctx } from "#lib/auth/actor";
import { sampleRecords } from "#lib/db/testing/sample-records";
import { importEvaluated } from "#lib/predictions/testing/evaluated-set";
import { type HarnessInstance, harnessInstance } from "#lib/predictions/testing/harness-folder";
import { open, untilHydrated } from "./hydration.ts";
import { importRows, newSlug } from "./task-rows.ts";

/** A dataset of its own with the tasks `owner__name-1` to `owner__name-6`. */
export async function newDataset(ctx: Ctx): Promise<string> {
  const dataset = newSlug("predicted");
  await importRows(ctx, dataset, sampleRecords(6));
  return dataset;
}

/** Resolved; skipped; failed; did not apply; no log; empty; of no task. */
const manyResults: readonly HarnessInstance[] = [
  harnessInstance(1),
  harnessInstance(2, { fixed: "SKIPPED" }),
  harnessInstance(3, { fixed: "FAILED" }),
  { instanceId: "owner__name-4", patch: "a patch\n", runLog: ">>>>> Patch Apply Failed:\n" },
  { instanceId: "owner__name-5", patch: "a patch\n", runLog: "nothing\n" },
  { instanceId: "owner__name-6", patch: "" },
  harnessInstance(99),
];

/** A set whose runs a harness made, by the policy swebench-5. */
export async function newEvaluatedSet(ctx: Ctx, instances = manyResults) {
  const root = await mkdtemp(join(tmpdir(), "assay-e2e-runs-"));
  try {
    const { set, runs } = await importEvaluated(ctx, { root, dataset: await newDataset(ctx), instances });
    return { setId: set.id, batchId: runs.batchId };
  } finally {
    await rm(root, { recursive: true });
  }
}

/** Sends a file by the form of `/runs/predictions/new`, as far as what it would come to. */
export async function lookAt(
  page: Page,
  { dataset, name, body }: { readonly dataset: string; readonly name: string; readonly body: string | Buffer },
): Promise<void> {
  await open(page, "/runs/predictions/new");
  const file = page.getByLabel("File", { exact: true });
  await untilHydrated(file);
  await file.setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(body) });
  await page.getByRole("combobox", { name: "Dataset" }).selectOption(dataset);
  await page.getByRole("button", { name: "Send and look at it" }).click();
}

export function predictionLine(page: Page, instanceId: string): Locator {
  return page.getByRole("region", { name: "Predictions" }).getByRole("row").filter({ hasText: instanceId });
}

/** The predictions that are listed, by the last part of their ids. */
export async function expectListed(page: Page, numbers: readonly number[]): Promise<void> {
  const rows = page.getByRole("region", { name: "Predictions" }).getByRole("row");
  await expect(rows).toHaveCount(numbers.length + 1);
  for (const number of numbers) await expect(rows.filter({ hasText: `owner__name-${number}` })).toHaveCount(1);
}
