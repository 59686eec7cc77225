import type { Ctx } from "#lib/auth/actor";
import type { JsonObject } from "#lib/core/json";
import { onlyItem } from "#lib/db/testing/read-tasks";
import { writeJsonLines } from "#lib/db/testing/sample-records";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";

/** Imports records as tasks of a dataset, by way of a file at that path. */
export async function importRecords(
  ctx: Ctx,
  {
    dataset,
    path,
    records,
  }: { readonly dataset: string; readonly path: string; readonly records: readonly JsonObject[] },
): Promise<void> {
  const row = await onlyItem(
    importPath(ctx, await writeJsonLines(path, records), importOptionsSchema.parse({ dataset }), {}),
  );
  if (row.added + row.unchanged !== records.length) throw new Error(`Not all records became tasks: ${row.failure}`);
}
