import { and, count, eq, isNull, ne, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import { hashPassword } from "#lib/auth/password";
import { generateTokenSecret, hashTokenSecret } from "#lib/auth/token";
import type { Role } from "#lib/core/role";
import type { Queryable } from "#lib/db/client";
import { apiTokens, authSessions, users } from "#lib/db/schema";
import { AppError, fail } from "#lib/errors";
import type { NewToken, NewUser } from "#lib/users/model";

export async function createUser({ actor, db }: Ctx, input: NewUser): Promise<{ id: string }> {
  requireRole(actor, "admin");
  const passwordHash = await hashPassword(input.password);
  return db.transaction(async (tx) => {
    const [user] = await tx
      .insert(users)
      .values({ email: input.email, name: input.name, role: input.role, passwordHash })
      .onConflictDoNothing()
      .returning({ id: users.id });
    if (!user) throw new AppError("conflict", `${input.email} has an account already`);
    await audit(tx, actor, "user.created", `user:${user.id}`, { email: input.email, role: input.role });
    return user;
  });
}

export async function changeRole({ actor, db }: Ctx, { userId, role }: { userId: string; role: Role }): Promise<void> {
  requireRole(actor, "admin");
  await db.transaction(async (tx) => {
    if (role !== "admin") await requireAnotherAdmin(tx, userId);
    const [user] = await tx.update(users).set({ role }).where(eq(users.id, userId)).returning({ email: users.email });
    if (!user) fail("not_found", "No such user");
    await audit(tx, actor, "user.role_changed", `user:${userId}`, { email: user.email, role });
  });
}

/** Takes the account out of use and ends its sessions; what it did stays. */
export async function disableUser({ actor, db }: Ctx, { userId }: { userId: string }): Promise<void> {
  requireRole(actor, "admin");
  await db.transaction(async (tx) => {
    await requireAnotherAdmin(tx, userId);
    const [user] = await tx
      .update(users)
      .set({ disabledAt: sql`now()` })
      .where(and(eq(users.id, userId), isNull(users.disabledAt)))
      .returning({ email: users.email });
    if (!user) fail("conflict", "This account is not in use any more");
    await endSessions(tx, userId);
    await audit(tx, actor, "user.disabled", `user:${userId}`, { email: user.email });
  });
}

export async function enableUser({ actor, db }: Ctx, { userId }: { userId: string }): Promise<void> {
  requireRole(actor, "admin");
  await db.transaction(async (tx) => {
    const [user] = await tx
      .update(users)
      .set({ disabledAt: null })
      .where(eq(users.id, userId))
      .returning({ email: users.email });
    if (!user) fail("not_found", "No such user");
    await audit(tx, actor, "user.enabled", `user:${userId}`, { email: user.email });
  });
}

/** A new password ends the sessions that the old one opened. */
export async function setPassword(
  { actor, db }: Ctx,
  { userId, password }: { userId: string; password: string },
): Promise<void> {
  if (actor.userId !== userId) requireRole(actor, "admin");
  const passwordHash = await hashPassword(password);
  await db.transaction(async (tx) => {
    const [user] = await tx
      .update(users)
      .set({ passwordHash })
      .where(eq(users.id, userId))
      .returning({ email: users.email });
    if (!user) fail("not_found", "No such user");
    await endSessions(tx, userId);
    await audit(tx, actor, "user.password_set", `user:${userId}`, { email: user.email });
  });
}

export async function revokeSessions({ actor, db }: Ctx, { userId }: { userId: string }): Promise<void> {
  if (actor.userId !== userId) requireRole(actor, "admin");
  await db.transaction(async (tx) => {
    await endSessions(tx, userId);
    await audit(tx, actor, "user.sessions_revoked", `user:${userId}`);
  });
}

export async function createToken({ actor, db }: Ctx, input: NewToken): Promise<{ id: string; secret: string }> {
  requireRole(actor, "admin");
  const secret = generateTokenSecret();
  return db.transaction(async (tx) => {
    const [token] = await tx
      .insert(apiTokens)
      .values({ ...input, secretHash: hashTokenSecret(secret), createdBy: actor.userId })
      .returning({ id: apiTokens.id });
    if (!token) throw new Error("An insert gave no row back");
    await audit(tx, actor, "token.created", `token:${token.id}`, { ...input });
    return { id: token.id, secret };
  });
}

export async function revokeToken({ actor, db }: Ctx, { tokenId }: { tokenId: string }): Promise<void> {
  requireRole(actor, "admin");
  await db.transaction(async (tx) => {
    const [token] = await tx
      .update(apiTokens)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(apiTokens.id, tokenId), isNull(apiTokens.revokedAt)))
      .returning({ name: apiTokens.name });
    if (!token) fail("conflict", "This token was revoked before");
    await audit(tx, actor, "token.revoked", `token:${tokenId}`, { name: token.name });
  });
}

async function endSessions(tx: Pick<Queryable, "update">, userId: string): Promise<void> {
  await tx
    .update(authSessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(authSessions.userId, userId), isNull(authSessions.revokedAt)));
}

/** Locks the administrators, so that two of them cannot demote each other at once and leave none. */
async function requireAnotherAdmin(tx: Pick<Queryable, "select">, userId: string): Promise<void> {
  const others = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, "admin"), isNull(users.disabledAt), ne(users.id, userId)))
    .for("update");
  if (others.length === 0) fail("conflict", "Somebody must stay administrator: make another one first");
}

/** The first account of an empty installation. Does nothing where any account exists. */
export async function createFirstAdmin({ actor, db }: Ctx, input: NewUser): Promise<boolean> {
  requireRole(actor, "admin");
  const passwordHash = await hashPassword(input.password);
  return db.transaction(async (tx) => {
    await tx.execute(sql`lock table ${users} in share row exclusive mode`);
    const [existing] = await tx.select({ count: count() }).from(users);
    if (existing && existing.count > 0) return false;
    const { password: _, ...profile } = input;
    await tx.insert(users).values({ ...profile, passwordHash });
    await audit(tx, actor, "user.created", `user:${input.email}`, { email: input.email, role: input.role });
    return true;
  });
}
