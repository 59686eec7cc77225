import { z } from "zod";
import { datasetSlugSchema } from "#lib/core/dataset-slug";
import type { FailureClass } from "#lib/core/grading/model";
import type { PolicyId } from "#lib/core/grading/policies";
import type { Prediction } from "#lib/core/prediction/model";
import type { WorkState } from "#lib/core/run/model";
import type { Page } from "#lib/runs/model";

/** Where predictions go and what they are called. */
export const predictionOptionsSchema = z.object({
  dataset: datasetSlugSchema,
  /** Empty for the file's own name. */
  name: z.string().trim().max(200).default(""),
  /** Whose patches they are; empty where the file says it. */
  model: z.string().trim().max(200).default(""),
});
export type PredictionOptions = z.output<typeof predictionOptionsSchema>;

/** One place where predictions are not what their format asks for. What stands there is left out. */
export interface PredictionProblem {
  readonly file: string;
  readonly line: number | null;
  readonly instanceId: string | null;
  readonly field: string | null;
  readonly expected: string;
  readonly found: string;
}

/** A file or a run folder, read. */
export interface ReadPredictions {
  readonly fileName: string;
  /** SHA-256 of the bytes, hex. */
  readonly fileHash: string;
  readonly predictions: readonly Prediction[];
  readonly problems: readonly PredictionProblem[];
}

/** How many predictions a set has, and how many of them are of a kind. */
export interface PredictionCounts {
  readonly predictions: number;
  readonly patches: number;
  readonly empty: number;
  /** Of no task of the dataset. */
  readonly unknown: number;
  /** With a patch and a task: what an evaluation runs. */
  readonly runnable: number;
}

/** What a set came to, or would. */
export interface PredictionPreview extends PredictionCounts {
  readonly model: string;
  /** The first hundred of them. */
  readonly unknownIds: readonly string[];
}

export interface ImportedSet extends PredictionPreview {
  readonly id: string;
  /** False where the same file was imported before: then that set is meant. */
  readonly isNew: boolean;
}

/** What became of a prediction in an evaluation. `none` is one that the evaluation left out. */
export const predictionResults = [
  "FULL",
  "PARTIAL",
  "NO",
  "NOT_GRADED",
  "failed",
  "open",
  "none",
  "empty",
  "unknown",
] as const;
export type PredictionResult = (typeof predictionResults)[number];

/** The newest evaluation of a set, with the number of predictions that came to each result. */
export interface EvaluationSummary {
  readonly batchId: string;
  readonly state: WorkState;
  readonly policy: PolicyId;
  readonly repeats: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly results: Readonly<Record<PredictionResult, number>>;
}

export interface PredictionSetRow extends PredictionCounts {
  readonly id: string;
  readonly dataset: string;
  readonly name: string;
  readonly model: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  /** Null before the first. */
  readonly evaluation: EvaluationSummary | null;
}

export type PredictionSetPage = Page<PredictionSetRow>;

export interface PredictionRow {
  readonly id: number;
  readonly instanceId: string;
  readonly taskId: number | null;
  readonly patchCharacters: number;
  readonly result: PredictionResult;
  /** The run that stands for all repeats; null where there is none. */
  readonly runId: number | null;
  readonly failureClass: FailureClass | null;
  readonly reason: string | null;
}
