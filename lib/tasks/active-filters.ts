import { type ActiveFilter, activeFilters } from "#lib/lists/active-filters";
import { taskFacetLabels, taskRangeLabels } from "#lib/tasks/columns";
import type { TaskFilters } from "#lib/tasks/model";

export function listActiveFilters(filters: TaskFilters): ActiveFilter<TaskFilters>[] {
  return activeFilters(filters, { facets: taskFacetLabels, ranges: taskRangeLabels });
}
