import { z } from "zod";
import { defineRoute } from "#app/_request/define-route";
import type { Ctx } from "#lib/auth/actor";
import { AppError } from "#lib/errors";
import { exportContentTypes, exportTasks } from "#lib/exports/export-tasks";
import { toStream } from "#lib/exports/to-stream";
import { parseQuery } from "#lib/rest/parse-query";
import { readFilters, taskExportQuery } from "#lib/rest/task-schemas";
import { loadTaskViewParams } from "#lib/tasks/filters";

const idList = z
  .string()
  .regex(/^(\d+(,\d+)*)?$/)
  .transform((text) => (text === "" ? null : text.split(",").map(Number)));

/** Every task that matches. */
export const GET = defineRoute("viewer", async (ctx, request) => respond(ctx, request, null));

/** The tasks picked by hand, as a form posts them; with none picked, every task that matches. */
export const POST = defineRoute("viewer", async (ctx, request) => {
  const ids = idList.safeParse((await request.formData()).get("ids") ?? "");
  if (!ids.success) throw new AppError("invalid", "ids: task numbers with commas between them");
  return respond(ctx, request, ids.data);
});

async function respond(ctx: Ctx, request: Request, ids: readonly number[] | null): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const { format, sort, dir } = parseQuery(taskExportQuery, searchParams);
  const filters = { ...readFilters(searchParams), sort, dir };
  const { cols: columns } = loadTaskViewParams(searchParams);
  const body = toStream(exportTasks(ctx, { format, filters, ids, columns }));
  return new Response(body, {
    headers: {
      "content-type": exportContentTypes[format],
      "content-disposition": `attachment; filename="assay-tasks.${format}"`,
      "cache-control": "no-store",
    },
  });
}
