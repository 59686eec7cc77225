import { defineRoute } from "#app/_request/define-route";
import { fail } from "#lib/errors";
import { findPredictionSet } from "#lib/predictions/queries";

export const GET = defineRoute<{ id: string }>("viewer", async (ctx, _request, { id }) => {
  return Response.json(
    (await findPredictionSet(ctx, id)) ?? fail("not_found", `No set of predictions has the id ${id}`),
  );
});
