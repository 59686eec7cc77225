import type { TaskFacetKey, TaskRangeKey, TaskSortKey } from "#lib/core/task/list";
import type { Difficulty, PipelineStage, TaskStatus } from "#lib/core/task/model";
import type { FacetValue, ListFilters, ListOrder, ListPage, PageStart } from "#lib/lists/model";

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

/** Which tasks, without their order: what a count, a facet or an export needs. */
export type TaskFilters = ListFilters<TaskFacetKey, TaskRangeKey>;
export type TaskOrder = ListOrder<TaskSortKey>;
export type TaskListRequest = TaskFilters & TaskOrder & PageStart;
export type TaskPage = ListPage<TaskRow>;
export type TaskFacets = Readonly<Record<TaskFacetKey, readonly FacetValue[]>>;
