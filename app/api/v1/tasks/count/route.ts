import { defineRoute } from "#app/_request/define-route";
import { parseQuery } from "#lib/rest/parse-query";
import { readFilters, taskFilterQuery } from "#lib/rest/task-schemas";
import { countTasks } from "#lib/tasks/queries";

export const GET = defineRoute("viewer", async (ctx, request) => {
  const { searchParams } = new URL(request.url);
  parseQuery(taskFilterQuery, searchParams);
  return Response.json(await countTasks(ctx, readFilters(searchParams), { exact: true }));
});
