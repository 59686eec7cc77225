import type { Page } from "@playwright/test";
import type { Ctx } from "#lib/auth/actor";
import { batchTasks } from "#lib/db/schema";
import { insertBatch, insertRun, insertTests } from "#lib/db/testing/run-rows";
import { open } from "./hydration.ts";
import { importRows, newSlug, taskRow } from "./task-rows.ts";

/** A test and how it ended without the patch, and in two runs with the gold patch; a space where a run does not name it. */
export type TestLetters = readonly [name: string, empty: string, gold1: string, gold2: string];

/** A new task whose validation was accepted. Each test stands on a line of its own, from the tenth of the logs on. */
export async function newValidatedTask(
  ctx: Ctx,
  tests: readonly TestLetters[],
  lists: { readonly FAIL_TO_PASS: readonly string[]; readonly PASS_TO_PASS: readonly string[] },
): Promise<{ readonly id: number; readonly batchId: string; readonly runs: readonly number[] }> {
  const [id = 0] = [...(await importRows(ctx, newSlug("validated"), [taskRow(1, lists)])).values()];
  const finishedAt = new Date(Date.now() - 7_200_000);
  const batchId = await insertBatch(ctx.db, new Map(), { repeats: 2, finishedAt });
  await ctx.db.insert(batchTasks).values({
    batchId,
    taskId: id,
    state: "finished",
    outcome: "accepted",
    stage: "B.3",
    reason: "1 test fails without the gold patch and passes with it.",
    startedAt: finishedAt,
    finishedAt,
  });
  const runs: number[] = [];
  for (const [column, run] of [
    { kind: "empty", repeat: 1, resolution: "NO" } as const,
    { kind: "gold", repeat: 1, resolution: "FULL" } as const,
    { kind: "gold", repeat: 2, resolution: "FULL" } as const,
  ].entries()) {
    const imageDigest = `sha256:${"1f".repeat(32)}`;
    const runId = await insertRun(ctx.db, { batchId, taskId: id, state: "finished", imageDigest, ...run });
    const named = tests.map((test, index) => ({ name: test[0], letter: test[column + 1] ?? " ", line: 10 + index }));
    const kept = named.filter(({ letter }) => letter !== " ").map((test) => ({ ...test, seconds: 0.1 }));
    await insertTests(ctx.db, runId, kept);
    runs.push(runId);
  }
  return { id, batchId, runs };
}

/** Opens the validation of a task and waits for its matrix. */
export async function openMatrix(page: Page, id: number, query = ""): Promise<void> {
  await open(page, `/tasks/${id}?tab=validation${query}`);
  await page.getByRole("grid", { name: "Tests and runs" }).waitFor();
}

/** The names of the tests that the matrix shows, from the top. */
export async function shownTests(page: Page): Promise<(string | null)[]> {
  return page
    .getByRole("grid", { name: "Tests and runs" })
    .getByRole("rowheader")
    .getByRole("button")
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute("title")));
}
