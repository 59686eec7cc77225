import type { JsonObject } from "../json.ts";

/** How far a task got. A row that was only imported claims its test lists; a validated one has been seen to meet them. */
export const taskStatuses = ["imported", "validated", "stopped", "approved", "rejected"] as const;
export type TaskStatus = (typeof taskStatuses)[number];

/** The steps of the pipeline that data goes through: collecting (A), validating (B), sampling (C). */
export const pipelineStages = ["A.1", "A.2", "A.3", "B.1", "B.2", "B.3", "C.1", "C.2", "C.3"] as const;
export type PipelineStage = (typeof pipelineStages)[number];

/** The four time bins of the SWE-bench Verified annotation. */
export const difficulties = ["<15 min fix", "15 min - 1 hour", "1-4 hours", ">4 hours"] as const;
export type Difficulty = (typeof difficulties)[number];

/** One task instance in Assay's own terms, whichever published schema it came in. */
export interface Task {
  /** Public name, unique in its dataset, like `django__django-11099`. */
  readonly instanceId: string;
  /** `owner/name`. */
  readonly repo: string;
  /** Empty where the schema pins the code by an image alone (SWE-smith). */
  readonly baseCommit: string;
  readonly problemStatement: string;
  readonly hints: string;
  /** The gold patch, as a unified diff that fixes the issue. */
  readonly patch: string;
  readonly testPatch: string;
  readonly failToPass: readonly string[];
  readonly passToPass: readonly string[];
  /** In UTC as `Date.toISOString` writes it, or null where the source gives none. */
  readonly createdAt: string | null;
  readonly version: string | null;
  /** Display name such as `Python` or `C++`; guessed from the gold patch where the source gives none. */
  readonly language: string | null;
  readonly difficulty: Difficulty | null;
  readonly qualityScores: QualityScores;
  /** Every source column the fields above do not give back exactly. */
  readonly extra: JsonObject;
}

/** Scores that came with the row (DOMAIN.md: 0 is best, 3 is worst); null where it has none. */
export interface QualityScores {
  readonly issueText: number | null;
  readonly tests: number | null;
  readonly difficulty: number | null;
}

/** Sizes of a task, computed once when it comes in. Counts, never bytes unless the name says so. */
export interface TaskMeasures {
  readonly patchFiles: number;
  readonly patchHunks: number;
  readonly patchLinesAdded: number;
  readonly patchLinesRemoved: number;
  readonly patchFunctions: number;
  readonly testPatchFiles: number;
  readonly testPatchLines: number;
  readonly failToPassCount: number;
  readonly passToPassCount: number;
  readonly issueWords: number;
  readonly hintsWords: number;
}
