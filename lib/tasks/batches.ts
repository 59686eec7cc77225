import type { Ctx } from "#lib/auth/actor";
import { readBatches } from "#lib/lists/read-batches";
import type { TaskFilters, TaskOrder, TaskRow } from "#lib/tasks/model";
import { listTaskRows } from "#lib/tasks/queries";

const batchSize = 200;

/** Every task that matches, in order, a batch at a time; with `ids`, only those of them. */
export function listTaskBatches(
  ctx: Ctx,
  filters: TaskFilters & TaskOrder,
  ids: readonly number[] | null,
): AsyncGenerator<readonly TaskRow[]> {
  return readBatches((cursor) => listTaskRows(ctx, { ...filters, ids, cursor, limit: batchSize }));
}
