import { defineRoute } from "#app/_request/define-route";
import { fail } from "#lib/errors";
import { parseRowId } from "#lib/trajectories/row-id";
import { findStep } from "#lib/trajectories/steps";

/** A step with all that is known of it. */
export const GET = defineRoute<{ id: string; number: string }>("viewer", async (ctx, _request, { id, number }) => {
  const step = await findStep(ctx, parseRowId(id), parseRowId(number));
  return Response.json(step ?? fail("not_found", `Trajectory ${id} has no step ${number}`));
});
