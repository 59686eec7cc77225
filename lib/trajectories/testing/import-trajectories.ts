import { and, asc, eq, isNull } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import { trajectories } from "#lib/db/schema";
import { onlyItem } from "#lib/db/testing/read-tasks";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";

/** Imports a file or a folder of trajectories; gives the ids of all that the dataset has then, without sub-agents. */
export async function importTrajectories(
  ctx: Ctx,
  { dataset, path, ...options }: { readonly dataset: string; readonly path: string; readonly model?: string },
): Promise<number[]> {
  const parsed = importOptionsSchema.parse({ kind: "trajectories", dataset, ...options });
  await onlyItem(importPath(ctx, path, parsed, {}));
  const rows = await ctx.db
    .select({ id: trajectories.id })
    .from(trajectories)
    .where(and(eq(trajectories.dataset, dataset), isNull(trajectories.parentId)))
    .orderBy(asc(trajectories.id));
  return rows.map(({ id }) => id);
}

/** Imports tasks that a dataset's trajectories can be tied to. */
export async function importTasks(ctx: Ctx, dataset: string, path: string): Promise<void> {
  await onlyItem(importPath(ctx, path, importOptionsSchema.parse({ dataset }), {}));
}
