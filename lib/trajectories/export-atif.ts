import type { Ctx } from "#lib/auth/actor";
import { formatAtif } from "#lib/core/trajectory/format-atif";
import { loadTrajectory } from "#lib/trajectories/load-trajectory";

/**
 * Trajectories as JSON Lines, one in ATIF a line, in the order of the ids. Holds one at a time; those that are not there
 * any more are left out.
 */
export async function* streamAtif(ctx: Ctx, ids: AsyncIterable<number> | Iterable<number>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const id of ids) {
    const trajectory = await loadTrajectory(ctx, id);
    if (trajectory) yield encoder.encode(`${JSON.stringify(formatAtif(trajectory))}\n`);
  }
}
