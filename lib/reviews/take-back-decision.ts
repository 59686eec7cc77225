import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type Actor, type Ctx, requireRole } from "#lib/auth/actor";
import { storableText } from "#lib/core/storable-text";
import type { Queryable } from "#lib/db/client";
import { reviewDecisions, reviewEvents, reviewItems } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { formatUtcTime } from "#lib/format";
import { inForce } from "#lib/reviews/in-force";
import { lockSubjects, type SubjectKind } from "#lib/reviews/record-decision";
import { withdrawDecisions } from "#lib/reviews/withdraw-decisions";

export const withdrawalSchema = z.object({
  decisionId: z.int32().positive(),
  reason: storableText().trim().max(2000).default(""),
});

/**
 * Takes the decision in force back: the one before it stands again, or nothing does, and then somebody has to decide anew.
 * A decision that is not the latest of its kind is a conflict.
 */
export async function takeBackDecision(
  { actor, db }: Ctx,
  { decisionId, reason }: z.output<typeof withdrawalSchema>,
): Promise<void> {
  requireRole(actor, "curator");
  await db.transaction(async (tx) => {
    const [found] = await tx.select().from(reviewDecisions).where(eq(reviewDecisions.id, decisionId));
    if (!found || found.outcome === "withdrawn") return fail("not_found", `There is no decision ${decisionId}`);
    const { itemId, taskId, trajectoryId } = found;
    if (itemId !== null) await tx.execute(sql`select from ${reviewItems} where id = ${itemId} for update`);
    const kind: SubjectKind = taskId === null ? "trajectory" : "task";
    await lockSubjects(tx, kind, sql`${taskId ?? trajectoryId}`);
    await requireInForce(tx, found);
    await withdrawDecisions(tx, actor, { kind, ids: [decisionId], reason, bulkId: null });
    if (itemId !== null) await restateItem(tx, actor, itemId, { reason });
  });
}

/** An item shows what stands of its decisions; where none does, it waits for somebody to decide. */
async function restateItem(tx: Queryable, actor: Actor, itemId: number, { reason }: { reason: string }): Promise<void> {
  const [standing] = await tx
    .select({ outcome: reviewDecisions.outcome, at: reviewDecisions.at, contentHash: reviewDecisions.contentHash })
    .from(reviewDecisions)
    .where(and(eq(reviewDecisions.itemId, itemId), inForce))
    .orderBy(desc(reviewDecisions.id))
    .limit(1);
  const state =
    standing && standing.outcome !== "withdrawn"
      ? ({
          state: "decided",
          outcome: standing.outcome,
          decidedAt: standing.at,
          contentHash: standing.contentHash,
        } as const)
      : ({ state: "disputed", outcome: null, decidedAt: null } as const);
  const [item] = await tx
    .update(reviewItems)
    .set({ ...state, revision: sql`${reviewItems.revision} + 1` })
    .where(eq(reviewItems.id, itemId))
    .returning({ project: reviewItems.project });
  if (!item) return;
  const by = { actor: actor.name, userId: actor.userId };
  await tx
    .insert(reviewEvents)
    .values({ project: item.project, itemId, ...by, event: "withdrawn", detail: { reason, outcome: state.outcome } });
}

type Decision = typeof reviewDecisions.$inferSelect;

async function requireInForce(tx: Queryable, { id, itemId, taskId, trajectoryId }: Decision): Promise<void> {
  const [withdrawal] = await tx.select().from(reviewDecisions).where(eq(reviewDecisions.withdraws, id));
  if (withdrawal)
    fail("conflict", `${withdrawal.decidedBy} took this decision back at ${formatUtcTime(withdrawal.at)} already.`);
  const [latest] = await tx
    .select()
    .from(reviewDecisions)
    .where(
      and(
        taskId === null ? eq(reviewDecisions.trajectoryId, trajectoryId ?? 0) : eq(reviewDecisions.taskId, taskId),
        sql`${reviewDecisions.itemId} is not distinct from ${itemId}`,
        inForce,
      ),
    )
    .orderBy(desc(reviewDecisions.id))
    .limit(1);
  if (latest && latest.id !== id)
    fail(
      "conflict",
      `${latest.decidedBy} decided anew at ${formatUtcTime(latest.at)}: ${latest.outcome}. Take that back first.`,
    );
}
