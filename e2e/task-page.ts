import { expect, type Locator, type Page } from "@playwright/test";
import type { Ctx } from "#lib/auth/actor";
import { open } from "./hydration.ts";
import { taskIds } from "./task-rows.ts";

/** Opens a task of the demo corpus and gives its number. */
export async function openDemoTask(page: Page, ctx: Ctx, instanceId: string, query = "", hash = ""): Promise<number> {
  const id = (await taskIds(ctx, "demo")).get(instanceId);
  if (!id) throw new Error(`The demo dataset has no ${instanceId}`);
  await open(page, `/tasks/${id}${query ? `?${query}` : ""}${hash}`);
  await expect(page.getByRole("heading", { name: instanceId, exact: true })).toBeVisible();
  return id;
}

export function taskTab(page: Page, name: string): Locator {
  return page.getByRole("navigation", { name: "Parts of the task" }).getByRole("link", { name, exact: true });
}

/** What Monaco shows, its spaces as plain ones. It draws only the lines in sight. */
export async function expectEditorText(page: Page, text: string): Promise<void> {
  const editor = page.getByRole("main");
  await expect(async () => {
    expect((await editor.textContent())?.replaceAll("\u00a0", " ")).toContain(text);
  }).toPass({ timeout: 20_000 });
}
