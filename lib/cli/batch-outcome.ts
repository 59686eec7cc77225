import type { Ctx } from "#lib/auth/actor";
import { printResult } from "#lib/cli/context";
import { explainEnd, interruptedExitCode, type WaitOutcome } from "#lib/cli/wait-for-batch";
import { type WorkState, workStates } from "#lib/core/run/model";
import { formatAmount } from "#lib/format";
import type { BatchStanding } from "#lib/runs/follow-batch";
import { listOutcomes, type TaskOutcome } from "#lib/runs/list-outcomes";

/** What is told of a batch when the waiting for it is over. */
export interface BatchOutcome {
  readonly batchId: string;
  readonly state: WorkState;
  readonly counts: Readonly<Record<WorkState, number>>;
  readonly tasks: readonly Omit<TaskOutcome, "taskId">[];
}

export async function readOutcome(ctx: Ctx, batchId: string, standing: BatchStanding): Promise<BatchOutcome> {
  const tasks = (await Array.fromAsync(listOutcomes(ctx, batchId))).flat();
  return {
    batchId,
    state: standing.state,
    counts: standing.tasks,
    tasks: tasks.map(({ taskId: _, ...task }) => task),
  };
}

/** A line for each task and one with the counts. */
export function describeOutcome({ batchId, state, counts, tasks }: BatchOutcome): string {
  const words = workStates.filter((one) => counts[one] > 0).map((one) => `${counts[one]} ${one}`);
  return [
    ...tasks.map(describeTask),
    `Batch ${batchId} ${state}: ${formatAmount(tasks.length, "task")}, ${words.join(", ")}`,
  ].join("\n");
}

function describeTask({
  instanceId,
  state,
  outcome,
  resolution,
  stage,
  failureClass,
  reason,
}: TaskOutcome | BatchOutcome["tasks"][number]): string {
  const fate = resolution ?? outcome ?? state;
  const place = outcome === "stopped" ? stage : null;
  return [fate.padEnd(10), instanceId, place, failureClass, reason].filter((part) => part !== null).join("  ");
}

/** Prints an outcome, and sets the exit code: 1 where the machinery failed at a task, or the batch did not come to its end. */
export function printOutcome(
  outcome: BatchOutcome,
  { wait, patienceSeconds, json }: { wait: WaitOutcome; patienceSeconds: number; json?: boolean | undefined },
): void {
  printResult(outcome, describeOutcome(outcome), { json });
  const why = explainEnd(wait, outcome.batchId, patienceSeconds);
  if (why) process.stderr.write(`${why}\n`);
  process.exitCode = exitCodeOf(wait);
}

export function exitCodeOf({ end, standing }: WaitOutcome): number {
  if (end === "stopped") return interruptedExitCode;
  const isWhole = end === "over" && standing.tasks.failed === 0 && standing.tasks.cancelled === 0;
  return isWhole ? 0 : 1;
}
