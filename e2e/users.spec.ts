import type { Locator, Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { users } from "#lib/db/schema";
import { expect, test } from "./fixtures.ts";
import { open, untilHydrated } from "./hydration.ts";

test("an administrator adds a user, changes the role, disables and enables", async ({ signedIn, pageOf, ctx }) => {
  const page = await signedIn("admin");
  const email = `${crypto.randomUUID()}@example.org`;
  await open(page, "/settings/users");
  await addUser(page, email);
  await expect(userLine(page, email)).toContainText("Nora");
  const role = page.getByRole("combobox", { name: `Role of ${email}` });
  await expect(role).toHaveValue("annotator");

  await addUser(page, email);
  await expect(page.getByText(`${email} has an account already`)).toBeVisible();

  await role.selectOption("curator");
  await expect(page.getByText(`${email} is curator now`)).toBeVisible();
  await page.reload();
  await expect(role).toHaveValue("curator");
  const [user] = await ctx.db.select({ id: users.id }).from(users).where(eq(users.email, email));
  const theirs = await pageOf({ id: user?.id ?? "", email });
  await open(theirs, "/datasets/new");
  await expect(theirs.getByRole("heading", { name: "Import" })).toBeVisible();

  await choose(page, email, "Disable");
  await expect(userLine(page, email)).toContainText("disabled");
  await expect(role).toBeDisabled();
  await theirs.reload();
  await expect(theirs).toHaveURL(/\/sign-in/);
  await choose(page, email, "Enable");
  await expect(userLine(page, email)).not.toContainText("disabled");
  await expect(role).toBeEnabled();
});

test("those who are not administrators may not see users or tokens", async ({ signedIn }) => {
  for (const role of ["viewer", "curator"] as const) {
    const page = await signedIn(role);
    for (const path of ["/settings/users", "/settings/tokens"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { name: "Your role does not reach here" })).toBeVisible();
    }
    await page.goto("/settings");
    await expect(page.getByRole("link", { name: "Account" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Users" })).toBeHidden();
  }
});

test("a token reads tasks until it is revoked", async ({ signedIn, playwright, baseURL }) => {
  const page = await signedIn("admin");
  const name = `nightly ${crypto.randomUUID()}`;
  await open(page, "/settings/tokens");
  await untilHydrated(page.getByLabel("What it is for"));
  await page.getByLabel("What it is for").fill(name);
  await page.getByRole("button", { name: "Make it" }).click();
  const shown = page.getByRole("status").filter({ hasText: "Shown only now" });
  const secret = (await shown.getByRole("code").textContent()) ?? "";
  expect(secret).not.toBe("");

  const client = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  });
  const answer = await client.get("/api/v1/tasks?dataset=demo&limit=1");
  expect(answer.status()).toBe(200);
  expect((await answer.json()).total).toEqual({ count: 40, exact: true });

  await page.reload();
  await expect(page.getByText(secret)).toBeHidden();
  const line = page.getByRole("row").filter({ hasText: name });
  await expect(line).not.toContainText("never");
  await untilHydrated(line.getByRole("button", { name: "Revoke" }));
  await line.getByRole("button", { name: "Revoke" }).click();
  await expect(line.getByText("revoked")).toBeVisible();
  expect((await client.get("/api/v1/tasks")).status()).toBe(401);
  await client.dispose();
});

async function addUser(page: Page, email: string): Promise<void> {
  await untilHydrated(page.getByLabel("E-mail"));
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Name", { exact: true }).fill("Nora");
  await page.getByLabel("Role", { exact: true }).selectOption("annotator");
  await page.getByLabel("First password").fill("a long password");
  await page.getByRole("button", { name: "Add", exact: true }).click();
}

function userLine(page: Page, email: string): Locator {
  return page.getByRole("row").filter({ hasText: email });
}

async function choose(page: Page, email: string, verb: string): Promise<void> {
  await page.getByRole("button", { name: `More for ${email}` }).click();
  await page.getByRole("menuitem", { name: verb }).click();
}
