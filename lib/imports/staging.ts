import { once } from "node:events";
import type postgres from "postgres";
import { type CopyValue, formatCopyRow } from "#lib/db/copy-text";
import type { PreparedTask } from "#lib/imports/prepare-task";

/** A connection of one's own with a transaction open on it. */
export type ImportSql = postgres.ReservedSql;

/** The columns of `tasks` that a record fills. */
export const taskColumns = [
  "instance_id",
  "repo",
  "language",
  "difficulty",
  "created_at",
  "patch_files",
  "patch_hunks",
  "patch_lines_added",
  "patch_lines_removed",
  "patch_functions",
  "test_patch_files",
  "test_patch_lines",
  "fail_to_pass",
  "pass_to_pass",
  "issue_words",
  "hints_words",
  "quality_issue_text",
  "quality_tests",
  "quality_difficulty",
] as const;

/** The columns of `task_texts` that a record fills. */
export const textColumns = [
  "base_commit",
  "version",
  "problem_statement",
  "hints",
  "patch",
  "test_patch",
  "fail_to_pass_tests",
  "pass_to_pass_tests",
  "extra",
  "layout_id",
  "source_record",
  "source_line",
  "content_hash",
] as const;

const stagedColumns = [...taskColumns, ...textColumns, "segmented_issue"] as const;
type StagedColumn = (typeof stagedColumns)[number];

export async function createStaging(sql: ImportSql): Promise<void> {
  await sql`
    create temporary table if not exists import_staging (
      task_id integer, is_new boolean not null default false, known_hash text, known_import uuid,
      instance_id text, repo text, language text, difficulty text, created_at timestamptz,
      patch_files integer, patch_hunks integer, patch_lines_added integer, patch_lines_removed integer, patch_functions integer,
      test_patch_files integer, test_patch_lines integer, fail_to_pass integer, pass_to_pass integer,
      issue_words integer, hints_words integer, quality_issue_text real, quality_tests real, quality_difficulty real,
      base_commit text, version text, problem_statement text, hints text, patch text, test_patch text,
      fail_to_pass_tests text[], pass_to_pass_tests text[], extra json, layout_id integer,
      source_record integer, source_line integer, content_hash text, segmented_issue text
    ) on commit delete rows`;
}

export async function copyToStaging(
  sql: ImportSql,
  tasks: readonly PreparedTask[],
  layoutIds: ReadonlyMap<string, number>,
): Promise<void> {
  const stream = await sql`copy import_staging (${sql.unsafe(stagedColumns.join(", "))}) from stdin`.writable();
  const done = new Promise<void>((resolve, reject) => stream.once("finish", resolve).once("error", reject));
  for (const task of tasks) {
    const values = stagedValues(task, layoutIds);
    const row = formatCopyRow(stagedColumns.map((column) => values[column]));
    if (!stream.write(row)) await Promise.race([once(stream, "drain"), done]);
  }
  stream.end();
  await done;
}

function stagedValues(
  { record, position, task, measures, layoutHash, contentHash, segmentedIssue }: PreparedTask,
  layoutIds: ReadonlyMap<string, number>,
): Record<StagedColumn, CopyValue> {
  return {
    instance_id: task.instanceId,
    repo: task.repo,
    language: task.language,
    difficulty: task.difficulty,
    created_at: task.createdAt,
    patch_files: measures.patchFiles,
    patch_hunks: measures.patchHunks,
    patch_lines_added: measures.patchLinesAdded,
    patch_lines_removed: measures.patchLinesRemoved,
    patch_functions: measures.patchFunctions,
    test_patch_files: measures.testPatchFiles,
    test_patch_lines: measures.testPatchLines,
    fail_to_pass: measures.failToPassCount,
    pass_to_pass: measures.passToPassCount,
    issue_words: measures.issueWords,
    hints_words: measures.hintsWords,
    quality_issue_text: task.qualityScores.issueText,
    quality_tests: task.qualityScores.tests,
    quality_difficulty: task.qualityScores.difficulty,
    base_commit: task.baseCommit,
    version: task.version,
    problem_statement: task.problemStatement,
    hints: task.hints,
    patch: task.patch,
    test_patch: task.testPatch,
    fail_to_pass_tests: task.failToPass,
    pass_to_pass_tests: task.passToPass,
    extra: JSON.stringify(task.extra),
    layout_id: layoutIds.get(layoutHash) ?? null,
    source_record: record,
    source_line: position.line ?? null,
    content_hash: contentHash,
    segmented_issue: segmentedIssue,
  };
}
