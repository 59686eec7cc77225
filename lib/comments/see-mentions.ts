import { and, eq, exists, isNull, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { visibleTo } from "#lib/comments/visible-to";
import { commentMentions, comments } from "#lib/db/schema";

/**
 * Notes that somebody has seen where they are mentioned: in one comment, or in all that they may see. Gives how many were
 * new to them.
 */
export async function seeMentions(
  { actor, db }: Ctx,
  { commentId }: { commentId?: number | undefined },
): Promise<number> {
  requireRole(actor, "viewer");
  if (actor.userId === null) return 0;
  const visible = and(eq(comments.id, commentMentions.commentId), visibleTo(actor, comments));
  const seen = await db
    .update(commentMentions)
    .set({ seenAt: sql`now()` })
    .where(
      and(
        eq(commentMentions.userId, actor.userId),
        isNull(commentMentions.seenAt),
        commentId === undefined ? undefined : eq(commentMentions.commentId, commentId),
        exists(db.select().from(comments).where(visible)),
      ),
    )
    .returning({ commentId: commentMentions.commentId });
  return seen.length;
}
