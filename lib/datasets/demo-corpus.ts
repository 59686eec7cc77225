import { join } from "node:path";
import type { Ctx } from "#lib/auth/actor";
import { datasets } from "#lib/db/schema";
import { ensureDataset } from "#lib/imports/ensure-dataset";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";

const demo = {
  slug: "demo",
  title: "Demo corpus",
  description: "Forty fixes of four small libraries that were written for Assay, two in Python and two in JavaScript.",
  forgeUrl: null,
};

/** Gives an installation without datasets something to look at. The number of its tasks, or null where there was no need. */
export async function loadDemoCorpus(ctx: Ctx): Promise<number | null> {
  if ((await ctx.db.$count(datasets)) > 0) return null;
  await ensureDataset(ctx, demo);
  const options = importOptionsSchema.parse({ dataset: demo.slug });
  let added = 0;
  for await (const row of importPath(ctx, join(process.cwd(), "demo", "tasks.jsonl"), options, {})) added += row.added;
  return added;
}
