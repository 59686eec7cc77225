import { defineRoute } from "#app/_request/define-route";
import { download } from "#app/_request/download";
import type { Ctx } from "#lib/auth/actor";
import { exportTrajectories, trajectoryExportContentTypes } from "#lib/exports/export-trajectories";
import { toStream } from "#lib/exports/to-stream";
import { parseQuery } from "#lib/rest/parse-query";
import { readIds } from "#lib/rest/read-ids";
import { readTrajectoryFilters, trajectoryExportQuery } from "#lib/rest/trajectory-schemas";
import { loadTrajectoryViewParams } from "#lib/trajectories/filters";

/** Every trajectory that matches. */
export const GET = defineRoute("viewer", async (ctx, request) => respond(ctx, request, null));

/** The trajectories picked by hand, as a form posts them; with none picked, every one that matches. */
export const POST = defineRoute("viewer", async (ctx, request) =>
  respond(ctx, request, readIds(await request.formData())),
);

function respond(ctx: Ctx, request: Request, ids: readonly number[] | null): Response {
  const { searchParams } = new URL(request.url);
  const { format, sort, dir } = parseQuery(trajectoryExportQuery, searchParams);
  const filters = { ...readTrajectoryFilters(searchParams), sort, dir };
  const { cols: columns } = loadTrajectoryViewParams(searchParams);
  const body = toStream(exportTrajectories(ctx, { format, filters, ids, columns }));
  return download(body, trajectoryExportContentTypes[format], `assay-trajectories.${format}`);
}
