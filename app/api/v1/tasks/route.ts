import { defineRoute } from "#app/_request/define-route";
import { fail } from "#lib/errors";
import { parseQuery } from "#lib/rest/parse-query";
import { readFilters, taskListQuery } from "#lib/rest/task-schemas";
import { parseTaskCursor } from "#lib/tasks/cursor";
import { listTasks } from "#lib/tasks/queries";

export const GET = defineRoute("viewer", async (ctx, request) => {
  const { searchParams } = new URL(request.url);
  const { sort, dir, limit, cursor = null } = parseQuery(taskListQuery, searchParams);
  if (cursor && !parseTaskCursor(cursor, { sort, dir }))
    fail("invalid", "cursor: not a cursor of a list in this order");
  const { items, nextCursor, total } = await listTasks(ctx, { ...readFilters(searchParams), sort, dir, limit, cursor });
  return Response.json({ items, nextCursor, total });
});
