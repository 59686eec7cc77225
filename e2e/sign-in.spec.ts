import { expect, test } from "./fixtures.ts";

test("the first administrator signs in and out", async ({ page, expectAccessible }) => {
  await page.goto("/tasks?dataset=demo");
  await expect(page).toHaveURL(/\/sign-in\?from=/);
  await expectAccessible(page);
  await page.getByLabel("E-mail").fill("admin@localhost");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "do not belong together" })).toBeVisible();
  await page.getByLabel("Password").fill("the first password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/tasks?dataset=demo");
  await expect(page.getByRole("heading", { name: "Tasks" })).toBeVisible();

  await page.getByRole("button", { name: "Signed in as admin@localhost" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/sign-in");
  await page.goto("/tasks");
  await expect(page).toHaveURL(/\/sign-in/);
});
