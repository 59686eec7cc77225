import { and, asc, eq, isNull } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { trajectories, trajectoryRecords } from "#lib/db/schema";
import { isListed } from "#lib/trajectories/conditions";

export interface UnknownTasks {
  /** The first of them. */
  readonly instanceIds: readonly string[];
  readonly isWhole: boolean;
}

const mostListed = 100;

/** The tasks that trajectories of an import speak of and that their dataset does not have. */
export async function listUnknownTasks({ actor, db }: Ctx, importId: string): Promise<UnknownTasks> {
  requireRole(actor, "viewer");
  const rows = await db
    .selectDistinct({ instanceId: trajectories.instanceId })
    .from(trajectories)
    .innerJoin(trajectoryRecords, eq(trajectoryRecords.id, trajectories.recordId))
    .where(and(eq(trajectoryRecords.importId, importId), isNull(trajectories.taskId), isListed))
    .orderBy(asc(trajectories.instanceId))
    .limit(mostListed + 1);
  const instanceIds = rows.map(({ instanceId }) => instanceId);
  return { instanceIds: instanceIds.slice(0, mostListed), isWhole: instanceIds.length <= mostListed };
}
