import { createHash } from "node:crypto";
import { and, asc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { Prediction } from "#lib/core/prediction/model";
import type { Database } from "#lib/db/client";
import { trajectories, trajectoryTexts } from "#lib/db/schema";
import { fail } from "#lib/errors";
import type { ImportedSet } from "#lib/predictions/model";
import { importPredictions } from "#lib/predictions/mutations";
import type { RunOptions } from "#lib/runs/model";
import { requestEvaluation } from "#lib/runs/mutations";
import { type EvaluatedPatch, groupPatches, type PatchSet } from "#lib/trajectories/group-patches";

/** What was asked for one model's patches. */
export interface TrajectoryEvaluation {
  readonly set: ImportedSet;
  /** Null where there is nothing to run: every patch is empty, or of no task of the dataset. */
  readonly batchId: string | null;
}

/** All trajectories of a dataset. */
export function areOfDataset(dataset: string): SQL {
  return eq(trajectories.dataset, dataset);
}

/** The chosen trajectories by their ids. */
export function areTrajectories(ids: readonly number[]): SQL {
  return sql`${trajectories.id} = any(${sql.param([...ids])}::int[])`;
}

/**
 * Makes sets of predictions of the final patches of trajectories, one a model and run, and asks for their evaluation;
 * the verdicts follow when it is over. A further patch of the same model for the same task goes into a further set. The
 * same choice again evaluates the same sets again.
 */
export async function evaluateTrajectories(
  ctx: Ctx,
  chosen: SQL | undefined,
  options: RunOptions,
): Promise<readonly TrajectoryEvaluation[]> {
  requireRole(ctx.actor, "curator");
  const sets = groupPatches(await listPatches(ctx.db, chosen));
  if (sets.length === 0) fail("invalid", "None of these trajectories says what was handed in, so nothing can be run.");
  const evaluations: TrajectoryEvaluation[] = [];
  for (const set of sets) evaluations.push(await evaluateSet(ctx, set, options));
  return evaluations;
}

/** Sub-agents hand in nothing of their own. The patches themselves are read a set at a time. */
function listPatches(db: Database, chosen: SQL | undefined): Promise<EvaluatedPatch[]> {
  return db
    .select({
      id: trajectories.id,
      dataset: trajectories.dataset,
      instanceId: trajectories.instanceId,
      model: sql<string>`coalesce(nullif(${trajectories.model}, ''), nullif(${trajectories.scaffold}, ''), 'unknown')`,
      run: trajectories.run,
      patchHash: sql<string>`md5(${trajectoryTexts.finalPatch})`,
    })
    .from(trajectories)
    .innerJoin(trajectoryTexts, eq(trajectoryTexts.trajectoryId, trajectories.id))
    .where(and(chosen, isNull(trajectories.parentId), isNotNull(trajectoryTexts.finalPatch)))
    .orderBy(asc(trajectories.id));
}

async function evaluateSet(ctx: Ctx, set: PatchSet, options: RunOptions): Promise<TrajectoryEvaluation> {
  const { dataset, model, name } = set;
  const found = await loadPredictions(ctx.db, set);
  const fileHash = createHash("sha256")
    .update(JSON.stringify(["trajectories", name, found]))
    .digest("hex");
  const [imported] = await importPredictions(ctx, {
    dataset,
    name,
    model: model.slice(0, 200),
    fileName: "trajectories",
    fileHash,
    predictions: found,
    problems: [],
  });
  if (!imported) throw new Error("A set was imported and did not come back");
  const batchId =
    imported.runnable > 0 ? await requestEvaluation(ctx, { predictionSetId: imported.id, ids: null }, options) : null;
  return { set: imported, batchId };
}

async function loadPredictions(db: Database, { model, patches }: PatchSet): Promise<Prediction[]> {
  const rows = await db
    .select({ instanceId: trajectories.instanceId, patch: trajectoryTexts.finalPatch })
    .from(trajectories)
    .innerJoin(trajectoryTexts, eq(trajectoryTexts.trajectoryId, trajectories.id))
    .where(areTrajectories(patches.map(({ id }) => id)))
    .orderBy(asc(trajectories.instanceId));
  return rows.map((row) => ({ ...row, model }));
}
