import { sql } from "drizzle-orm";
import {
  char,
  check,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { JsonObject } from "../../core/json.ts";
import { taskSortKeys } from "../../core/task/list.ts";
import { difficulties, pipelineStages, taskStatuses } from "../../core/task/model.ts";
import { taskSortExpression } from "../task-sort.ts";
import { inList, tsvector } from "./columns.ts";
import { datasets } from "./datasets.ts";
import { imports } from "./imports.ts";

/** Narrow: what lists filter and sort by, and nothing else. */
export const tasks = pgTable(
  "tasks",
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    dataset: text()
      .notNull()
      .references(() => datasets.slug),
    instanceId: text("instance_id").notNull(),
    repo: text().notNull(),
    language: text(),
    status: text({ enum: taskStatuses }).notNull().default("imported"),
    /** The pipeline step that it came to, and why it went no further. */
    stage: text({ enum: pipelineStages }).notNull().default("A.2"),
    stopReason: text("stop_reason"),
    difficulty: text({ enum: difficulties }),
    createdAt: timestamp("created_at", { withTimezone: true }),
    year: smallint().generatedAlwaysAs(sql`extract(year from created_at at time zone 'UTC')::smallint`),
    patchFiles: integer("patch_files").notNull(),
    patchHunks: integer("patch_hunks").notNull(),
    patchLinesAdded: integer("patch_lines_added").notNull(),
    patchLinesRemoved: integer("patch_lines_removed").notNull(),
    patchLines: integer("patch_lines").notNull().generatedAlwaysAs(sql`patch_lines_added + patch_lines_removed`),
    patchFunctions: integer("patch_functions").notNull(),
    testPatchFiles: integer("test_patch_files").notNull(),
    testPatchLines: integer("test_patch_lines").notNull(),
    failToPass: integer("fail_to_pass").notNull(),
    passToPass: integer("pass_to_pass").notNull(),
    issueWords: integer("issue_words").notNull(),
    hintsWords: integer("hints_words").notNull(),
    qualityIssueText: real("quality_issue_text"),
    qualityTests: real("quality_tests"),
    qualityDifficulty: real("quality_difficulty"),
    revision: integer().notNull().default(1),
  },
  (table) => [
    uniqueIndex("tasks_dataset_instance_key").on(table.dataset, table.instanceId),
    check("tasks_status_check", inList(table.status, taskStatuses)),
    check("tasks_stage_check", inList(table.stage, pipelineStages)),
    check("tasks_difficulty_check", inList(table.difficulty, difficulties)),
    ...taskSortKeys.map((key) =>
      index(`tasks_sort_${key}_idx`.toLowerCase()).on(taskSortExpression(table, key), table.id),
    ),
  ],
);

/** The long texts of a task, and where each came from. */
export const taskTexts = pgTable("task_texts", {
  taskId: integer("task_id")
    .primaryKey()
    .references(() => tasks.id, { onDelete: "cascade" }),
  baseCommit: text("base_commit").notNull(),
  version: text(),
  problemStatement: text("problem_statement").notNull(),
  hints: text().notNull(),
  patch: text().notNull(),
  testPatch: text("test_patch").notNull(),
  failToPassTests: text("fail_to_pass_tests").array().notNull(),
  passToPassTests: text("pass_to_pass_tests").array().notNull(),
  extra: json().$type<JsonObject>().notNull(),
  layoutId: integer("layout_id")
    .notNull()
    .references(() => recordLayouts.id),
  importId: uuid("import_id")
    .notNull()
    .references(() => imports.id),
  /** 1-based number of the record in its file, and its line in a text file. */
  sourceRecord: integer("source_record").notNull(),
  sourceLine: integer("source_line"),
  importedAt: timestamp("imported_at", { withTimezone: true }).notNull().defaultNow(),
  contentHash: char("content_hash", { length: 64 }).notNull(),
});

/**
 * How many tasks have each combination of facet values, kept by triggers on `tasks`, so that counts over a million tasks
 * are a sum over some thousand rows. A facet that a task lacks is the empty string here, or 0 for the year.
 */
export const taskFacets = pgTable(
  "task_facets",
  {
    dataset: text().notNull(),
    repo: text().notNull(),
    language: text().notNull(),
    status: text().notNull(),
    stage: text().notNull(),
    difficulty: text().notNull(),
    year: smallint().notNull(),
    count: integer().notNull(),
  },
  (table) => [
    primaryKey({
      name: "task_facets_pk",
      columns: [table.dataset, table.repo, table.language, table.status, table.stage, table.difficulty, table.year],
    }),
  ],
);

/** Words to find a task by; apart from the texts, so that reading them never drags it along. */
export const taskSearch = pgTable(
  "task_search",
  {
    taskId: integer("task_id")
      .primaryKey()
      .references(() => tasks.id, { onDelete: "cascade" }),
    document: tsvector().notNull(),
  },
  (table) => [index("task_search_document_idx").using("gin", table.document)],
);

/** How a source record was laid out: which column stood where, and how its value is written. Few rows, shared by many tasks. */
export const recordLayouts = pgTable(
  "record_layouts",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    adapter: text().notNull(),
    columns: jsonb().$type<readonly (readonly [column: string, codec: string])[]>().notNull(),
    hash: char({ length: 64 }).notNull(),
  },
  (table) => [uniqueIndex("record_layouts_hash_key").on(table.hash)],
);
