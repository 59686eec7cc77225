import { eq, type SQLWrapper, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { tasks } from "#lib/db/schema";

/** The rows of Table 2 of the Skywork-SWE paper, for one dataset; means per task, not rounded. */
export interface DatasetStats {
  readonly dataset: string;
  readonly instances: number;
  readonly repositories: number;
  readonly means: TaskMeans;
  /** How many tasks have hints; their words are a mean over all tasks, as the others are. */
  readonly tasksWithHints: number;
}

export interface TaskMeans {
  readonly issueWords: number;
  readonly hintsWords: number;
  readonly patchFiles: number;
  readonly patchFunctions: number;
  readonly patchHunks: number;
  readonly patchLines: number;
  readonly testPatchFiles: number;
  readonly testPatchLines: number;
  readonly failToPass: number;
  readonly passToPass: number;
  readonly tests: number;
}

/** Undefined where the dataset has no tasks. */
export async function findDatasetStats({ actor, db }: Ctx, dataset: string): Promise<DatasetStats | undefined> {
  requireRole(actor, "viewer");
  const [row] = await db
    .select({
      instances: sql<number>`count(*)::int`,
      repositories: sql<number>`count(distinct ${tasks.repo})::int`,
      issueWords: mean(tasks.issueWords),
      hintsWords: mean(tasks.hintsWords),
      patchFiles: mean(tasks.patchFiles),
      patchFunctions: mean(tasks.patchFunctions),
      patchHunks: mean(tasks.patchHunks),
      patchLines: mean(tasks.patchLines),
      testPatchFiles: mean(tasks.testPatchFiles),
      testPatchLines: mean(tasks.testPatchLines),
      failToPass: mean(tasks.failToPass),
      passToPass: mean(tasks.passToPass),
      tests: mean(sql`${tasks.failToPass} + ${tasks.passToPass}`),
      tasksWithHints: sql<number>`(count(*) filter (where ${tasks.hintsWords} > 0))::int`,
    })
    .from(tasks)
    .where(eq(tasks.dataset, dataset));
  if (!row || row.instances === 0) return undefined;
  const { instances, repositories, tasksWithHints, ...means } = row;
  return { dataset, instances, repositories, tasksWithHints, means };
}

function mean(value: SQLWrapper) {
  return sql<number>`avg(${value})::float8`;
}
