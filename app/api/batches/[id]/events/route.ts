import { defineRoute } from "#app/_request/define-route";
import { eventStream } from "#app/_request/event-stream";
import { fail } from "#lib/errors";
import { loadBatchTaskParams } from "#lib/runs/filters";
import { findBatch } from "#lib/runs/queries";
import { watchBatch } from "#lib/runs/watch-batch";

/** How far a batch is and what changes on a page of its tasks, which the query chooses as it does on the batch's page. */
export const GET = defineRoute<{ id: string }>("viewer", async (ctx, request, { id }) => {
  if (!(await findBatch(ctx, id))) fail("not_found", "No such batch");
  const params = loadBatchTaskParams(new URL(request.url).searchParams);
  return eventStream(request, (signal) => watchBatch(ctx, id, params, signal));
});
