import { defineRoute } from "#app/_request/define-route";
import { parseQuery } from "#lib/rest/parse-query";
import { readTrajectoryFilters, trajectoryFilterQuery } from "#lib/rest/trajectory-schemas";
import { countTrajectoryFacets } from "#lib/trajectories/facets";

export const GET = defineRoute("viewer", async (ctx, request) => {
  const { searchParams } = new URL(request.url);
  parseQuery(trajectoryFilterQuery, searchParams);
  return Response.json(await countTrajectoryFacets(ctx, readTrajectoryFilters(searchParams)));
});
