import { and, inArray, type SQL } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import { trajectories } from "#lib/db/schema";
import type { ExportRequest } from "#lib/exports/model";
import { readTrajectoryFilterText } from "#lib/rest/read-filter-text";
import { matchesTrajectory } from "#lib/trajectories/conditions";
import { loadTrajectoryListParams, trajectoryFilters } from "#lib/trajectories/filters";
import { searchSteps } from "#lib/trajectories/search";

/** Which trajectories an export means: of its dataset, those that its query matches or that were picked, without sub-agents. */
export async function trajectoryCondition(
  { db }: Ctx,
  { dataset, filter, ids }: Pick<ExportRequest, "dataset" | "filter" | "ids">,
): Promise<SQL | undefined> {
  const filters = trajectoryFilters(loadTrajectoryListParams(new URLSearchParams(filter)));
  const scope = await searchSteps(db, filters.q, { isComplete: true });
  return and(
    matchesTrajectory({ ...filters, facets: { ...filters.facets, dataset: [dataset] } }),
    scope.matches,
    ids ? inArray(trajectories.id, [...ids]) : undefined,
  );
}

/** The query as it is kept: only filters, checked, without the dataset, in one order. Throws `invalid` for others. */
export function normalizeTrajectoryFilter(text: string): string {
  const params = readTrajectoryFilterText(text);
  params.delete("dataset");
  params.sort();
  return params.toString();
}
