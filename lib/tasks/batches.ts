import type { Ctx } from "#lib/auth/actor";
import type { TaskFilters, TaskOrder, TaskRow } from "#lib/tasks/model";
import { listTaskRows } from "#lib/tasks/queries";

const batchSize = 200;

/** Every task that matches, in order, a batch at a time; with `ids`, only those of them. Holds no transaction open. */
export async function* listTaskBatches(
  ctx: Ctx,
  filters: TaskFilters & TaskOrder,
  ids: readonly number[] | null,
): AsyncGenerator<readonly TaskRow[]> {
  let cursor: string | null = null;
  do {
    const page: { items: readonly TaskRow[]; nextCursor: string | null } = await listTaskRows(ctx, {
      ...filters,
      ids,
      cursor,
      limit: batchSize,
    });
    if (page.items.length > 0) yield page.items;
    cursor = page.nextCursor;
  } while (cursor);
}
