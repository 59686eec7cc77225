import { defineRoute } from "#app/_request/define-route";
import { importPredictions } from "#lib/predictions/mutations";
import { previewPredictions } from "#lib/predictions/preview";
import { receivePredictions } from "#lib/predictions/receive-file";
import { parseQuery } from "#lib/rest/parse-query";
import { predictionUploadQuery } from "#lib/rest/prediction-schemas";

/** The body is the file of predictions itself. */
export const POST = defineRoute("curator", async (ctx, request) => {
  const { fileName, dryRun, ...options } = parseQuery(predictionUploadQuery, new URL(request.url).searchParams);
  const read = await receivePredictions(request.body, fileName);
  const input = { ...options, ...read };
  const sets = dryRun ? await previewPredictions(ctx, input) : await importPredictions(ctx, input);
  return Response.json({ sets, problems: read.problems }, { status: dryRun ? 200 : 201 });
});
