import type { Page } from "@playwright/test";
import { changeRole, createUser, disableUser, revokeSessions, setPassword } from "#lib/users/mutations";
import { expect, test } from "./fixtures.ts";
import { open, untilHydrated } from "./hydration.ts";

const password = "correct horse battery";

test("the first administrator signs in and out", async ({ page, expectAccessible }) => {
  await page.goto("/tasks?dataset=demo");
  await expect(page).toHaveURL(/\/sign-in\?from=/);
  await expectAccessible(page);
  await signIn(page, "admin@localhost", "not the password");
  await expect(page.getByRole("alert").filter({ hasText: "do not belong together" })).toBeVisible();
  await signIn(page, "admin@localhost", "the first password");
  await expect(page).toHaveURL("/tasks?dataset=demo");
  await expect(page.getByRole("heading", { name: "Tasks" })).toBeVisible();

  await page.getByRole("button", { name: "Signed in as admin@localhost" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/sign-in");
  await page.goto("/tasks");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("after ten wrong passwords the right one does not help either", async ({ page, ctx }) => {
  // An address of its own, so that these attempts do not count against the other tests.
  await page.setExtraHTTPHeaders({ "x-forwarded-for": `2001:db8::${crypto.randomUUID().slice(0, 4)}` });
  const email = `${crypto.randomUUID()}@example.org`;
  await createUser(ctx, { email, name: "", role: "viewer", password });
  await page.goto("/sign-in");
  const alert = page.getByRole("alert").filter({ hasText: /./ });
  for (let attempt = 1; attempt <= 10; attempt++) {
    const answered = page.waitForResponse(/callback\/credentials/);
    await signIn(page, email, `wrong ${attempt}`);
    await answered;
    await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
    await expect(alert).toHaveText("E-mail and password do not belong together.");
  }
  await signIn(page, email, password);
  await expect(alert).toHaveText(/^Too many attempts\. Try again in \d+ min\.$/);
});

test("only an address of our own is gone to after signing in", async ({ page, ctx }) => {
  const email = `${crypto.randomUUID()}@example.org`;
  await createUser(ctx, { email, name: "", role: "viewer", password });
  for (const from of [
    "https://example.com/",
    "//example.com/",
    "/\\example.com",
    "javascript:alert(1)",
    "/\t/example.com",
  ]) {
    await page.context().clearCookies();
    await page.goto(`/sign-in?from=${encodeURIComponent(from)}`);
    await signIn(page, email, password);
    await expect(page, `from ${from}`).toHaveURL(/^http:\/\/localhost:\d+\/(\?|$)/);
    await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  }
  await page.goto(`/sign-in?from=${encodeURIComponent("/datasets")}`);
  await expect(page).toHaveURL("/datasets");
});

test("a changed role works at the next click", async ({ accountOf, pageOf, ctx }) => {
  const account = await accountOf("curator");
  const page = await pageOf(account);
  await open(page, "/datasets/new");
  await expect(page.getByRole("heading", { name: "Import" })).toBeVisible();
  await changeRole(ctx, { userId: account.id, role: "viewer" });
  await page.reload();
  await expect(page.getByRole("heading", { name: "Your role does not reach here" })).toBeVisible();
});

for (const { deed, end } of [
  { deed: "revoked", end: revokeSessions },
  { deed: "ended by a disabled account", end: disableUser },
  { deed: "ended by a new password", end: setPassword },
]) {
  test(`a session that is ${deed} ends at once`, async ({ accountOf, pageOf, ctx }) => {
    const account = await accountOf("viewer");
    const page = await pageOf(account);
    await open(page, "/datasets");
    await end(ctx, { userId: account.id, password });
    await page.getByRole("link", { name: "Settings" }).click();
    await expect(page).toHaveURL(/\/sign-in/);
    await page.goto("/tasks");
    await expect(page).toHaveURL("/sign-in?from=%2Ftasks");
    expect((await page.request.get("/api/v1/tasks")).status()).toBe(401);
  });
}

test("a person changes their own password and signs in with the new one", async ({ page, ctx }) => {
  const email = `${crypto.randomUUID()}@example.org`;
  await createUser(ctx, { email, name: "", role: "viewer", password });
  await page.goto("/sign-in?from=/settings");
  await signIn(page, email, password);
  await expect(page.getByRole("heading", { name: "Account" })).toBeVisible();
  await untilHydrated(page.getByLabel("The same again"));
  await page.getByLabel("New password").fill("another password");
  await page.getByLabel("The same again").fill("yet another password");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByText("The two passwords differ")).toBeVisible();
  await page.getByLabel("The same again").fill("another password");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page).toHaveURL("/sign-in");
  await signIn(page, email, password);
  await expect(page.getByRole("alert").filter({ hasText: "do not belong together" })).toBeVisible();
  await signIn(page, email, "another password");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
});

async function signIn(page: Page, email: string, secret: string): Promise<void> {
  await untilHydrated(page.getByLabel("E-mail"));
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(secret);
  await page.getByRole("button", { name: "Sign in" }).click();
}
