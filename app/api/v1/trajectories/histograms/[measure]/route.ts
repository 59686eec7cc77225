import { defineRoute } from "#app/_request/define-route";
import { trajectoryRangeKeys } from "#lib/core/trajectory/list";
import { fail } from "#lib/errors";
import { parseQuery } from "#lib/rest/parse-query";
import { readTrajectoryFilters, trajectoryFilterQuery } from "#lib/rest/trajectory-schemas";
import { countTrajectoryHistogram } from "#lib/trajectories/facets";

export const GET = defineRoute<{ measure: string }>("viewer", async (ctx, request, { measure }) => {
  const key =
    trajectoryRangeKeys.find((known) => known === measure) ?? fail("not_found", `There is no measure ${measure}`);
  const { searchParams } = new URL(request.url);
  parseQuery(trajectoryFilterQuery, searchParams);
  return Response.json(await countTrajectoryHistogram(ctx, readTrajectoryFilters(searchParams), key));
});
