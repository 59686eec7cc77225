import { and, desc, eq } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { Resolution } from "#lib/core/grading/model";
import { predictions, runs } from "#lib/db/schema";

/** A run of ours that graded the patch that an agent handed in. */
export interface PatchRun {
  readonly id: number;
  readonly resolution: Resolution | null;
  readonly failToPassStatuses: string | null;
  readonly passToPassStatuses: string | null;
}

/** The newest run that ended of this patch on this task, whoever asked for it. */
export async function findPatchRun(
  { actor, db }: Ctx,
  { taskId, finalPatch }: { readonly taskId: number | null; readonly finalPatch: string | null },
): Promise<PatchRun | undefined> {
  requireRole(actor, "viewer");
  if (taskId === null || !finalPatch) return undefined;
  const [run] = await db
    .select({
      id: runs.id,
      resolution: runs.resolution,
      failToPassStatuses: runs.failToPassStatuses,
      passToPassStatuses: runs.passToPassStatuses,
    })
    .from(runs)
    .innerJoin(predictions, eq(predictions.id, runs.predictionId))
    .where(and(eq(predictions.taskId, taskId), eq(predictions.patch, finalPatch), eq(runs.state, "finished")))
    .orderBy(desc(runs.id))
    .limit(1);
  return run;
}
