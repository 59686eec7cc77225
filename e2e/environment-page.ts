import { expect, type Locator, type Page } from "@playwright/test";
import type { Ctx } from "#lib/auth/actor";
import type { EnvironmentInput } from "#lib/core/environment/model";
import { type SavedEnvironment, saveEnvironment } from "#lib/environments/mutations";
import { setRule } from "#lib/environments/rule-mutations";
import { newSlug } from "./task-rows.ts";

/** A specification that nobody else has: its name stands in it. */
export function newSpec(changes: Partial<EnvironmentInput> = {}): EnvironmentInput {
  return {
    baseImage: "debian:bookworm",
    test: { command: `make ${newSlug("check")}`, directives: "none" },
    parser: "pytest",
    ...changes,
  };
}

/** An environment of its own that a repository of its own uses. */
export async function newEnvironment(
  ctx: Ctx,
  changes: Partial<EnvironmentInput> = {},
): Promise<SavedEnvironment & { readonly repo: string; readonly ruleId: number }> {
  const repo = `${newSlug("owner")}/name`;
  const saved = await saveEnvironment(ctx, { name: repo, spec: newSpec(changes) });
  const target = { scope: "repository", repo, version: null } as const;
  const { id } = await setRule(ctx, { target, environmentHash: saved.hash, ruleId: null });
  return { ...saved, repo, ruleId: id };
}

/** The field that is typed into; it is there once Monaco is. */
export function specification(page: Page): Locator {
  return page.getByRole("main").getByRole("code").getByRole("textbox", { name: "Specification" });
}

/** Puts a text in the place of all that the editor holds. */
export async function writeSpecification(page: Page, text: string): Promise<void> {
  await expect(specification(page)).toBeVisible({ timeout: 20_000 });
  await specification(page).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(text);
}
