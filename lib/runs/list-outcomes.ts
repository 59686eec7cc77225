import { and, asc, eq, gt, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { FailureClass, Resolution } from "#lib/core/grading/model";
import type { BatchTaskOutcome, WorkState } from "#lib/core/run/model";
import { batchTasks, tasks } from "#lib/db/schema";
import { selectStanding } from "#lib/runs/standing-runs";

const tasksPerStep = 500;

/** What became of a task of a batch. */
export interface TaskOutcome {
  readonly taskId: number;
  readonly instanceId: string;
  readonly state: WorkState;
  readonly outcome: BatchTaskOutcome | null;
  /** Of the model's patch, in an evaluation. */
  readonly resolution: Resolution | null;
  readonly stage: string | null;
  readonly failureClass: FailureClass | null;
  readonly reason: string | null;
}

/** Every task of a batch in the order it was taken in, some hundred at a time. */
export async function* listOutcomes({ actor, db }: Ctx, batchId: string): AsyncGenerator<readonly TaskOutcome[]> {
  requireRole(actor, "viewer");
  for (let after = 0; ; ) {
    const standing = selectStanding(db, batchId, after).as("standing");
    const step = await db
      .select({
        taskId: batchTasks.taskId,
        instanceId: tasks.instanceId,
        state: batchTasks.state,
        outcome: batchTasks.outcome,
        resolution: sql<Resolution | null>`${standing.resolution}`,
        stage: batchTasks.stage,
        failureClass: batchTasks.failureClass,
        reason: batchTasks.reason,
      })
      .from(batchTasks)
      .innerJoin(tasks, eq(tasks.id, batchTasks.taskId))
      .leftJoin(standing, eq(standing.taskId, batchTasks.taskId))
      .where(and(eq(batchTasks.batchId, batchId), gt(batchTasks.taskId, after)))
      .orderBy(asc(batchTasks.taskId))
      .limit(tasksPerStep);
    if (step.length === 0) return;
    yield step;
    after = step.at(-1)?.taskId ?? after;
  }
}
