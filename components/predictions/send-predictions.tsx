import { type PostedFile, postFile } from "#components/ui/post-file";
import type { ImportedSet, PredictionPreview, PredictionProblem } from "#lib/predictions/model";

export interface PredictionTarget {
  readonly dataset: string;
  readonly name: string;
  readonly model: string;
}

/** What the route answers, of a preview or of an import. */
export interface SentPredictions<T extends PredictionPreview> {
  readonly sets: readonly T[];
  readonly problems: readonly PredictionProblem[];
}

/** Asks what would come of a file; nothing is kept. */
export function previewFile(
  file: File,
  target: PredictionTarget,
  onProgress: (sentBytes: number) => void,
): PostedFile<SentPredictions<PredictionPreview>> {
  return send<PredictionPreview>(file, target, true, onProgress);
}

export function importFile(
  file: File,
  target: PredictionTarget,
  onProgress: (sentBytes: number) => void,
): PostedFile<SentPredictions<ImportedSet>> {
  return send<ImportedSet>(file, target, false, onProgress);
}

function send<T extends PredictionPreview>(
  file: File,
  target: PredictionTarget,
  isDryRun: boolean,
  onProgress: (sentBytes: number) => void,
): PostedFile<SentPredictions<T>> {
  const query = new URLSearchParams({ ...target, fileName: file.name, dryRun: String(isDryRun) });
  return postFile(`/api/v1/predictions?${query}`, file, onProgress);
}
