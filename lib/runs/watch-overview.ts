import { type Ctx, requireRole } from "#lib/auth/actor";
import { isEnded } from "#lib/core/run/model";
import type { BatchListParams } from "#lib/runs/filters";
import type { BatchProgress, BatchRow, OverviewEvent } from "#lib/runs/model";
import { measureProgress } from "#lib/runs/progress";
import { listBatches, listWorkers } from "#lib/runs/queries";
import { ToldRows } from "#lib/runs/told-rows";
import { takeTurns } from "#lib/runs/turns";

const questions = ["batches", "progress", "workers", "progress"] as const;

/** A page of batches, how far they are, and the workers; then what changes of them. One query a second at most. */
export async function* watchOverview(
  ctx: Ctx,
  params: BatchListParams,
  signal: AbortSignal,
): AsyncGenerator<OverviewEvent> {
  requireRole(ctx.actor, "viewer");
  const toldBatches = new ToldRows<BatchRow>((row) => row.id);
  const progressOf = new Map<string, BatchProgress>();
  let batches: readonly BatchRow[] = [];
  let toldWorkers = "";
  for await (const turn of takeTurns(questions.length, signal)) {
    switch (questions[turn]) {
      case "batches": {
        const page = await listBatches(ctx, params);
        batches = page.items;
        const changes = toldBatches.tell(batches);
        const { nextCursor, previousCursor } = page;
        if (changes) yield { kind: "batches", ...changes, nextCursor, previousCursor };
        break;
      }
      case "progress": {
        const changed = await measureMoving(ctx, batches, progressOf);
        if (changed.length > 0) yield { kind: "progress", changed };
        break;
      }
      case "workers": {
        const workers = await listWorkers(ctx);
        if (toldWorkers !== JSON.stringify(workers)) yield { kind: "workers", workers };
        toldWorkers = JSON.stringify(workers);
        break;
      }
    }
  }
}

/** Measures those that may have moved since they were last measured, and gives those that did. */
async function measureMoving(
  ctx: Ctx,
  batches: readonly BatchRow[],
  known: Map<string, BatchProgress>,
): Promise<[id: string, progress: BatchProgress][]> {
  const moving = batches.filter(({ id, state }) => {
    const before = known.get(id);
    return !before || !isEnded(before.state) || !isEnded(state);
  });
  const measured = await measureProgress(
    ctx,
    moving.map(({ id }) => id),
  );
  const changed = [...measured].filter(([id, now]) => JSON.stringify(known.get(id)) !== JSON.stringify(now));
  for (const [id, progress] of changed) known.set(id, progress);
  return changed;
}
