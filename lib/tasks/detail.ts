import { eq, inArray } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { JsonObject } from "#lib/core/json";
import type { Task } from "#lib/core/task/model";
import { datasets, imports, recordLayouts, tasks, taskTexts } from "#lib/db/schema";
import type { RecordLayout } from "#lib/imports/adapters/adapter";
import { restoreRecord } from "#lib/imports/adapters/restore-record";
import type { TaskRow } from "#lib/tasks/model";

/** Where a task's record came from. */
export interface Provenance {
  readonly importId: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly record: number;
  readonly line: number | null;
  readonly adapter: string;
  readonly importedAt: Date;
  readonly importedBy: string;
  readonly contentHash: string;
}

export interface TaskDetail extends TaskRow {
  readonly task: Task;
  /** The record as its file had it: same columns, same order, same values. */
  readonly record: JsonObject;
  readonly provenance: Provenance;
  readonly forgeUrl: string | null;
  readonly testPatchFiles: number;
  readonly testPatchLines: number;
  readonly hintsWords: number;
}

/** The number of a task as a URL writes it; NaN for anything else, `1e3` too, which `Number` would take. */
export function parseTaskId(text: string): number {
  return /^[1-9]\d{0,9}$/.test(text) ? Number(text) : Number.NaN;
}

export async function findTask({ actor, db }: Ctx, id: number): Promise<TaskDetail | undefined> {
  requireRole(actor, "viewer");
  if (!Number.isInteger(id) || id < 1 || id > 2 ** 31 - 1) return undefined;
  const [found] = await db
    .select({ row: tasks, texts: taskTexts, layout: recordLayouts, import: imports, forgeUrl: datasets.forgeUrl })
    .from(tasks)
    .innerJoin(taskTexts, eq(taskTexts.taskId, tasks.id))
    .innerJoin(recordLayouts, eq(recordLayouts.id, taskTexts.layoutId))
    .innerJoin(imports, eq(imports.id, taskTexts.importId))
    .innerJoin(datasets, eq(datasets.slug, tasks.dataset))
    .where(eq(tasks.id, id));
  if (!found) return undefined;
  const { row, texts, layout, forgeUrl } = found;
  const task = rebuildTask(row, texts);
  return {
    ...row,
    task,
    record: restoreRecord(task, layout.columns),
    provenance: {
      importId: texts.importId,
      fileName: found.import.fileName,
      fileHash: found.import.fileHash,
      record: texts.sourceRecord,
      line: texts.sourceLine,
      adapter: layout.adapter,
      importedAt: texts.importedAt,
      importedBy: found.import.createdBy,
      contentHash: texts.contentHash,
    },
    forgeUrl,
  };
}

type StoredRow = Pick<
  typeof tasks.$inferSelect,
  | "instanceId"
  | "repo"
  | "language"
  | "difficulty"
  | "createdAt"
  | "qualityIssueText"
  | "qualityTests"
  | "qualityDifficulty"
>;
type StoredTexts = Pick<
  typeof taskTexts.$inferSelect,
  | "baseCommit"
  | "version"
  | "problemStatement"
  | "hints"
  | "patch"
  | "testPatch"
  | "failToPassTests"
  | "passToPassTests"
  | "extra"
>;

/** The task that an import wrote into its two tables. */
export function rebuildTask(row: StoredRow, texts: StoredTexts): Task {
  return {
    instanceId: row.instanceId,
    repo: row.repo,
    baseCommit: texts.baseCommit,
    problemStatement: texts.problemStatement,
    hints: texts.hints,
    patch: texts.patch,
    testPatch: texts.testPatch,
    failToPass: texts.failToPassTests,
    passToPass: texts.passToPassTests,
    createdAt: row.createdAt?.toISOString() ?? null,
    version: texts.version,
    language: row.language,
    difficulty: row.difficulty,
    qualityScores: { issueText: row.qualityIssueText, tests: row.qualityTests, difficulty: row.qualityDifficulty },
    extra: texts.extra,
  };
}

/** The records of many tasks as their files had them, in the order asked for. */
export async function restoreRecords(
  { actor, db }: Ctx,
  ids: readonly number[],
): Promise<{ record: JsonObject; layout: RecordLayout }[]> {
  requireRole(actor, "viewer");
  const found = await db
    .select({ row: tasks, texts: taskTexts, layout: recordLayouts.columns })
    .from(tasks)
    .innerJoin(taskTexts, eq(taskTexts.taskId, tasks.id))
    .innerJoin(recordLayouts, eq(recordLayouts.id, taskTexts.layoutId))
    .where(inArray(tasks.id, [...ids]));
  const byId = new Map(found.map((entry) => [entry.row.id, entry]));
  return ids.flatMap((id) => {
    const entry = byId.get(id);
    if (!entry) return [];
    return [{ record: restoreRecord(rebuildTask(entry.row, entry.texts), entry.layout), layout: entry.layout }];
  });
}
