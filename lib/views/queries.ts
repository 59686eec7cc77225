import { and, asc, eq, or, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { savedViews, users } from "#lib/db/schema";
import type { SavedView } from "#lib/views/model";

/** The views of a page that a person made, and those that others share. */
export async function listViews({ actor, db }: Ctx, page: string): Promise<SavedView[]> {
  requireRole(actor, "viewer");
  const isMine = actor.userId ? eq(savedViews.ownerId, actor.userId) : sql`false`;
  return db
    .select({
      id: savedViews.id,
      name: savedViews.name,
      search: savedViews.search,
      isShared: savedViews.isShared,
      isMine: sql<boolean>`${isMine}`,
      owner: users.email,
    })
    .from(savedViews)
    .innerJoin(users, eq(users.id, savedViews.ownerId))
    .where(and(eq(savedViews.page, page), or(isMine, eq(savedViews.isShared, true))))
    .orderBy(asc(savedViews.name));
}
