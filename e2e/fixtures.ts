import AxeBuilder from "@axe-core/playwright";
import {
  type APIRequestContext,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from "@playwright/test";
import { encode } from "next-auth/jwt";
import { type Ctx, mintActor } from "#lib/auth/actor";
import type { Role } from "#lib/core/role";
import { type Connection, connect } from "#lib/db/client";
import { authSessions, users } from "#lib/db/schema";
import { createToken } from "#lib/users/mutations";
import { connectionUrl } from "../scripts/postgres.mjs";
import { watchPage } from "./watch-page.ts";

export interface Account {
  readonly id: string;
  readonly email: string;
}

interface Fixtures {
  /** What the pages of this test did that no page may do; the test fails when it ends if there is any. */
  problems: string[];
  /** Problems that the test causes on purpose. */
  expectedProblem: RegExp | null;
  /** A new account without a password. */
  accountOf(role: Role): Promise<Account>;
  /** The pages of somebody who is signed in. */
  pageOf(account: Account, options?: BrowserContextOptions): Promise<Page>;
  /** The pages of somebody new who has that role and is signed in. */
  signedIn(role: Role, options?: BrowserContextOptions): Promise<Page>;
  /** Requests with a new bearer token of that role. */
  clientOf(role: Role): Promise<APIRequestContext>;
  /** Looks at the page with axe: nothing serious may be found. */
  expectAccessible(page: Page): Promise<void>;
}

interface WorkerFixtures {
  connection: Connection;
  /** Acts on the app's own database, as an administrator would. */
  ctx: Ctx;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  connection: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const url = await connectionUrl(requireEnv("E2E_HOME"));
      if (!url) throw new Error("The app under test has no database running");
      const connection = connect(url, { max: 3 });
      await use(connection);
      await connection.close();
    },
    { scope: "worker" },
  ],
  ctx: [
    async ({ connection }, use) => {
      await use({ actor: mintActor({ userId: null, name: "test", role: "admin" }), db: connection.db });
    },
    { scope: "worker" },
  ],
  expectedProblem: [null, { option: true }],
  problems: async ({ expectedProblem }, use) => {
    const problems: string[] = [];
    await use(problems);
    expect(problems.filter((problem) => !expectedProblem?.test(problem))).toEqual([]);
  },
  accountOf: async ({ connection }, use) => {
    await use((role) => insertAccount(connection, role));
  },
  pageOf: async ({ browser, baseURL, connection, problems }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (account, options = {}) => {
      const context = await browser.newContext({
        baseURL,
        permissions: ["clipboard-read", "clipboard-write"],
        ...options,
      });
      contexts.push(context);
      await context.addCookies([await sessionCookie(connection, account, baseURL ?? "")]);
      return watchPage(await context.newPage(), problems, baseURL ?? "");
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
  signedIn: async ({ accountOf, pageOf }, use) => {
    await use(async (role, options) => pageOf(await accountOf(role), options));
  },
  clientOf: async ({ ctx, playwright, baseURL }, use) => {
    const clients: APIRequestContext[] = [];
    await use(async (role) => {
      const { secret } = await createToken(ctx, { name: `e2e ${crypto.randomUUID()}`, role });
      const extraHTTPHeaders = { authorization: `Bearer ${secret}` };
      const client = await playwright.request.newContext({ baseURL, extraHTTPHeaders });
      clients.push(client);
      return client;
    });
    await Promise.all(clients.map((client) => client.dispose()));
  },
  page: async ({ page, problems, baseURL }, use) => use(watchPage(page, problems, baseURL ?? "")),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  expectAccessible: async ({}, use) => {
    await use(async (page) => {
      await page.evaluate(untilStill);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      const found = serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
      expect.soft(found, `axe on ${page.url()}`).toEqual([]);
    });
  },
});

export { expect };

async function insertAccount({ db }: Connection, role: Role): Promise<Account> {
  const email = `${role}-${crypto.randomUUID()}@example.org`;
  const [user] = await db.insert(users).values({ email, role }).returning({ id: users.id });
  if (!user) throw new Error("An insert gave no row back");
  return { id: user.id, email };
}

async function sessionCookie({ db }: Connection, { id }: Account, url: string) {
  const expiresAt = new Date(Date.now() + 3_600_000);
  const [session] = await db.insert(authSessions).values({ userId: id, expiresAt }).returning({ id: authSessions.id });
  const value = await encode({ token: { sub: id, sid: session?.id ?? "" }, secret: requireEnv("E2E_SECRET") });
  return { name: "next-auth.session-token", value, url };
}

function requireEnv(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; playwright.config.ts sets it`);
  return value;
}

/** Runs in the page: what fades in has not its own colours yet. What moves for ever is not waited for. */
async function untilStill(): Promise<void> {
  const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ending.map(({ finished }) => finished));
}
