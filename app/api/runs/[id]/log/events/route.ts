import { defineRoute } from "#app/_request/define-route";
import { eventStream } from "#app/_request/event-stream";
import { fail } from "#lib/errors";
import { followRunLog } from "#lib/runs/log";
import { findRun, parseRunId } from "#lib/runs/queries";

/** The text of a log as it comes. Goes on after the position of `Last-Event-ID` or `after`; `tail` begins that many bytes before the end. */
export const GET = defineRoute<{ id: string }>("viewer", async (ctx, request, { id }) => {
  const runId = parseRunId(id);
  if (!(await findRun(ctx, runId))) fail("not_found", `No run has the id ${id}`);
  const { searchParams } = new URL(request.url);
  const after = readPosition(request.headers.get("last-event-id")) ?? readPosition(searchParams.get("after"));
  const place = { after, tailBytes: readPosition(searchParams.get("tail")) };
  return eventStream(
    request,
    (signal) => followRunLog(ctx, runId, place, signal),
    (event) => ("position" in event ? event.position : null),
  );
});

function readPosition(text: string | null): number | null {
  return text && /^\d{1,12}$/.test(text) ? Number(text) : null;
}
