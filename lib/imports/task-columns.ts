import { formatSearchDocument } from "#lib/core/search-document";
import type { Task, TaskMeasures } from "#lib/core/task/model";
import type { ColumnValues } from "#lib/db/copy-rows";
import type { PreparedTask } from "#lib/imports/prepare-task";

/** The columns of `tasks` that a record fills. */
export const taskColumns = {
  instance_id: ({ task }) => task.instanceId,
  repo: ({ task }) => task.repo,
  language: ({ task }) => task.language,
  difficulty: ({ task }) => task.difficulty,
  created_at: ({ task }) => task.createdAt,
  patch_files: ({ measures }) => measures.patchFiles,
  patch_hunks: ({ measures }) => measures.patchHunks,
  patch_lines_added: ({ measures }) => measures.patchLinesAdded,
  patch_lines_removed: ({ measures }) => measures.patchLinesRemoved,
  patch_functions: ({ measures }) => measures.patchFunctions,
  test_patch_files: ({ measures }) => measures.testPatchFiles,
  test_patch_lines: ({ measures }) => measures.testPatchLines,
  fail_to_pass: ({ measures }) => measures.failToPassCount,
  pass_to_pass: ({ measures }) => measures.passToPassCount,
  issue_words: ({ measures }) => measures.issueWords,
  hints_words: ({ measures }) => measures.hintsWords,
  quality_issue_text: ({ task }) => task.qualityScores.issueText,
  quality_tests: ({ task }) => task.qualityScores.tests,
  quality_difficulty: ({ task }) => task.qualityScores.difficulty,
} as const satisfies ColumnValues<MeasuredTask>;

interface MeasuredTask {
  readonly task: Task;
  readonly measures: TaskMeasures;
}

/** A task that has its row, with what its texts refer to. */
interface NumberedTask extends PreparedTask {
  readonly taskId: number | null;
  readonly importId: string;
  readonly layoutId: number | null;
}

export const textColumns: ColumnValues<NumberedTask> = {
  task_id: ({ taskId }) => taskId,
  import_id: ({ importId }) => importId,
  layout_id: ({ layoutId }) => layoutId,
  base_commit: ({ task }) => task.baseCommit,
  version: ({ task }) => task.version,
  problem_statement: ({ task }) => task.problemStatement,
  hints: ({ task }) => task.hints,
  patch: ({ task }) => task.patch,
  test_patch: ({ task }) => task.testPatch,
  fail_to_pass_tests: ({ task }) => task.failToPass,
  pass_to_pass_tests: ({ task }) => task.passToPass,
  extra: ({ task }) => JSON.stringify(task.extra),
  source_record: ({ record }) => record,
  source_line: ({ position }) => position.line ?? null,
  content_hash: ({ contentHash }) => contentHash,
};

export const searchColumns: ColumnValues<NumberedTask> = {
  task_id: ({ taskId }) => taskId,
  document: ({ task }) => searchDocument(task),
};

/** Names weigh most, then the issue, the tests, the patches. */
function searchDocument(task: Task): string {
  return formatSearchDocument([
    ["A", `${task.instanceId} ${task.repo}`],
    ["B", `${task.problemStatement} ${task.hints}`],
    ["C", [...task.failToPass, ...task.passToPass].join(" ")],
    ["D", `${task.patch} ${task.testPatch}`],
  ]);
}
