import { defineRoute } from "#app/_request/define-route";
import { batchRequest } from "#lib/rest/batch-requests";
import { parseBody } from "#lib/rest/parse-body";
import { parseQuery } from "#lib/rest/parse-query";
import { readFilterText } from "#lib/rest/read-filter-text";
import { batchListQuery } from "#lib/rest/run-schemas";
import { readFilters } from "#lib/rest/task-schemas";
import { requestEvaluation, requestValidation } from "#lib/runs/mutations";
import { listBatches } from "#lib/runs/queries";

export const GET = defineRoute("viewer", async (ctx, request) => {
  const query = parseQuery(batchListQuery, new URL(request.url).searchParams);
  const { kind = null, state = null, cursor = null, limit } = query;
  const { items, nextCursor } = await listBatches(ctx, { kind, state, cursor }, limit);
  return Response.json({ items, nextCursor });
});

export const POST = defineRoute("curator", async (ctx, request) => {
  const body = await parseBody(batchRequest, request);
  const ids = body.taskIds ?? null;
  if (body.kind === "evaluation") {
    const { predictionSetId, kind: _, taskIds: __, ...options } = body;
    return Response.json({ id: await requestEvaluation(ctx, { predictionSetId, ids }, options) }, { status: 201 });
  }
  const { filter = "", kind: _, taskIds: __, ...options } = body;
  const params = readFilterText(filter);
  const choice = { filters: readFilters(params), ids, query: params.toString() };
  return Response.json({ id: await requestValidation(ctx, choice, options) }, { status: 201 });
});
