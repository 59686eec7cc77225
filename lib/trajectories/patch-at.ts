import { type Ctx, requireRole } from "#lib/auth/actor";
import { type PatchState, type PatchTimeline, patchAtStep } from "#lib/core/trajectory/patch-timeline";
import { replayEdits } from "#lib/core/trajectory/replay-edits";
import { loadTrajectory } from "#lib/trajectories/load-trajectory";
import { isRowId } from "#lib/trajectories/row-id";

/** What the working tree differs by after a step, and since which step it stands like that. */
export interface PatchAtStep extends PatchState {
  readonly asked: number;
}

interface Replayed {
  readonly steps: number;
  readonly timeline: PatchTimeline;
}

const keptReplays = 4;
/** Those looked at last: a reader goes through the steps of one, and a trajectory never changes. */
const replays = new Map<number, Promise<Replayed | undefined>>();

/** The working tree's diff as it stands after a step; undefined where there is no such step. */
export async function findPatchAt(ctx: Ctx, id: number, step: number): Promise<PatchAtStep | undefined> {
  requireRole(ctx.actor, "viewer");
  if (!isRowId(id) || !isRowId(step)) return undefined;
  const replayed = await replayOnce(ctx, id);
  if (!replayed || step > replayed.steps) return undefined;
  return { ...patchAtStep(replayed.timeline, step), asked: step };
}

function replayOnce(ctx: Ctx, id: number): Promise<Replayed | undefined> {
  const known = replays.get(id) ?? replay(ctx, id);
  replays.delete(id);
  replays.set(id, known);
  for (const [oldest] of replays) if (replays.size > keptReplays) replays.delete(oldest);
  known.then(
    (found) => found ?? replays.delete(id),
    () => replays.delete(id),
  );
  return known;
}

async function replay(ctx: Ctx, id: number): Promise<Replayed | undefined> {
  const trajectory = await loadTrajectory(ctx, id);
  return trajectory && { steps: trajectory.steps.length, timeline: replayEdits(trajectory) };
}
