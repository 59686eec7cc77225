import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { ensureSignedInUser, signInWithPassword } from "#lib/auth/sign-in";
import { countSignInAttempt } from "#lib/auth/sign-in-limit";
import { auditEvents, users } from "#lib/db/schema";
import { testDatabase } from "#lib/db/testing/test-database";
import { createUser, disableUser } from "#lib/users/mutations";

const database = testDatabase({ asOwn: true });
const password = "correct horse battery";

beforeEach(() => database().connection.sql`truncate rate_limits`.execute());

describe("signInWithPassword", () => {
  it("gives the account for the right pair, whatever the case of the address", async () => {
    const { id, email } = await account();
    expect(await attempt(email, password)).toEqual({ id });
    expect(await attempt(` ${email.toUpperCase()} `, password)).toEqual({ id });
  });

  it("gives nothing for a wrong password, an unknown or a disabled account, or one without a password", async () => {
    const { id, email } = await account();
    expect(await attempt(email, "wrong horse battery")).toBeNull();
    expect(await attempt(email, "")).toBeNull();
    expect(await attempt("nobody@example.org", password)).toBeNull();
    await disableUser(await database().ctxOf("admin"), { userId: id });
    expect(await attempt(email, password)).toBeNull();
    const outside = await ensureSignedInUser(database().connection.db, {
      provider: "github",
      profile: { email: "outside@example.org" },
    });
    expect(outside).toBeDefined();
    expect(await attempt("outside@example.org", "")).toBeNull();
  });

  it.each([
    [undefined, password],
    ["no address", password],
    [{ email: "x" }, password],
    ["a@b", undefined],
    ["a@b", 7],
  ])("gives nothing for %j with %j", async (email, secret) => {
    expect(await signInWithPassword({ email, password: secret, address: "1.2.3.4" })).toBeNull();
  });

  it("closes the door after ten wrong passwords, also to the right one, and says for how long", async () => {
    const { email } = await account();
    for (let count = 0; count < 10; count++) expect(await attempt(email, "wrong horse", `10.0.0.${count}`)).toBeNull();
    const error = await attempt(email, password, "10.0.1.1").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "too_many", message: "Too many attempts. Try again in 15 min." });
    const other = await account();
    expect(await attempt(other.email, password, "10.0.1.1")).toEqual({ id: other.id });
  });

  it("lets no more than ten of many guesses at once through", async () => {
    const { email } = await account();
    const guesses = Array.from({ length: 25 }, (_, count) =>
      attempt(email, `guess number ${count}`, `10.0.2.${count}`),
    );
    const outcomes = await Promise.allSettled(guesses);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  });

  it("forgets the wrong ones after a right one", async () => {
    const { id, email } = await account();
    for (let count = 0; count < 9; count++) await attempt(email, "wrong horse");
    expect(await attempt(email, password)).toEqual({ id });
    for (let count = 0; count < 9; count++) expect(await attempt(email, "wrong horse")).toBeNull();
  });

  it("closes the door to an address after fifty wrong ones for any accounts", async () => {
    const guess = (count: number) => countSignInAttempt(`nobody-${count}@example.org`, "10.9.9.9");
    await Promise.all(Array.from({ length: 50 }, (_, count) => guess(count)));
    await expect(guess(50)).rejects.toMatchObject({ code: "too_many" });
    const { id, email } = await account();
    expect(await attempt(email, password, "10.9.9.8")).toEqual({ id });
  });
});

describe("ensureSignedInUser", () => {
  it("makes a viewer on first sight, says so, and knows them again", async () => {
    const { db } = database().connection;
    const profile = { email: "Grace@Example.org", email_verified: true, name: "Grace" };
    const id = await ensureSignedInUser(db, { provider: "oidc", profile });
    expect(
      await db
        .select()
        .from(users)
        .where(eq(users.id, id ?? "")),
    ).toMatchObject([{ email: "grace@example.org", name: "Grace", role: "viewer", passwordHash: null }]);
    expect(
      await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.subject, `user:${id}`)),
    ).toMatchObject([{ event: "user.created", detail: { provider: "oidc", role: "viewer" } }]);
    expect(await ensureSignedInUser(db, { provider: "oidc", profile })).toBe(id);
  });

  it("makes one account of two first sights at once", async () => {
    const { db } = database().connection;
    const see = () =>
      ensureSignedInUser(db, { provider: "oidc", profile: { email: "both@example.org", email_verified: true } });
    const [one, other] = await Promise.all([see(), see()]);
    expect(one).toBe(other);
    expect(one).toBeDefined();
  });

  it.each([
    ["one that its issuer has not verified", "oidc", { email: "a@example.org", email_verified: false }],
    ["one that its issuer says nothing of", "oidc", { email: "a@example.org" }],
    ["none", "github", { email: null }],
    ["no address", "github", { email: "nobody" }],
    ["no profile", "github", undefined],
  ])("refuses an address that is %s", async (_what, provider, profile) => {
    const { db } = database().connection;
    const before = await db.$count(users);
    expect(await ensureSignedInUser(db, { provider, profile })).toBeUndefined();
    expect(await db.$count(users)).toBe(before);
  });

  it("refuses a disabled account", async () => {
    const { id, email } = await account();
    await disableUser(await database().ctxOf("admin"), { userId: id });
    const profile = { email, email_verified: true };
    expect(await ensureSignedInUser(database().connection.db, { provider: "oidc", profile })).toBeUndefined();
  });
});

async function account() {
  const email = `person-${crypto.randomUUID()}@example.org`;
  const ctx = await database().ctxOf("admin");
  return { email, ...(await createUser(ctx, { email, name: "", role: "viewer", password })) };
}

function attempt(email: string, secret: string, address = "127.0.0.1") {
  return signInWithPassword({ email, password: secret, address });
}
