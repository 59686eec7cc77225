import { type PostedFile, postFile } from "#components/ui/post-file";
import type { ReviewImport } from "#lib/reviews/import-model";

export interface ReviewTarget {
  readonly project: string;
  /** Empty where the project's own is meant. */
  readonly dataset: string;
  readonly reviewer: string;
  readonly addsItems: boolean;
}

/** Sends a file of reviews; a dry run only asks what would come of it. */
export function sendReviews(
  file: File,
  { project, dataset, reviewer, addsItems }: ReviewTarget,
  isDryRun: boolean,
  onProgress: (sentBytes: number) => void,
): PostedFile<ReviewImport> {
  const query = new URLSearchParams({
    fileName: file.name,
    addItems: String(addsItems),
    dryRun: String(isDryRun),
    ...(dataset === "" ? {} : { dataset }),
    ...(reviewer === "" ? {} : { reviewer }),
  });
  return postFile(`/api/v1/review-projects/${project}/reviews?${query}`, file, onProgress);
}
