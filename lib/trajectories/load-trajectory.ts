import { asc, eq, type SQL } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { Step, Trajectory } from "#lib/core/trajectory/model";
import type { Queryable } from "#lib/db/client";
import { trajectories, trajectorySteps, trajectoryTexts } from "#lib/db/schema";
import { isRowId } from "#lib/trajectories/row-id";
import { readStoredHead, readStoredStep } from "#lib/trajectories/stored";

/**
 * A trajectory as it was read at its import, its sub-agents' own ones inside it. What only the import knew, the name of
 * the task and of the model, stands where the source said nothing.
 */
export async function loadTrajectory({ actor, db }: Ctx, id: number): Promise<Trajectory | undefined> {
  requireRole(actor, "viewer");
  if (!isRowId(id)) return undefined;
  // One snapshot: an import that writes a trajectory anew meanwhile must not part its steps from its head.
  return db.transaction(
    async (tx) => {
      const [loaded] = await loadWhere(tx, eq(trajectories.id, id));
      return loaded && { ...loaded.trajectory, instanceId: loaded.trajectory.instanceId ?? loaded.instanceId };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

interface Loaded {
  readonly instanceId: string;
  readonly trajectory: Trajectory;
}

async function loadWhere(db: Queryable, where: SQL): Promise<Loaded[]> {
  const rows = await db
    .select({
      id: trajectories.id,
      instanceId: trajectories.instanceId,
      model: trajectories.model,
      head: trajectoryTexts.head,
    })
    .from(trajectories)
    .innerJoin(trajectoryTexts, eq(trajectoryTexts.trajectoryId, trajectories.id))
    .where(where)
    .orderBy(asc(trajectories.id));
  const loaded: Loaded[] = [];
  for (const { id, instanceId, model, head } of rows) {
    const stored = readStoredHead(head);
    const subagents = await loadWhere(db, eq(trajectories.parentId, id));
    loaded.push({
      instanceId,
      trajectory: {
        ...stored,
        agent: { ...stored.agent, model: stored.agent.model ?? model },
        steps: await loadSteps(db, id),
        subagents: subagents.map(({ trajectory }) => trajectory),
      },
    });
  }
  return loaded;
}

async function loadSteps(db: Queryable, id: number): Promise<Step[]> {
  const rows = await db
    .select({ body: trajectorySteps.body })
    .from(trajectorySteps)
    .where(eq(trajectorySteps.trajectoryId, id))
    .orderBy(asc(trajectorySteps.number));
  return rows.map(({ body }) => readStoredStep(body));
}
