import { and, count, desc, eq, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { trajectories } from "#lib/db/schema";
import { isListed } from "#lib/trajectories/conditions";
import type { TrajectoryRow } from "#lib/trajectories/list-model";
import { trajectoryRowColumns } from "#lib/trajectories/pages";

/** What one model's attempts at a task came to. */
export interface ModelRate {
  readonly model: string | null;
  readonly attempts: number;
  readonly resolved: number;
  /** Those whose final patch was graded; the rate is of them. */
  readonly graded: number;
}

export interface TaskTrajectories {
  /** The most attempts first. */
  readonly models: readonly ModelRate[];
  /** By model, then attempt by attempt. */
  readonly attempts: readonly TrajectoryRow[];
  /** False where there are more attempts than are given. */
  readonly isWhole: boolean;
}

export const shownAttempts = 200;

/** What agents did on a task, and how often each model solved it. */
export async function findTaskTrajectories({ actor, db }: Ctx, taskId: number): Promise<TaskTrajectories> {
  requireRole(actor, "viewer");
  const ofTask = and(isListed, eq(trajectories.taskId, taskId));
  const [models, attempts] = await Promise.all([
    db
      .select({
        model: trajectories.model,
        attempts: count(),
        resolved: sql<number>`(count(*) filter (where ${trajectories.verdict} = 'resolved'))::int`,
        graded: sql<number>`(count(*) filter (where ${trajectories.verdict} in ('resolved', 'unresolved')))::int`,
      })
      .from(trajectories)
      .where(ofTask)
      .groupBy(trajectories.model)
      .orderBy(desc(count()), trajectories.model),
    db
      .select(trajectoryRowColumns)
      .from(trajectories)
      .where(ofTask)
      .orderBy(trajectories.model, trajectories.run, trajectories.attempt, trajectories.id)
      .limit(shownAttempts + 1),
  ]);
  return { models, attempts: attempts.slice(0, shownAttempts), isWhole: attempts.length <= shownAttempts };
}
