import { defineRoute } from "#app/_request/define-route";
import { regradeRequest } from "#lib/rest/batch-requests";
import { parseBody } from "#lib/rest/parse-body";
import { readUuid } from "#lib/rest/read-uuid";
import { regrade } from "#lib/runs/regrade";

export const POST = defineRoute<{ id: string }>("viewer", async (ctx, request, { id }) => {
  const { policy, isApplied } = await parseBody(regradeRequest, request);
  return Response.json(await regrade(ctx, { scope: { batchId: readUuid(id, "batch") }, policy, isApplied }));
});
