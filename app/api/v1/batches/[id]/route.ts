import { defineRoute } from "#app/_request/define-route";
import { fail } from "#lib/errors";
import { measureProgress } from "#lib/runs/progress";
import { findBatch } from "#lib/runs/queries";

export const GET = defineRoute<{ id: string }>("viewer", async (ctx, _request, { id }) => {
  const batch = (await findBatch(ctx, id)) ?? fail("not_found", `No batch has the id ${id}`);
  const progress = (await measureProgress(ctx, [batch.id])).get(batch.id);
  return Response.json({ ...batch, progress });
});
