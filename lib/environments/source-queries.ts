import { and, asc, count, eq, gt, type SQL, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { repositories } from "#lib/db/schema";
import type { RepositorySource, SourcePage } from "#lib/environments/model";

export interface SourceListRequest {
  /** A part of the repository or of its source; empty for all. */
  readonly q: string;
  /** The last repository of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

/** By name. */
export async function listRepositorySources(
  { actor, db }: Ctx,
  { q, after, limit }: SourceListRequest,
): Promise<SourcePage> {
  requireRole(actor, "viewer");
  const where = matchesWords(q);
  const [rows, [counted]] = await Promise.all([
    db
      .select()
      .from(repositories)
      .where(and(where, after === null ? undefined : gt(byName, after)))
      .orderBy(asc(byName))
      .limit(limit + 1),
    db.select({ total: count() }).from(repositories).where(where),
  ]);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.repo ?? null) : null, total: counted?.total ?? 0 };
}

export async function findRepositorySource({ actor, db }: Ctx, repo: string): Promise<RepositorySource | undefined> {
  requireRole(actor, "viewer");
  const [row] = await db.select().from(repositories).where(eq(repositories.repo, repo));
  return row;
}

const byName = sql<string>`${repositories.repo} collate "C"`;

function matchesWords(q: string): SQL | undefined {
  const text = q.trim().toLowerCase();
  if (text === "") return undefined;
  return sql`(strpos(lower(${repositories.repo}), ${text}) > 0 or strpos(lower(${repositories.source}), ${text}) > 0)`;
}
