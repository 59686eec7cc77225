import { and, eq, lt, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { reviewDecisions, reviewProjects } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { selectDecisions } from "#lib/reviews/decision-rows";
import type { DecisionRow } from "#lib/reviews/model";

interface DecisionListRequest {
  readonly project: string;
  /** The id of the last decision of the page before. */
  readonly cursor: number | null;
  readonly limit: number;
}

export interface NamedDecision extends DecisionRow {
  readonly instanceId: string | null;
}

/** A page of the history of decisions of a project, the newest first. */
export async function listDecisions(
  { actor, db }: Ctx,
  { project, cursor, limit }: DecisionListRequest,
): Promise<{ items: readonly NamedDecision[]; nextCursor: number | null }> {
  requireRole(actor, "viewer");
  const where = and(eq(reviewDecisions.project, project), cursor === null ? undefined : lt(reviewDecisions.id, cursor));
  const rows = await selectDecisions(db, where, limit + 1);
  // Decisions outlive their project.
  if (rows.length === 0 && (await db.$count(reviewProjects, eq(reviewProjects.slug, project))) === 0)
    fail("not_found", `There is no project ${project}`);
  const shown = rows.slice(0, limit);
  const itemIds = shown.flatMap(({ itemId }) => (itemId === null ? [] : [itemId]));
  const names = await db.execute<{ id: number; instanceId: string }>(sql`
    select id, instance_id as "instanceId" from review_items where id = any(${sql.param(itemIds)}::int[])`);
  const nameOf = new Map(names.map(({ id, instanceId }) => [id, instanceId]));
  return {
    items: shown.map((row) => ({ ...row, instanceId: nameOf.get(row.itemId ?? 0) ?? null })),
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}
