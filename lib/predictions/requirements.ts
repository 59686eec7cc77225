import { eq } from "drizzle-orm";
import type { Queryable } from "#lib/db/client";
import { datasets } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { describeProblem } from "#lib/predictions/describe-problem";
import type { ReadPredictions } from "#lib/predictions/model";

/** Predictions are of tasks, so that their dataset has to be there. */
export async function requireDataset(db: Queryable, slug: string): Promise<void> {
  const [dataset] = await db.select({ slug: datasets.slug }).from(datasets).where(eq(datasets.slug, slug));
  if (!dataset) fail("not_found", `There is no dataset ${slug}. Import its tasks first.`);
}

/** Fails with the first thing that is wrong where there is nothing else to be had of a file. */
export function requirePredictions({ fileName, predictions, problems }: ReadPredictions): void {
  if (predictions.length > 0) return;
  const [problem] = problems;
  fail("invalid", problem ? describeProblem(problem) : `${fileName} has no predictions`);
}
