import type { ActiveFilter } from "#lib/lists/active-filters";
import type { ListFilters, Total } from "#lib/lists/model";

export interface DropSuggestion<T extends ListFilters = ListFilters> {
  readonly filter: ActiveFilter<T>;
  readonly total: Total;
}

/** Which filters of a list that found nothing to drop, the one that helps most first. */
export async function rankDrops<T extends ListFilters>(
  active: readonly ActiveFilter<T>[],
  count: (filters: T) => Promise<Total>,
): Promise<DropSuggestion<T>[]> {
  const suggestions = await Promise.all(active.map(async (filter) => ({ filter, total: await count(filter.without) })));
  return suggestions.filter(({ total }) => total.count > 0).toSorted((a, b) => b.total.count - a.total.count);
}
