import { defineRoute } from "#app/_request/define-route";
import { parseQuery } from "#lib/rest/parse-query";
import { reportQuery } from "#lib/rest/prediction-schemas";
import { readUuid } from "#lib/rest/read-uuid";
import { findReportedBatch, reportEvaluation } from "#lib/runs/evaluation-report";
import { folderName } from "#lib/runs/folder-name";

/** The summary of an evaluation as its harness would have written it. */
export const GET = defineRoute<{ id: string }>("viewer", async (ctx, request, { id }) => {
  const { version } = parseQuery(reportQuery, new URL(request.url).searchParams);
  const { id: batchId, model } = await findReportedBatch(ctx, readUuid(id, "batch"));
  const report = await reportEvaluation(ctx, { batchId, version });
  return new Response(`${JSON.stringify(report, null, 4)}\n`, {
    headers: {
      "content-type": "application/json",
      "content-disposition": `attachment; filename="${folderName(model)}.${batchId}.json"`,
    },
  });
});
