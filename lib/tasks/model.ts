import type { TaskFacetKey, TaskRangeKey, TaskSortKey } from "#lib/core/task/list";
import type { Difficulty, PipelineStage, TaskStatus } from "#lib/core/task/model";

export interface TaskRow {
  readonly id: number;
  readonly dataset: string;
  readonly instanceId: string;
  readonly repo: string;
  readonly language: string | null;
  readonly status: TaskStatus;
  readonly stage: PipelineStage;
  readonly stopReason: string | null;
  readonly difficulty: Difficulty | null;
  readonly createdAt: Date | null;
  readonly patchFiles: number;
  readonly patchHunks: number;
  readonly patchLinesAdded: number;
  readonly patchLinesRemoved: number;
  readonly patchLines: number;
  readonly patchFunctions: number;
  readonly failToPass: number;
  readonly passToPass: number;
  readonly issueWords: number;
}

export type SortDirection = "asc" | "desc";

/** Both ends inclusive; null is open. */
export interface Range {
  readonly min: number | null;
  readonly max: number | null;
}

/** Which tasks, without their order: what a count, a facet or an export needs. */
export interface TaskFilters {
  /** Words to find, as typed; empty for all. */
  readonly q: string;
  /** For each facet the values wanted; none chosen means all. */
  readonly facets: Readonly<Record<TaskFacetKey, readonly string[]>>;
  readonly ranges: Readonly<Record<TaskRangeKey, Range>>;
}

export interface TaskOrder {
  readonly sort: TaskSortKey;
  readonly dir: SortDirection;
}

export interface TaskListRequest extends TaskFilters, TaskOrder {
  readonly limit: number;
  /** From an earlier page; null for the first. */
  readonly cursor: string | null;
}

export interface Total {
  readonly count: number;
  /** False when counting stopped at the cap: there are more. */
  readonly exact: boolean;
}

export interface TaskPage {
  readonly items: readonly TaskRow[];
  readonly nextCursor: string | null;
  readonly previousCursor: string | null;
  readonly total: Total;
}

export interface FacetValue {
  /** `noValue` stands for tasks that have none. */
  readonly value: string;
  readonly count: number;
}

export type TaskFacets = Readonly<Record<TaskFacetKey, readonly FacetValue[]>>;

/** Counts of a measure in bins that grow with the value; `from` and `to` are inclusive. */
export interface HistogramBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}
