import { defineRoute } from "#app/_request/define-route";
import { fail } from "#lib/errors";
import { parseRowId } from "#lib/trajectories/row-id";
import { findStepText } from "#lib/trajectories/steps";

/** A text of a step, whole: what `path` names, as the cuts of a folded step do. */
export const GET = defineRoute<{ id: string; number: string }>("viewer", async (ctx, request, { id, number }) => {
  const path = new URL(request.url).searchParams.get("path") ?? "";
  const text = await findStepText(ctx, parseRowId(id), parseRowId(number), path);
  return new Response(text ?? fail("not_found", `Step ${number} of trajectory ${id} has no text ${path}`), {
    headers: { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" },
  });
});
