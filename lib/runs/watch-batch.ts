import { type Ctx, requireRole } from "#lib/auth/actor";
import { isEnded } from "#lib/core/run/model";
import { listBatchTasks } from "#lib/runs/batch-tasks";
import type { BatchTaskParams } from "#lib/runs/filters";
import type { BatchEvent, BatchTaskRow } from "#lib/runs/model";
import { measureProgress } from "#lib/runs/progress";
import { ToldRows } from "#lib/runs/told-rows";
import { takeTurns } from "#lib/runs/turns";

/**
 * How far a batch and a page of its tasks are, then what changes of them, until the batch has ended. One query a second
 * at most.
 */
export async function* watchBatch(
  ctx: Ctx,
  batchId: string,
  params: BatchTaskParams,
  signal: AbortSignal,
): AsyncGenerator<BatchEvent> {
  requireRole(ctx.actor, "viewer");
  const told = new ToldRows<BatchTaskRow>((row) => row.taskId);
  let toldProgress = "";
  let isOver = false;
  for await (const turn of takeTurns(2, signal)) {
    if (turn === 0) {
      const progress = (await measureProgress(ctx, [batchId])).get(batchId);
      if (!progress) return;
      isOver = isEnded(progress.state);
      if (toldProgress !== JSON.stringify(progress)) yield { kind: "progress", progress };
      toldProgress = JSON.stringify(progress);
    } else {
      const { items, nextCursor, previousCursor } = await listBatchTasks(ctx, batchId, params);
      const changes = told.tell(items);
      if (changes) yield { kind: "tasks", ...changes, nextCursor, previousCursor };
      if (isOver) {
        yield { kind: "end" };
        return;
      }
    }
  }
}
