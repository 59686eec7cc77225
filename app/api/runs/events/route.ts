import { defineRoute } from "#app/_request/define-route";
import { eventStream } from "#app/_request/event-stream";
import { loadBatchListParams } from "#lib/runs/filters";
import { watchOverview } from "#lib/runs/watch-overview";

/** A page of batches, how far they are, and the workers; the query chooses it as it does on the page. */
export const GET = defineRoute("viewer", async (ctx, request) => {
  const params = loadBatchListParams(new URL(request.url).searchParams);
  return eventStream(request, (signal) => watchOverview(ctx, params, signal));
});
