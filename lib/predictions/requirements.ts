import { eq } from "drizzle-orm";
import { excerpt } from "#lib/core/parsed";
import type { Prediction } from "#lib/core/prediction/model";
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

/**
 * Fails with the first thing that is wrong where there is nothing else to be had of a file, and where one name is given
 * to the patches of several models, of which only one a task could stay.
 */
export function requirePredictions({
  fileName,
  predictions,
  problems,
  model,
}: ReadPredictions & { model: string }): void {
  if (predictions.length === 0) {
    const [problem] = problems;
    fail("invalid", problem ? describeProblem(problem) : `${fileName} has no predictions`);
  }
  if (model) requireOnePerInstance(fileName, predictions);
}

function requireOnePerInstance(fileName: string, predictions: readonly Prediction[]): void {
  const models = new Map<string, string | null>();
  for (const { instanceId, model: own } of predictions) {
    const other = models.get(instanceId);
    if (other !== undefined) {
      fail(
        "invalid",
        `${fileName} has patches of ${own ?? "an unnamed model"} and of ${other ?? "an unnamed model"} for ${excerpt(instanceId)}; leave the model's name out, and each is imported under its own`,
      );
    }
    models.set(instanceId, own);
  }
}
