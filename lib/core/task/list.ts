/** What the task list may be sorted by. Each has an index; null counts as the smallest value. */
export const taskSortKeys = [
  "createdAt",
  "dataset",
  "instanceId",
  "repo",
  "language",
  "status",
  "stage",
  "difficulty",
  "patchFiles",
  "patchHunks",
  "patchLines",
  "patchFunctions",
  "failToPass",
  "passToPass",
  "issueWords",
] as const;
export type TaskSortKey = (typeof taskSortKeys)[number];

/** The measures that a list can be narrowed by, from and to, both inclusive. */
export const taskRangeKeys = [
  "patchFiles",
  "patchHunks",
  "patchLines",
  "patchFunctions",
  "failToPass",
  "passToPass",
  "issueWords",
] as const;
export type TaskRangeKey = (typeof taskRangeKeys)[number];

/** The properties whose values a list counts and offers for choice. */
export const taskFacetKeys = ["dataset", "repo", "language", "status", "stage", "difficulty", "year"] as const;
export type TaskFacetKey = (typeof taskFacetKeys)[number];

/** Stands for "has none" among a facet's values. */
export const noValue = "none";
