import { and, desc, eq } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { buildTestMatrix, type TestLists } from "#lib/core/run/test-matrix";
import type { Database } from "#lib/db/client";
import { predictions, runs, runTests, trajectories, trajectoryTexts } from "#lib/db/schema";
import type { TaskMatrix } from "#lib/runs/task-matrix";
import type { ComparedTrajectory } from "#lib/trajectories/compare-model";

export interface ComparedMatrix extends TaskMatrix {
  /** Both sides handed in the same patch, so that one run stands for both. */
  readonly isOneRun: boolean;
}

/** The tests of a task in our newest runs of two trajectories' final patches; a side whose patch nobody ran has no column, and equal patches have one for both. */
export async function findComparedMatrix(
  { actor, db }: Ctx,
  sides: readonly [left: ComparedTrajectory, right: ComparedTrajectory],
  lists: TestLists,
): Promise<ComparedMatrix> {
  requireRole(actor, "viewer");
  const [left, right] = sides;
  const [ours, theirs] = await Promise.all([findPatchRun(db, left.id), findPatchRun(db, right.id)]);
  const isOneRun = ours !== undefined && ours.id === theirs?.id;
  const shown = [
    ours ? [{ ...ours, model: `${isOneRun ? "both" : "left"}: ${left.model ?? "model"}` }] : [],
    theirs && !isOneRun ? [{ ...theirs, model: `right: ${right.model ?? "model"}` }] : [],
  ].flat();
  return {
    runs: shown.map(({ tests: _, ...run }) => run),
    matrix: buildTestMatrix(
      shown.map(({ tests }) => tests ?? { names: [], statuses: "", lines: [] }),
      lists,
    ),
    hasMoreModels: false,
    isOneRun,
  };
}

/** The newest run that ended of this patch on this task, whoever asked for it. */
async function findPatchRun(db: Database, trajectoryId: number) {
  const [run] = await db
    .select({
      id: runs.id,
      kind: runs.kind,
      repeat: runs.repeat,
      resolution: runs.resolution,
      tests: { names: runTests.names, statuses: runTests.statuses, lines: runTests.lines },
    })
    .from(trajectories)
    .innerJoin(trajectoryTexts, eq(trajectoryTexts.trajectoryId, trajectories.id))
    .innerJoin(
      predictions,
      and(eq(predictions.taskId, trajectories.taskId), eq(predictions.patch, trajectoryTexts.finalPatch)),
    )
    .innerJoin(runs, and(eq(runs.predictionId, predictions.id), eq(runs.state, "finished")))
    .leftJoin(runTests, eq(runTests.runId, runs.id))
    .where(eq(trajectories.id, trajectoryId))
    .orderBy(desc(runs.id))
    .limit(1);
  return run;
}
