import { defineRoute } from "#app/_request/define-route";
import { parseQuery } from "#lib/rest/parse-query";
import { readTrajectoryFilters, trajectoryFilterQuery } from "#lib/rest/trajectory-schemas";
import { countTrajectories } from "#lib/trajectories/queries";

export const GET = defineRoute("viewer", async (ctx, request) => {
  const { searchParams } = new URL(request.url);
  parseQuery(trajectoryFilterQuery, searchParams);
  return Response.json(await countTrajectories(ctx, readTrajectoryFilters(searchParams), { exact: true }));
});
