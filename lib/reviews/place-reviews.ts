import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "#lib/db/client";
import { reviewItems, tasks } from "#lib/db/schema";
import type { FileReview } from "#lib/reviews/read-review-file";

interface Item {
  readonly id: number;
  readonly contentHash: string;
}

export interface Place {
  readonly isTask: boolean;
  readonly item: Item | null;
}

export type PlacedReview = FileReview & { readonly item: Item };

/** Where the tasks of the reviews are, by their names: those that the dataset lacks are left out. */
export async function findPlaces(
  tx: Queryable,
  project: string,
  dataset: string,
  read: readonly FileReview[],
): Promise<ReadonlyMap<string, Place>> {
  const rows = await tx
    .select({ instanceId: tasks.instanceId, id: reviewItems.id, contentHash: reviewItems.contentHash })
    .from(tasks)
    .leftJoin(reviewItems, and(eq(reviewItems.project, project), eq(reviewItems.taskId, tasks.id)))
    .where(isNamedIn(dataset, read));
  return new Map(
    rows.map(({ instanceId, id, contentHash }) => [
      instanceId,
      { isTask: true, item: id === null || contentHash === null ? null : { id, contentHash } },
    ]),
  );
}

/** Of tasks: the dataset has it, and a review is about it. */
export function isNamedIn(dataset: string, read: readonly FileReview[]): SQL | undefined {
  const ids = sql.param([...new Set(read.map(({ instanceId }) => instanceId))]);
  return and(eq(tasks.dataset, dataset), sql`${tasks.instanceId} = any(${ids}::text[])`);
}
