import { and, count, type SQL } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { Database } from "#lib/db/client";
import { trajectories } from "#lib/db/schema";
import { cutPage } from "#lib/lists/keyset";
import type { Total } from "#lib/lists/model";
import { matchesTrajectory } from "#lib/trajectories/conditions";
import { parseTrajectoryCursor } from "#lib/trajectories/cursor";
import type {
  TrajectoryFilters,
  TrajectoryListRequest,
  TrajectoryPage,
  TrajectoryRow,
} from "#lib/trajectories/list-model";
import { selectTrajectories } from "#lib/trajectories/pages";
import { type SearchScope, searchSteps } from "#lib/trajectories/search";

const countCap = 10_000;

/** Fewer than these of a partial search say too little: then all of its matches are collected. */
const tellingCount = 60;

/** One keyset page with the total. A cursor that does not belong to this order starts at the first page. */
export async function listTrajectories({ actor, db }: Ctx, request: TrajectoryListRequest): Promise<TrajectoryPage> {
  requireRole(actor, "viewer");
  const cursor = parseTrajectoryCursor(request.cursor, request);
  const { total, scope } = await countMatches(db, request, { exact: false });
  return { ...cutPage(await selectTrajectories(db, request, scope, cursor), request, cursor), total };
}

/** A page without its total, for those who read on to the end. */
export async function listTrajectoryRows(
  { actor, db }: Ctx,
  request: TrajectoryListRequest & { readonly ids: readonly number[] | null },
): Promise<{ items: readonly TrajectoryRow[]; nextCursor: string | null }> {
  requireRole(actor, "viewer");
  const cursor = parseTrajectoryCursor(request.cursor, request);
  const scope = await searchSteps(db, request.q, { isComplete: false });
  return cutPage(await selectTrajectories(db, request, scope, cursor), request, cursor);
}

export async function countTrajectories(
  { actor, db }: Ctx,
  filters: TrajectoryFilters,
  options: { exact: boolean },
): Promise<Total> {
  requireRole(actor, "viewer");
  return (await countMatches(db, filters, options)).total;
}

async function countMatches(
  db: Database,
  filters: TrajectoryFilters,
  { exact }: { exact: boolean },
): Promise<{ total: Total; scope: SearchScope }> {
  const scope = await searchSteps(db, filters.q, { isComplete: exact });
  const matches = and(matchesTrajectory(filters), scope.matches);
  const total = exact ? await countAll(db, matches) : await countToCap(db, matches);
  if (!scope.isPartial) return { total, scope };
  if (total.count >= tellingCount) return { total: { ...total, exact: false }, scope };
  const whole = await searchSteps(db, filters.q, { isComplete: true });
  return { total: await countToCap(db, and(matchesTrajectory(filters), whole.matches)), scope: whole };
}

async function countAll(db: Database, matches: SQL | undefined): Promise<Total> {
  const [row] = await db.select({ count: count() }).from(trajectories).where(matches);
  return { count: row?.count ?? 0, exact: true };
}

async function countToCap(db: Database, matches: SQL | undefined): Promise<Total> {
  const capped = db
    .select({ id: trajectories.id })
    .from(trajectories)
    .where(matches)
    .limit(countCap + 1)
    .as("capped");
  const [row] = await db.select({ count: count() }).from(capped);
  const found = row?.count ?? 0;
  return { count: Math.min(found, countCap), exact: found <= countCap };
}
