import type { TrajectoryFlag, TrajectoryVerdict } from "#lib/core/trajectory/list";

/** What the comparison says of a trajectory at its head; narrow. */
export interface ComparedTrajectory {
  readonly id: number;
  readonly dataset: string;
  readonly instanceId: string;
  readonly taskId: number | null;
  readonly run: string | null;
  readonly attempt: number | null;
  readonly scaffold: string | null;
  readonly model: string | null;
  readonly exitStatus: string | null;
  readonly verdict: TrajectoryVerdict | null;
  readonly flags: readonly TrajectoryFlag[];
  readonly steps: number;
  readonly turns: number;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  readonly costUsd: number | null;
  readonly durationSeconds: number | null;
}

/** Null where the source gives none, or the dataset has no such task. */
export interface ComparedPatch {
  readonly finalPatch: string | null;
  readonly goldPatch: string | null;
}

/** More of one task are not offered. */
export const mostRivals = 200;

/** Of the same task, by the name that it has in its dataset. */
export function areOfOneTask(left: ComparedTrajectory, right: ComparedTrajectory): boolean {
  if (left.taskId !== null || right.taskId !== null) return left.taskId === right.taskId;
  return left.dataset === right.dataset && left.instanceId === right.instanceId;
}
