import { defineRoute } from "#app/_request/define-route";
import { fail } from "#lib/errors";
import { findTrajectory } from "#lib/trajectories/detail";
import { nameFile } from "#lib/trajectories/name-file";
import { readRecord } from "#lib/trajectories/record";
import { parseRowId } from "#lib/trajectories/row-id";

/** The JSON that a trajectory was read from, byte for byte. */
export const GET = defineRoute<{ id: string }>("viewer", async (ctx, _request, { id }) => {
  const missing = () => fail("not_found", `No trajectory has the id ${id}`);
  const found = (await findTrajectory(ctx, parseRowId(id))) ?? missing();
  return new Response((await readRecord(ctx, found.id)) ?? missing(), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="${nameFile(found, "json")}"`,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
});
