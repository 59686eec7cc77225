import { defineRoute } from "#app/_request/define-route";
import { fail } from "#lib/errors";
import { parseQuery } from "#lib/rest/parse-query";
import { reportQuery } from "#lib/rest/prediction-schemas";
import { numberPattern } from "#lib/runs/cursor";
import { findInstanceReport } from "#lib/runs/evaluation-report";

/** The `report.json` that its harness would have written for a run. */
export const GET = defineRoute<{ id: string }>("viewer", async (ctx, request, { id }) => {
  const { version } = parseQuery(reportQuery, new URL(request.url).searchParams);
  if (!numberPattern.test(id)) fail("not_found", `No run has the id ${id}`);
  return Response.json(await findInstanceReport(ctx, { runId: Number(id), version }));
});
