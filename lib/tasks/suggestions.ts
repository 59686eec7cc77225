import type { Ctx } from "#lib/auth/actor";
import { type ActiveFilter, listActiveFilters } from "#lib/tasks/active-filters";
import type { TaskFilters, Total } from "#lib/tasks/model";
import { countTasks } from "#lib/tasks/queries";

export interface DropSuggestion {
  readonly filter: ActiveFilter;
  readonly total: Total;
}

/** Which filters of a list that found nothing to drop, the one that helps most first. */
export async function suggestDrops(ctx: Ctx, filters: TaskFilters): Promise<DropSuggestion[]> {
  const suggestions = await Promise.all(
    listActiveFilters(filters).map(async (filter) => ({
      filter,
      total: await countTasks(ctx, filter.without, { exact: false }),
    })),
  );
  return suggestions.filter(({ total }) => total.count > 0).toSorted((a, b) => b.total.count - a.total.count);
}
