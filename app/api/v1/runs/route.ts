import { defineRoute } from "#app/_request/define-route";
import { parseQuery } from "#lib/rest/parse-query";
import { runListQuery } from "#lib/rest/run-schemas";
import { listRuns } from "#lib/runs/queries";

export const GET = defineRoute("viewer", async (ctx, request) => {
  const query = parseQuery(runListQuery, new URL(request.url).searchParams);
  const { batch: batchId = null, task: taskId = null, state = null, kind = null, cursor = null, limit } = query;
  const { items, nextCursor } = await listRuns(ctx, { batchId, taskId, state, kind, cursor }, limit);
  return Response.json({ items, nextCursor });
});
