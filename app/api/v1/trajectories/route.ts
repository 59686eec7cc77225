import { defineRoute } from "#app/_request/define-route";
import { fail } from "#lib/errors";
import { parseQuery } from "#lib/rest/parse-query";
import { readTrajectoryFilters, trajectoryListQuery } from "#lib/rest/trajectory-schemas";
import { parseTrajectoryCursor } from "#lib/trajectories/cursor";
import { listTrajectories } from "#lib/trajectories/queries";

export const GET = defineRoute("viewer", async (ctx, request) => {
  const { searchParams } = new URL(request.url);
  const { sort, dir, limit, cursor = null } = parseQuery(trajectoryListQuery, searchParams);
  if (cursor && !parseTrajectoryCursor(cursor, { sort, dir }))
    fail("invalid", "cursor: not a cursor of a list in this order");
  const filters = readTrajectoryFilters(searchParams);
  const { items, nextCursor, total } = await listTrajectories(ctx, { ...filters, sort, dir, limit, cursor });
  return Response.json({ items, nextCursor, total });
});
