import { defineRoute } from "#app/_request/define-route";
import { taskRangeKeys } from "#lib/core/task/list";
import { fail } from "#lib/errors";
import { parseQuery } from "#lib/rest/parse-query";
import { readFilters, taskFilterQuery } from "#lib/rest/task-schemas";
import { countTaskHistogram } from "#lib/tasks/facets";

export const GET = defineRoute<{ measure: string }>("viewer", async (ctx, request, { measure }) => {
  const key = taskRangeKeys.find((known) => known === measure) ?? fail("not_found", `There is no measure ${measure}`);
  const { searchParams } = new URL(request.url);
  parseQuery(taskFilterQuery, searchParams);
  return Response.json(await countTaskHistogram(ctx, readFilters(searchParams), key));
});
