import { z } from "zod";
import { defineRoute } from "#app/_request/define-route";
import { fail } from "#lib/errors";
import { parseRowId } from "#lib/trajectories/row-id";
import { listFoldedSteps, mostSteps } from "#lib/trajectories/steps";

const range = z.object({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) });

/** Steps of a trajectory, long texts cut; at most so many at once. */
export const GET = defineRoute<{ id: string }>("viewer", async (ctx, request, { id }) => {
  const asked = range.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) {
    return fail("invalid", `Give from and to as whole numbers from 1 on; at most ${mostSteps} steps come at once.`);
  }
  const { from, to } = asked.data;
  return Response.json({ steps: await listFoldedSteps(ctx, parseRowId(id), from, to) });
});
