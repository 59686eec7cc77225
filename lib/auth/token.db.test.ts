import { describe, expect, it } from "vitest";
import { findTokenHolder, generateTokenSecret } from "#lib/auth/token";
import { testDatabase } from "#lib/db/testing/test-database";
import { createToken, revokeToken } from "#lib/users/mutations";
import { listTokens } from "#lib/users/queries";

const database = testDatabase();
const input = { name: "nightly", role: "viewer" } as const;

describe("a token", () => {
  it("opens for its holder with the role it was made with", async () => {
    const ctx = await database().ctxOf("admin");
    const { secret } = await createToken(ctx, input);
    expect(await findTokenHolder(ctx.db, secret)).toMatchObject(input);
  });

  it("leaves its secret nowhere in the database", async () => {
    const ctx = await database().ctxOf("admin");
    const { id, secret } = await createToken(ctx, input);
    const [row] = await database().connection.sql`
      select to_jsonb(t)::text as token, (select string_agg(e::text, ' ') from audit_events e) as events
      from api_tokens t where id = ${id}`;
    expect(row?.token).not.toContain(secret.slice(6));
    expect(row?.events).toContain("token.created");
    expect(row?.events).not.toContain(secret.slice(6));
    expect(JSON.stringify(await listTokens(ctx))).not.toContain(secret.slice(6));
  });

  it("is refused once it is revoked, and cannot be revoked twice", async () => {
    const ctx = await database().ctxOf("admin");
    const { id, secret } = await createToken(ctx, input);
    const outcomes = await Promise.allSettled([revokeToken(ctx, { tokenId: id }), revokeToken(ctx, { tokenId: id })]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await findTokenHolder(ctx.db, secret)).toBeUndefined();
  });

  it("of another shape or unknown is refused", async () => {
    const { db } = await database().ctxOf("admin");
    for (const secret of ["", "assay_", "x", generateTokenSecret(), "assay_\0"]) {
      expect(await findTokenHolder(db, secret)).toBeUndefined();
    }
  });

  it("notes its use once a minute at most", async () => {
    const ctx = await database().ctxOf("admin");
    const { id, secret } = await createToken(ctx, input);
    const usedAt = async () => (await listTokens(ctx)).find((token) => token.id === id)?.lastUsedAt;
    expect(await usedAt()).toBeNull();
    await findTokenHolder(ctx.db, secret);
    const first = await usedAt();
    expect(first).toBeInstanceOf(Date);
    await findTokenHolder(ctx.db, secret);
    expect(await usedAt()).toEqual(first);
    await database().connection.sql`update api_tokens set last_used_at = now() - interval '2 minutes' where id = ${id}`;
    await findTokenHolder(ctx.db, secret);
    expect((await usedAt())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? Infinity);
  });

  it.each(["viewer", "annotator", "curator"] as const)("is nothing a %s may make, see or end", async (role) => {
    const ctx = await database().ctxOf(role);
    const { id } = await createToken(await database().ctxOf("admin"), input);
    await expect(createToken(ctx, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(listTokens(ctx)).rejects.toMatchObject({ code: "forbidden" });
    await expect(revokeToken(ctx, { tokenId: id })).rejects.toMatchObject({ code: "forbidden" });
  });
});
