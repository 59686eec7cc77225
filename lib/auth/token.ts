import { createHash, randomBytes } from "node:crypto";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Role } from "#lib/core/role";
import type { Database } from "#lib/db/client";
import { apiTokens } from "#lib/db/schema";

const prefix = "assay_";

export function generateTokenSecret(): string {
  return prefix + randomBytes(24).toString("base64url");
}

/** The secret has 192 random bits, so one round of SHA-256 is enough to keep it unreadable. */
export function hashTokenSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

export async function findTokenHolder(db: Database, secret: string): Promise<{ name: string; role: Role } | undefined> {
  if (!secret.startsWith(prefix)) return undefined;
  const [token] = await db
    .select({ id: apiTokens.id, name: apiTokens.name, role: apiTokens.role, lastUsedAt: apiTokens.lastUsedAt })
    .from(apiTokens)
    .where(and(eq(apiTokens.secretHash, hashTokenSecret(secret)), isNull(apiTokens.revokedAt)));
  if (token) await noteUse(db, token.id, token.lastUsedAt);
  return token;
}

/** Once a minute is exact enough for "last used", and spares a write for every request. */
async function noteUse(db: Database, id: string, lastUsedAt: Date | null): Promise<void> {
  if (lastUsedAt && Date.now() - lastUsedAt.getTime() < 60_000) return;
  const isStale = or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, sql`now() - interval '1 minute'`));
  await db
    .update(apiTokens)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(apiTokens.id, id), isStale));
}
