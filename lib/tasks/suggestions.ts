import type { Ctx } from "#lib/auth/actor";
import { type DropSuggestion, rankDrops } from "#lib/lists/suggestions";
import { listActiveFilters } from "#lib/tasks/active-filters";
import type { TaskFilters } from "#lib/tasks/model";
import { countTasks } from "#lib/tasks/queries";

/** Which filters of a list that found nothing to drop, the one that helps most first. */
export function suggestDrops(ctx: Ctx, filters: TaskFilters): Promise<DropSuggestion<TaskFilters>[]> {
  return rankDrops(listActiveFilters(filters), (others) => countTasks(ctx, others, { exact: false }));
}
