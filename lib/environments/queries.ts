import { and, count, desc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { Database } from "#lib/db/client";
import { environmentRules, environments } from "#lib/db/schema";
import { listImagesOf } from "#lib/environments/image-queries";
import {
  type EnvironmentDetail,
  type EnvironmentPage,
  type EnvironmentRow,
  type EnvironmentVersion,
  hashPrefixSchema,
} from "#lib/environments/model";
import { AppError, fail } from "#lib/errors";

export interface EnvironmentListRequest {
  /** A part of the name or of the base image, or the beginning of the hash; empty for all. */
  readonly q: string;
  /** The last hash of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

const columns = {
  hash: environments.hash,
  imageHash: environments.imageHash,
  name: environments.name,
  baseImage: sql<string>`${environments.spec}->>'baseImage'`,
  parser: sql<string>`${environments.spec}->>'parser'`,
  createdBy: environments.createdBy,
  createdAt: environments.createdAt,
};

/** Newest first. */
export async function listEnvironments(
  { actor, db }: Ctx,
  { q, after, limit }: EnvironmentListRequest,
): Promise<EnvironmentPage> {
  requireRole(actor, "viewer");
  const where = matchesWords(q);
  const [rows, total] = await Promise.all([
    db
      .select(columns)
      .from(environments)
      .where(and(where, after ? isAfter(after) : undefined))
      .orderBy(desc(environments.createdAt), desc(environments.hash))
      .limit(limit + 1),
    db.$count(environments, where),
  ]);
  const items = await addUses(db, rows.slice(0, limit));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.hash ?? null) : null, total };
}

/** By its hash or a beginning of it that only one has; undefined where there is none. */
export async function findEnvironment({ actor, db }: Ctx, hash: string): Promise<EnvironmentDetail | undefined> {
  requireRole(actor, "viewer");
  const prefix = hashPrefixSchema.safeParse(hash);
  if (!prefix.success) return undefined;
  const found = await db
    .select({ ...columns, spec: environments.spec })
    .from(environments)
    .where(prefix.data.length === 64 ? eq(environments.hash, prefix.data) : beginsWith(prefix.data))
    .limit(2);
  if (found.length > 1) {
    throw new AppError("invalid", `More than one environment begins with ${prefix.data}. Give more of its hash.`);
  }
  const [detail] = await addUses(db, found);
  return detail;
}

export async function requireEnvironment(ctx: Ctx, hash: string): Promise<EnvironmentDetail> {
  return (await findEnvironment(ctx, hash)) ?? fail("not_found", `There is no environment ${hash.slice(0, 64)}`);
}

/** Those of one name, newest first. */
export async function listVersions({ actor, db }: Ctx, name: string): Promise<EnvironmentVersion[]> {
  requireRole(actor, "viewer");
  return db
    .select({ hash: environments.hash, createdBy: environments.createdBy, createdAt: environments.createdAt })
    .from(environments)
    .where(eq(environments.name, name))
    .orderBy(desc(environments.createdAt), desc(environments.hash))
    .limit(100);
}

function isAfter(hash: string): SQL {
  return sql`(${environments.createdAt}, ${environments.hash}) <
    (select e.created_at, e.hash from ${environments} e where e.hash = ${hash})`;
}

function matchesWords(q: string): SQL | undefined {
  const text = q.trim().toLowerCase();
  if (text === "") return undefined;
  return or(
    sql`strpos(lower(${environments.name}), ${text}) > 0`,
    sql`strpos(lower(${columns.baseImage}), ${text}) > 0`,
    beginsWith(text),
  );
}

function beginsWith(prefix: string): SQL {
  return sql`starts_with(${environments.hash}::text, ${prefix})`;
}

/** What leads to them and what was built of them. */
async function addUses<R extends Omit<EnvironmentRow, "ruleCount" | "images">>(
  db: Database,
  rows: readonly R[],
): Promise<(R & EnvironmentRow)[]> {
  if (rows.length === 0) return [];
  const [counts, images] = await Promise.all([
    db
      .select({ hash: environmentRules.environmentHash, rules: count() })
      .from(environmentRules)
      .where(
        and(
          isNull(environmentRules.endedAt),
          inArray(
            environmentRules.environmentHash,
            rows.map(({ hash }) => hash),
          ),
        ),
      )
      .groupBy(environmentRules.environmentHash),
    listImagesOf(
      db,
      rows.map(({ imageHash }) => imageHash),
    ),
  ]);
  const ruleCounts = new Map(counts.map(({ hash, rules }) => [hash, rules]));
  return rows.map((row) => ({
    ...row,
    ruleCount: ruleCounts.get(row.hash) ?? 0,
    images: images.filter(({ imageHash }) => imageHash === row.imageHash),
  }));
}
