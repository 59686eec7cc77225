import { defineRoute } from "#app/_request/define-route";
import { listPredictionSets } from "#lib/predictions/queries";
import { parseQuery } from "#lib/rest/parse-query";
import { predictionSetListQuery } from "#lib/rest/prediction-schemas";

export const GET = defineRoute("viewer", async (ctx, request) => {
  const { limit, cursor = null } = parseQuery(predictionSetListQuery, new URL(request.url).searchParams);
  const { items, nextCursor } = await listPredictionSets(ctx, { cursor }, limit);
  return Response.json({ items, nextCursor });
});
