import { defineRoute } from "#app/_request/define-route";
import { fail } from "#lib/errors";
import { findPatchAt } from "#lib/trajectories/patch-at";
import { parseRowId } from "#lib/trajectories/row-id";

/** The working tree's diff as it stands after the step that `step` names. */
export const GET = defineRoute<{ id: string }>("viewer", async (ctx, request, { id }) => {
  const step = new URL(request.url).searchParams.get("step") ?? "";
  const found = await findPatchAt(ctx, parseRowId(id), parseRowId(step));
  return Response.json(found ?? fail("not_found", `Trajectory ${id} has no step ${step}`));
});
