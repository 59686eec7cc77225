import type { Ctx } from "#lib/auth/actor";
import { type DropSuggestion, rankDrops } from "#lib/lists/suggestions";
import { listActiveTrajectoryFilters } from "#lib/trajectories/active-filters";
import type { TrajectoryFilters } from "#lib/trajectories/list-model";
import { countTrajectories } from "#lib/trajectories/queries";

/** Which filters of a list that found nothing to drop, the one that helps most first. */
export function suggestTrajectoryDrops(
  ctx: Ctx,
  filters: TrajectoryFilters,
): Promise<DropSuggestion<TrajectoryFilters>[]> {
  return rankDrops(listActiveTrajectoryFilters(filters), (others) => countTrajectories(ctx, others, { exact: false }));
}
