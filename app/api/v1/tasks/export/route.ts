import { defineRoute } from "#app/_request/define-route";
import { download } from "#app/_request/download";
import type { Ctx } from "#lib/auth/actor";
import { exportContentTypes, exportTasks } from "#lib/exports/export-tasks";
import { toStream } from "#lib/exports/to-stream";
import { parseQuery } from "#lib/rest/parse-query";
import { readIds } from "#lib/rest/read-ids";
import { readFilters, taskExportQuery } from "#lib/rest/task-schemas";
import { loadTaskViewParams } from "#lib/tasks/filters";

/** Every task that matches. */
export const GET = defineRoute("viewer", async (ctx, request) => respond(ctx, request, null));

/** The tasks picked by hand, as a form posts them; with none picked, every task that matches. */
export const POST = defineRoute("viewer", async (ctx, request) =>
  respond(ctx, request, readIds(await request.formData())),
);

function respond(ctx: Ctx, request: Request, ids: readonly number[] | null): Response {
  const { searchParams } = new URL(request.url);
  const { format, sort, dir } = parseQuery(taskExportQuery, searchParams);
  const filters = { ...readFilters(searchParams), sort, dir };
  const { cols: columns } = loadTaskViewParams(searchParams);
  const body = toStream(exportTasks(ctx, { format, filters, ids, columns }));
  return download(body, exportContentTypes[format], `assay-tasks.${format}`);
}
