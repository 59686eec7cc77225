import { defineRoute } from "#app/_request/define-route";
import { fail } from "#lib/errors";
import { toStream } from "#lib/exports/to-stream";
import { findImport, streamRejects } from "#lib/imports/queries";

/** Every rejected record with its reason, as JSONL: mend them and import the `record`s again. */
export const GET = defineRoute<{ id: string }>("viewer", async (ctx, _request, { id }) => {
  if (!(await findImport(ctx, id))) fail("not_found", "No such import");
  return new Response(toStream(streamRejects(ctx, id)), {
    headers: {
      "content-type": "application/x-ndjson; charset=utf-8",
      "content-disposition": `attachment; filename="rejects-${id}.jsonl"`,
    },
  });
});
