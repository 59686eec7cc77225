import { expect, type Locator, type Page } from "@playwright/test";
import type { Ctx } from "#lib/auth/actor";
import { insertBatch, type TaskFate } from "#lib/db/testing/run-rows";
import { listRuns } from "#lib/runs/queries";
import { importRows, newSlug, taskRow } from "./task-rows.ts";

/** A batch of new tasks that stand as the fates say, and its tasks in that order. */
export async function newBatch(
  ctx: Ctx,
  fates: readonly TaskFate[],
  change: Parameters<typeof insertBatch>[2] = {},
): Promise<{ readonly id: string; readonly taskIds: readonly number[] }> {
  const tasks = await importRows(
    ctx,
    newSlug("runs"),
    fates.map((_, index) => taskRow(index + 1)),
  );
  const taskIds = [...tasks.values()].toSorted((a, b) => a - b);
  const id = await insertBatch(ctx.db, new Map(fates.map((fate, index) => [taskIds[index] ?? 0, fate])), change);
  return { id, taskIds };
}

/** The number of a task's gold run in a batch. */
export async function goldRun(ctx: Ctx, batchId: string, taskId: number | undefined): Promise<number> {
  const filter = { batchId, taskId: taskId ?? 0, kind: "gold", state: null, cursor: null } as const;
  const [run] = (await listRuns(ctx, filter)).items;
  if (!run) throw new Error(`Task ${taskId} has no gold run in ${batchId}`);
  return run.id;
}

export function progressBar(scope: Page | Locator): Locator {
  return scope.getByRole("progressbar", { name: "Tasks that have ended" }).first();
}

export function batchLine(page: Page, name: string): Locator {
  return page.getByRole("region", { name: "Batches" }).getByRole("row").filter({ hasText: name });
}

export function taskLine(page: Page, instanceId: string): Locator {
  return page
    .getByRole("region", { name: "Tasks of the batch" })
    .getByRole("row")
    .filter({ has: page.getByTitle(instanceId, { exact: true }) });
}

/** What a line of the log in sight shows, its spaces as plain ones. */
export async function expectLog(page: Page, text: string): Promise<void> {
  await expect(async () => {
    const lines = await page
      .getByRole("code")
      .evaluate((editor) => Array.from(editor.querySelectorAll(".view-line"), (line) => line.textContent));
    const shown = lines.map((line) => line?.replaceAll("\u00a0", " "));
    expect(shown).toContainEqual(expect.stringContaining(text));
  }).toPass({ timeout: 20_000 });
}
