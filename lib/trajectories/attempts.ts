import { and, asc, eq, isNull } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { TrajectoryVerdict } from "#lib/core/trajectory/list";
import { trajectories } from "#lib/db/schema";

export interface Attempt {
  readonly id: number;
  readonly model: string | null;
  readonly scaffold: string | null;
  readonly attempt: number | null;
  readonly run: string | null;
  readonly verdict: TrajectoryVerdict | null;
  readonly turns: number;
}

/** More of one task are not listed. */
export const mostAttempts = 200;

/** What was done on the same task, by model and attempt; without sub-agents. One more than the most where there are more. */
export async function listAttempts(
  { actor, db }: Ctx,
  { dataset, instanceId }: { readonly dataset: string; readonly instanceId: string },
): Promise<Attempt[]> {
  requireRole(actor, "viewer");
  return db
    .select({
      id: trajectories.id,
      model: trajectories.model,
      scaffold: trajectories.scaffold,
      attempt: trajectories.attempt,
      run: trajectories.run,
      verdict: trajectories.verdict,
      turns: trajectories.turns,
    })
    .from(trajectories)
    .where(
      and(eq(trajectories.dataset, dataset), eq(trajectories.instanceId, instanceId), isNull(trajectories.parentId)),
    )
    .orderBy(asc(trajectories.model), asc(trajectories.attempt), asc(trajectories.id))
    .limit(mostAttempts + 1);
}
