import { defineRoute } from "#app/_request/define-route";
import { formatAtif } from "#lib/core/trajectory/format-atif";
import { fail } from "#lib/errors";
import { loadTrajectory } from "#lib/trajectories/load-trajectory";
import { nameFile } from "#lib/trajectories/name-file";
import { parseRowId } from "#lib/trajectories/row-id";

/** A trajectory in the Agent Trajectory Interchange Format, its sub-agents' own ones embedded. */
export const GET = defineRoute<{ id: string }>("viewer", async (ctx, _request, { id }) => {
  const trajectory = (await loadTrajectory(ctx, parseRowId(id))) ?? fail("not_found", `No trajectory has the id ${id}`);
  const name = nameFile({ id: Number(id), instanceId: trajectory.instanceId ?? "" }, "atif.json");
  return Response.json(formatAtif(trajectory), {
    headers: {
      "content-disposition": `attachment; filename="${name}"`,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
});
