import { type ActiveFilter, activeFilters } from "#lib/lists/active-filters";
import { trajectoryFacetLabels, trajectoryRangeLabels, trajectoryValueLabels } from "#lib/trajectories/columns";
import type { TrajectoryFilters } from "#lib/trajectories/list-model";

export function listActiveTrajectoryFilters(filters: TrajectoryFilters): ActiveFilter<TrajectoryFilters>[] {
  return activeFilters(filters, {
    facets: trajectoryFacetLabels,
    ranges: trajectoryRangeLabels,
    values: trajectoryValueLabels,
  });
}
