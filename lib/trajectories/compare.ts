import { and, asc, eq, isNull } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { TrajectoryMeasures } from "#lib/core/trajectory/measures";
import { taskTexts, trajectories, trajectoryTexts } from "#lib/db/schema";
import { type ComparedPatch, type ComparedTrajectory, mostRivals } from "#lib/trajectories/compare-model";
import { readStoredMeasures } from "#lib/trajectories/stored";

const compared = {
  id: trajectories.id,
  dataset: trajectories.dataset,
  instanceId: trajectories.instanceId,
  taskId: trajectories.taskId,
  run: trajectories.run,
  attempt: trajectories.attempt,
  scaffold: trajectories.scaffold,
  model: trajectories.model,
  exitStatus: trajectories.exitStatus,
  verdict: trajectories.verdict,
  flags: trajectories.flags,
  steps: trajectories.steps,
  turns: trajectories.turns,
  promptTokens: trajectories.promptTokens,
  completionTokens: trajectories.completionTokens,
  costUsd: trajectories.costUsd,
  durationSeconds: trajectories.durationSeconds,
};

export async function findCompared({ actor, db }: Ctx, id: number | null): Promise<ComparedTrajectory | undefined> {
  requireRole(actor, "viewer");
  if (id === null) return undefined;
  const [found] = await db.select(compared).from(trajectories).where(eq(trajectories.id, id));
  return found;
}

/** What was tried on the same task, without sub-agents; one more than the most where there are more. */
export async function listRivals(
  { actor, db }: Ctx,
  { dataset, instanceId }: Pick<ComparedTrajectory, "dataset" | "instanceId">,
): Promise<ComparedTrajectory[]> {
  requireRole(actor, "viewer");
  return db
    .select(compared)
    .from(trajectories)
    .where(
      and(eq(trajectories.dataset, dataset), eq(trajectories.instanceId, instanceId), isNull(trajectories.parentId)),
    )
    .orderBy(asc(trajectories.model), asc(trajectories.attempt), asc(trajectories.id))
    .limit(mostRivals + 1);
}

export async function findComparedPatch({ actor, db }: Ctx, id: number): Promise<ComparedPatch> {
  requireRole(actor, "viewer");
  const [found] = await db
    .select({ finalPatch: trajectoryTexts.finalPatch, goldPatch: taskTexts.patch })
    .from(trajectories)
    .innerJoin(trajectoryTexts, eq(trajectoryTexts.trajectoryId, trajectories.id))
    .leftJoin(taskTexts, eq(taskTexts.taskId, trajectories.taskId))
    .where(eq(trajectories.id, id));
  return found ?? { finalPatch: null, goldPatch: null };
}

export async function findMeasures({ actor, db }: Ctx, id: number): Promise<TrajectoryMeasures | undefined> {
  requireRole(actor, "viewer");
  const [found] = await db
    .select({ measures: trajectoryTexts.measures })
    .from(trajectoryTexts)
    .where(eq(trajectoryTexts.trajectoryId, id));
  return found && readStoredMeasures(found.measures);
}
