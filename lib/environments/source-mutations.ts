import { and, desc, eq, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import type { Queryable } from "#lib/db/client";
import { auditEvents, repositories } from "#lib/db/schema";
import { listDemoLibraries } from "#lib/environments/demo-libraries";
import type { RepositorySource } from "#lib/environments/model";
import { formatSource, parseSource } from "#lib/environments/parse-source";
import { AppError, fail } from "#lib/errors";
import { formatUtcTime } from "#lib/format";

interface SeenSource {
  readonly repo: string;
  /** The source that was in force when the decision was made; null for none. */
  readonly seen: string | null;
}

/** Says where the history of a repository is read from, in place of the forge of its dataset. */
export async function setRepositorySource(
  { actor, db }: Ctx,
  { repo, source: typed, seen }: SeenSource & { readonly source: string },
): Promise<RepositorySource> {
  requireRole(actor, "curator");
  const source = await requireSource(typed);
  return db.transaction(async (tx) => {
    const [current] = await tx.select().from(repositories).where(eq(repositories.repo, repo)).for("update");
    if (current && current.source === source && source === seen) return current;
    const values = { source, createdBy: actor.name, createdAt: sql`now()` };
    const [row] =
      seen === null
        ? await tx
            .insert(repositories)
            .values({ ...values, repo })
            .onConflictDoNothing()
            .returning()
        : await tx
            .update(repositories)
            .set(values)
            .where(and(eq(repositories.repo, repo), eq(repositories.source, seen)))
            .returning();
    if (!row) throw await conflict(tx, repo);
    await audit(tx, actor, "repository.source_set", `repository:${repo}`, { source, replaces: seen });
    return row;
  });
}

/** The repository is read from the forge of its dataset again. */
export async function removeRepositorySource(
  { actor, db }: Ctx,
  { repo, seen }: { readonly repo: string; readonly seen: string },
): Promise<void> {
  requireRole(actor, "curator");
  await db.transaction(async (tx) => {
    const removed = await tx
      .delete(repositories)
      .where(and(eq(repositories.repo, repo), eq(repositories.source, seen)))
      .returning({ repo: repositories.repo });
    if (removed.length === 0) throw await conflict(tx, repo);
    await audit(tx, actor, "repository.source_removed", `repository:${repo}`, { source: seen });
  });
}

async function requireSource(typed: string): Promise<string> {
  const source = parseSource(typed);
  if (source.kind === "demo") {
    const libraries = await listDemoLibraries();
    if (!libraries.includes(source.library))
      fail("invalid", `source: There is no demo library ${source.library}; there are ${libraries.join(", ")}.`);
  }
  return formatSource(source);
}

/** What the loser of a race is told: how things stand now, and whose doing that is. */
async function conflict(tx: Queryable, repo: string): Promise<AppError> {
  const [row] = await tx.select().from(repositories).where(eq(repositories.repo, repo));
  if (row) {
    const now = `${row.createdBy} set it to ${row.source} at ${formatUtcTime(row.createdAt)}`;
    return new AppError("conflict", `The source of ${repo} changed: ${now}. Look at it again, then decide.`);
  }
  const [removal] = await tx
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.subject, `repository:${repo}`), eq(auditEvents.event, "repository.source_removed")))
    .orderBy(desc(auditEvents.id))
    .limit(1);
  const by = removal ? `${removal.actor} removed it at ${formatUtcTime(removal.at)}` : "it has none";
  return new AppError("conflict", `The source of ${repo} changed: ${by}. Look at it again, then decide.`);
}
