import { and, asc, desc, eq, type SQL } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { Resolution } from "#lib/core/grading/model";
import type { RunKind } from "#lib/core/run/model";
import { buildTestMatrix, type RunTestColumns, type TestLists, type TestMatrix } from "#lib/core/run/test-matrix";
import type { Database } from "#lib/db/client";
import { predictionSets, predictions, runBatches, runs, runTests } from "#lib/db/schema";
import { kindRank } from "#lib/runs/kind-rank";

/** What heads a column of the matrix. */
export interface MatrixRun {
  readonly id: number;
  readonly kind: RunKind;
  readonly repeat: number;
  readonly model: string | null;
  readonly resolution: Resolution | null;
}

/** The tests of a task in the runs of its newest validation and in the newest run of each model's patch. */
export interface TaskMatrix {
  /** In the order of the columns. */
  readonly runs: readonly MatrixRun[];
  readonly matrix: TestMatrix;
  /** Whether there are model patches that have no column. */
  readonly hasMoreModels: boolean;
}

const mostModels = 30;

/** The newest validation is the newest one in which a run of the task came to its end. */
export async function findTaskMatrix({ actor, db }: Ctx, taskId: number, lists: TestLists): Promise<TaskMatrix> {
  requireRole(actor, "viewer");
  const [validation, models] = await Promise.all([listValidationRuns(db, taskId), listModelRuns(db, taskId)]);
  const shown = [...validation, ...models.slice(0, mostModels)];
  const tests = shown.map((run) => run.tests ?? { names: [], statuses: "", lines: [] });
  return {
    runs: shown.map(({ tests: _, ...run }) => run),
    matrix: buildTestMatrix(tests, lists),
    hasMoreModels: models.length > mostModels,
  };
}

type FoundRun = MatrixRun & { readonly tests: RunTestColumns | null };

async function listValidationRuns(db: Database, taskId: number): Promise<FoundRun[]> {
  const [newest] = await db
    .select({ id: runBatches.id })
    .from(runs)
    .innerJoin(runBatches, eq(runBatches.id, runs.batchId))
    .where(and(isFinished(taskId), eq(runBatches.kind, "validation")))
    .orderBy(desc(runBatches.createdAt), desc(runBatches.id))
    .limit(1);
  if (!newest) return [];
  return selectRuns(db, and(isFinished(taskId), eq(runs.batchId, newest.id))).orderBy(
    asc(kindRank),
    asc(runs.repeat),
    asc(runs.id),
  );
}

/** The newest models first; one more than is shown, to know whether there are more. */
async function listModelRuns(db: Database, taskId: number): Promise<FoundRun[]> {
  const newest = db
    .selectDistinctOn([runs.predictionId], { id: runs.id })
    .from(runs)
    .where(and(isFinished(taskId), eq(runs.kind, "model")))
    .orderBy(asc(runs.predictionId), desc(runs.id))
    .as("newest");
  return selectRuns(db, undefined)
    .innerJoin(newest, eq(newest.id, runs.id))
    .orderBy(desc(runs.id))
    .limit(mostModels + 1);
}

function isFinished(taskId: number): SQL | undefined {
  return and(eq(runs.taskId, taskId), eq(runs.state, "finished"));
}

function selectRuns(db: Database, where: SQL | undefined) {
  return db
    .select({
      id: runs.id,
      kind: runs.kind,
      repeat: runs.repeat,
      model: predictionSets.model,
      resolution: runs.resolution,
      tests: { names: runTests.names, statuses: runTests.statuses, lines: runTests.lines },
    })
    .from(runs)
    .leftJoin(runTests, eq(runTests.runId, runs.id))
    .leftJoin(predictions, eq(predictions.id, runs.predictionId))
    .leftJoin(predictionSets, eq(predictionSets.id, predictions.setId))
    .where(where)
    .$dynamic();
}
