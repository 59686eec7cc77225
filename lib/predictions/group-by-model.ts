import type { Prediction } from "#lib/core/prediction/model";
import type { PredictionOptions, ReadPredictions } from "#lib/predictions/model";

/**
 * Whose patches a file holds: what it was told to be, else what each prediction says, else the file's name without its
 * endings, for some formats name no model.
 */
export function groupByModel({
  model: given,
  fileName,
  predictions,
}: Pick<PredictionOptions, "model"> & Pick<ReadPredictions, "fileName" | "predictions">): ReadonlyMap<
  string,
  readonly Prediction[]
> {
  const unnamed = fileName.replace(/^.*\//u, "").replace(/(?<=[^.])\.(?:jsonl?|ndjson)(?:\.(?:gz|zst))?$/iu, "");
  return Map.groupBy(predictions, ({ model }) => given || model?.trim() || unnamed);
}
