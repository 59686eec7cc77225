import { defineRoute } from "#app/_request/define-route";
import { batchTaskRef } from "#lib/rest/batch-requests";
import { parseBody } from "#lib/rest/parse-body";
import { readUuid } from "#lib/rest/read-uuid";
import { cancelBatch } from "#lib/runs/mutations";

export const POST = defineRoute<{ id: string }>("curator", async (ctx, request, { id }) => {
  const { taskId } = await parseBody(batchTaskRef, request);
  return Response.json(await cancelBatch(ctx, { batchId: readUuid(id, "batch"), taskId }));
});
