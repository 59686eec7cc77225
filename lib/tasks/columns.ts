import type { TaskSortKey } from "#lib/core/task/list";
import type { ListColumn } from "#lib/lists/columns";

export const taskColumns: readonly ListColumn<TaskSortKey>[] = [
  { id: "instanceId", label: "Instance", title: "Instance id", widthPixels: 232, isNumber: false },
  { id: "dataset", label: "Dataset", title: "Dataset", widthPixels: 96, isNumber: false },
  { id: "repo", label: "Repository", title: "Repository", widthPixels: 148, isNumber: false },
  { id: "language", label: "Language", title: "Main language of the gold patch", widthPixels: 84, isNumber: false },
  { id: "createdAt", label: "Created", title: "When the pull request was made", widthPixels: 90, isNumber: false },
  { id: "status", label: "Status", title: "How far the task got", widthPixels: 104, isNumber: false },
  { id: "stage", label: "Stage", title: "The pipeline step that the task came to", widthPixels: 56, isNumber: false },
  { id: "patchFiles", label: "Files", title: "Files in the gold patch", widthPixels: 50, isNumber: true },
  { id: "patchHunks", label: "Hunks", title: "Hunks in the gold patch", widthPixels: 60, isNumber: true },
  {
    id: "patchLines",
    label: "Lines",
    title: "Lines added and removed by the gold patch",
    widthPixels: 90,
    isNumber: true,
  },
  {
    id: "patchFunctions",
    label: "Functions",
    title: "Functions that the gold patch touches",
    widthPixels: 84,
    isNumber: true,
  },
  { id: "failToPass", label: "F2P", title: "FAIL_TO_PASS tests", widthPixels: 48, isNumber: true },
  { id: "passToPass", label: "P2P", title: "PASS_TO_PASS tests", widthPixels: 56, isNumber: true },
  { id: "issueWords", label: "Words", title: "Words of the issue text", widthPixels: 58, isNumber: true },
  {
    id: "difficulty",
    label: "Difficulty",
    title: "How long a fix was judged to take",
    widthPixels: 110,
    isNumber: false,
  },
];

export const defaultTaskColumns: readonly TaskSortKey[] = [
  "instanceId",
  "dataset",
  "repo",
  "language",
  "createdAt",
  "status",
  "patchFiles",
  "patchHunks",
  "patchLines",
  "failToPass",
  "passToPass",
  "issueWords",
  "difficulty",
];

export const taskRangeLabels = {
  patchFiles: "Files",
  patchHunks: "Hunks",
  patchLines: "Lines",
  patchFunctions: "Functions",
  failToPass: "F2P",
  passToPass: "P2P",
  issueWords: "Issue words",
} as const;

export const taskFacetLabels = {
  dataset: "Dataset",
  repo: "Repository",
  language: "Language",
  status: "Status",
  stage: "Stage",
  difficulty: "Difficulty",
  year: "Year",
} as const;
