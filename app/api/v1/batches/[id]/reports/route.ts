import { defineRoute } from "#app/_request/define-route";
import { toStream } from "#lib/exports/to-stream";
import { parseQuery } from "#lib/rest/parse-query";
import { reportQuery } from "#lib/rest/prediction-schemas";
import { readUuid } from "#lib/rest/read-uuid";
import { findReportedBatch, streamInstanceReports } from "#lib/runs/evaluation-report";
import { folderName } from "#lib/runs/folder-name";

/** The `report.json` of every completed instance, one a line. */
export const GET = defineRoute<{ id: string }>("viewer", async (ctx, request, { id }) => {
  const { version } = parseQuery(reportQuery, new URL(request.url).searchParams);
  const { id: batchId, model } = await findReportedBatch(ctx, readUuid(id, "batch"));
  return new Response(toStream(streamInstanceReports(ctx, { batchId, version })), {
    headers: {
      "content-type": "application/x-ndjson; charset=utf-8",
      "content-disposition": `attachment; filename="${folderName(model)}.${batchId}.reports.jsonl"`,
      "cache-control": "no-store",
    },
  });
});
