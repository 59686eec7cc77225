import { eq } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { isJsonObject, type JsonObject, parseJson } from "#lib/core/json";
import { trajectories, trajectoryTexts } from "#lib/db/schema";
import type { TrajectoryRow } from "#lib/trajectories/list-model";
import { trajectoryRowColumns } from "#lib/trajectories/pages";

/** What the REST API tells of one trajectory; its steps have routes of their own. */
export interface TrajectoryRecord extends TrajectoryRow {
  readonly finalPatch: string | null;
  readonly measures: JsonObject;
}

/** By its number as a URL writes it. Sub-agents are found too. */
export async function findTrajectoryRecord({ actor, db }: Ctx, id: string): Promise<TrajectoryRecord | undefined> {
  requireRole(actor, "viewer");
  if (!/^[1-9]\d{0,9}$/.test(id) || Number(id) > 2 ** 31 - 1) return undefined;
  const [found] = await db
    .select({
      row: trajectoryRowColumns,
      finalPatch: trajectoryTexts.finalPatch,
      measures: trajectoryTexts.measures,
    })
    .from(trajectories)
    .innerJoin(trajectoryTexts, eq(trajectoryTexts.trajectoryId, trajectories.id))
    .where(eq(trajectories.id, Number(id)));
  if (!found) return undefined;
  const measures = parseJson(found.measures);
  return { ...found.row, finalPatch: found.finalPatch, measures: isJsonObject(measures) ? measures : {} };
}
