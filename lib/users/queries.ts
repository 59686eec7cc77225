import { and, asc, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { apiTokens, authSessions, users } from "#lib/db/schema";
import type { TokenRow, UserRow } from "#lib/users/model";

export async function listUsers({ actor, db }: Ctx): Promise<UserRow[]> {
  requireRole(actor, "admin");
  const live = db
    .select({ userId: authSessions.userId, sessionCount: sql<number>`count(*)::int`.as("session_count") })
    .from(authSessions)
    .where(and(isNull(authSessions.revokedAt), gt(authSessions.expiresAt, sql`now()`)))
    .groupBy(authSessions.userId)
    .as("live");
  return db
    .select({
      id: users.id,
      email: users.email,
      name: users.name,
      role: users.role,
      hasPassword: sql<boolean>`${users.passwordHash} is not null`,
      disabledAt: users.disabledAt,
      createdAt: users.createdAt,
      lastSeenAt: users.lastSeenAt,
      sessionCount: sql<number>`coalesce(${live.sessionCount}, 0)`,
    })
    .from(users)
    .leftJoin(live, eq(live.userId, users.id))
    .orderBy(asc(users.email));
}

export async function listTokens({ actor, db }: Ctx): Promise<TokenRow[]> {
  requireRole(actor, "admin");
  return db
    .select({
      id: apiTokens.id,
      name: apiTokens.name,
      role: apiTokens.role,
      createdAt: apiTokens.createdAt,
      lastUsedAt: apiTokens.lastUsedAt,
      revokedAt: apiTokens.revokedAt,
    })
    .from(apiTokens)
    .orderBy(desc(apiTokens.createdAt));
}
