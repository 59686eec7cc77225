import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { encode } from "next-auth/jwt";
import { type Ctx, mintActor } from "#lib/auth/actor";
import type { Role } from "#lib/core/role";
import { type Connection, connect } from "#lib/db/client";
import { authSessions, users } from "#lib/db/schema";
import { connectionUrl } from "../scripts/postgres.mjs";

interface Fixtures {
  /** The pages of somebody who has that role and is signed in. */
  signedIn(role: Role): Promise<Page>;
  /** Acts on the app's own database, as an administrator would. */
  ctx: Ctx;
  /** Looks at the page with axe: nothing serious may be found. */
  expectAccessible(page: Page): Promise<void>;
}

interface WorkerFixtures {
  connection: Connection;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  connection: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const url = await connectionUrl(requireEnv("E2E_HOME"));
      if (!url) throw new Error("The app under test has no database running");
      const connection = connect(url, { max: 2 });
      await use(connection);
      await connection.close();
    },
    { scope: "worker" },
  ],
  ctx: async ({ connection }, use) => {
    await use({ actor: mintActor({ userId: null, name: "test", role: "admin" }), db: connection.db });
  },
  signedIn: async ({ browser, baseURL, connection }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role) => {
      const context = await browser.newContext({ baseURL, permissions: ["clipboard-read", "clipboard-write"] });
      contexts.push(context);
      await context.addCookies([await sessionCookie(connection, role, baseURL ?? "")]);
      return watchConsole(await context.newPage());
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
  page: async ({ page }, use) => use(watchConsole(page)),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  expectAccessible: async ({}, use) => {
    await use(async (page) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
    });
  },
});

export { expect };

/** A page that reports an error of its own fails the test. */
function watchConsole(page: Page): Page {
  page.on("pageerror", (error) => {
    throw error;
  });
  page.on("console", (message) => {
    const isOwn = !message.location().url.includes("/api/") && !message.text().includes("Failed to load resource");
    if (message.type() === "error" && isOwn) throw new Error(`The console says: ${message.text()}`);
  });
  return page;
}

async function sessionCookie({ db }: Connection, role: Role, url: string) {
  const [user] = await db
    .insert(users)
    .values({ email: `${role}-${crypto.randomUUID()}@example.org`, role })
    .returning();
  const expiresAt = new Date(Date.now() + 3_600_000);
  const [session] = await db
    .insert(authSessions)
    .values({ userId: user?.id ?? "", expiresAt })
    .returning();
  const value = await encode({
    token: { sub: user?.id ?? "", sid: session?.id ?? "" },
    secret: requireEnv("E2E_SECRET"),
  });
  return { name: "next-auth.session-token", value, url };
}

function requireEnv(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; playwright.config.ts sets it`);
  return value;
}
