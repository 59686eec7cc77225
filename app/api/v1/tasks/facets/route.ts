import { defineRoute } from "#app/_request/define-route";
import { parseQuery } from "#lib/rest/parse-query";
import { readFilters, taskFilterQuery } from "#lib/rest/task-schemas";
import { countTaskFacets } from "#lib/tasks/facets";

export const GET = defineRoute("viewer", async (ctx, request) => {
  const { searchParams } = new URL(request.url);
  parseQuery(taskFilterQuery, searchParams);
  return Response.json(await countTaskFacets(ctx, readFilters(searchParams)));
});
