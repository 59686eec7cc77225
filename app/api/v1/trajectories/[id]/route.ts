import { defineRoute } from "#app/_request/define-route";
import { fail } from "#lib/errors";
import { findTrajectoryRecord } from "#lib/trajectories/find-record";

export const GET = defineRoute<{ id: string }>("viewer", async (ctx, _request, { id }) => {
  const found = (await findTrajectoryRecord(ctx, id)) ?? fail("not_found", `No trajectory has the id ${id}`);
  return Response.json(found);
});
