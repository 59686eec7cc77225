import { asc, eq } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import type { JsonObject } from "#lib/core/json";
import { tasks } from "#lib/db/schema";
import { writeJsonLines } from "#lib/db/testing/sample-records";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";

/** Imports records into a dataset by way of a file, and gives the ids of its tasks in their order. */
export async function importSamples(
  ctx: Ctx,
  path: string,
  records: readonly JsonObject[],
  dataset = "local",
): Promise<number[]> {
  await writeJsonLines(path, records);
  await Array.fromAsync(importPath(ctx, path, importOptionsSchema.parse({ dataset }), {}));
  const rows = await ctx.db
    .select({ id: tasks.id })
    .from(tasks)
    .where(eq(tasks.dataset, dataset))
    .orderBy(asc(tasks.id));
  return rows.map(({ id }) => id);
}
