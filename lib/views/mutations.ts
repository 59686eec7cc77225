import { and, eq, or, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { savedViews } from "#lib/db/schema";
import { fail } from "#lib/errors";
import type { NewView } from "#lib/views/model";

export async function saveView({ actor, db }: Ctx, view: NewView): Promise<{ id: string }> {
  requireRole(actor, "viewer");
  const ownerId = actor.userId ?? fail("forbidden", "Only a signed-in person can save a view");
  const [row] = await db
    .insert(savedViews)
    .values({ ...view, ownerId })
    .returning({ id: savedViews.id });
  return row ?? fail("unavailable", "The view was not saved. Try again.");
}

/** One's own; an administrator may remove anybody's shared view. */
export async function removeView({ actor, db }: Ctx, { viewId }: { viewId: string }): Promise<void> {
  requireRole(actor, "viewer");
  const mayRemove = or(
    actor.userId ? eq(savedViews.ownerId, actor.userId) : undefined,
    actor.role === "admin" ? eq(savedViews.isShared, true) : undefined,
  );
  const removed = await db
    .delete(savedViews)
    .where(and(eq(savedViews.id, viewId), mayRemove ?? sql`false`))
    .returning({ id: savedViews.id });
  if (removed.length === 0) fail("not_found", "No such view of yours");
}
