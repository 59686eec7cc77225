import { z } from "zod";
import { datasetSlugSchema } from "#lib/core/dataset-slug";
import { storableText } from "#lib/core/storable-text";
import type { ReviewProblem } from "#lib/reviews/review-problem";

/** Whose reviews are imported where neither the file nor the one who imports it says so. */
export const defaultReviewer = "ensembled";

export const reviewImportOptionsSchema = z.object({
  project: datasetSlugSchema,
  /** Where the file's tasks are; needed where the project has tasks of several. */
  dataset: datasetSlugSchema.optional(),
  reviewer: storableText().trim().min(1).max(200).default(defaultReviewer),
  /** Whether tasks of the dataset that the project does not have yet become its items. */
  addsItems: z.boolean().default(false),
});

export type ReviewImportOptions = z.output<typeof reviewImportOptionsSchema>;

export interface ReviewImport {
  readonly project: string;
  readonly dataset: string;
  readonly fileName: string;
  readonly isDryRun: boolean;
  /** What each column is read as, in words; null for one that is not used. */
  readonly columns: readonly { readonly column: string; readonly use: string | null }[];
  /** Reviews that could be read. */
  readonly reviews: number;
  readonly reviewers: number;
  readonly added: number;
  /** They were imported before. */
  readonly unchanged: number;
  readonly itemsAdded: number;
  /** Items that the rule of the project decided, or left to a person, now that all their reviews are in. */
  readonly decided: number;
  readonly disputed: number;
  /** Reviews with other answers than the reviewer's own that are there already, which stay as they are. */
  readonly differing: readonly { readonly instanceId: string; readonly reviewer: string; readonly line: number }[];
  /** Tasks of the dataset that the project does not have. */
  readonly notInProject: readonly string[];
  /** Names that the dataset does not have. */
  readonly unknown: readonly string[];
  readonly problems: readonly ReviewProblem[];
}
