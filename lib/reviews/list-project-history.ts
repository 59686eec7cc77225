import { and, desc, eq, lt } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { JsonObject } from "#lib/core/json";
import { auditEvents } from "#lib/db/schema";

export interface ProjectChange {
  readonly id: number;
  readonly at: Date;
  readonly actor: string;
  readonly event: string;
  readonly detail: JsonObject;
}

interface HistoryPage {
  /** Older than this change, by its id. */
  readonly before?: number | null;
  readonly limit?: number;
}

/** What was done to a project itself, the newest first. */
export function listProjectHistory(
  { actor, db }: Ctx,
  slug: string,
  { before = null, limit = 200 }: HistoryPage = {},
): Promise<ProjectChange[]> {
  requireRole(actor, "viewer");
  return db
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      actor: auditEvents.actor,
      event: auditEvents.event,
      detail: auditEvents.detail,
    })
    .from(auditEvents)
    .where(
      and(eq(auditEvents.subject, `review_project:${slug}`), before === null ? undefined : lt(auditEvents.id, before)),
    )
    .orderBy(desc(auditEvents.id))
    .limit(limit);
}
