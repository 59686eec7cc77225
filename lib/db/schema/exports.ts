import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  check,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { type ExportContents, type ExportedFile, exportConditions, exportStates } from "../../core/export/model.ts";
import { policyIds } from "../../core/grading/policies.ts";
import type { JsonObject } from "../../core/json.ts";
import { taskStatuses } from "../../core/task/model.ts";
import { bytea, inList } from "./columns.ts";
import { datasets } from "./datasets.ts";

/** A dataset as it stood when somebody froze it. Its rows never change. */
export const datasetVersions = pgTable(
  "dataset_versions",
  {
    id: uuid().primaryKey().defaultRandom(),
    dataset: text()
      .notNull()
      .references(() => datasets.slug),
    /** `v1` or `2026-11`, say. */
    name: text().notNull(),
    note: text().notNull().default(""),
    /** The query of the task list, and whether only approved tasks of it were taken. */
    filter: text().notNull(),
    condition: text({ enum: exportConditions }).notNull(),
    taskCount: integer("task_count").notNull(),
    /** Over a line `instance id, tab, content key` of each row, by instance id; hex. */
    contentsSha256: char("contents_sha256", { length: 64 }).notNull(),
    /** The forms that the approvals were made with, by hash. */
    forms: text().array().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("dataset_versions_name_key").on(table.dataset, table.name),
    check("dataset_versions_condition_check", inList(table.condition, exportConditions)),
  ],
);

/** The record of a task, once for all versions that have it. */
export const versionContents = pgTable("version_contents", {
  /** SHA-256 over the task's content hash and the hash of its record's layout, hex. */
  key: char({ length: 64 }).primaryKey(),
  adapter: text().notNull(),
  /** gzip of the record as JSON, its columns in the order of its file. */
  content: bytea().notNull(),
});

export const versionRows = pgTable(
  "version_rows",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => datasetVersions.id, { onDelete: "cascade" }),
    instanceId: text("instance_id").notNull(),
    /** The task by then; it may be gone. */
    taskId: integer("task_id").notNull(),
    contentHash: char("content_hash", { length: 64 }).notNull(),
    contentKey: char("content_key", { length: 64 })
      .notNull()
      .references(() => versionContents.key),
    status: text({ enum: taskStatuses }).notNull(),
    /** What it was validated in, else what the nearest rule said; a rule for the whole language is a general one. */
    environmentHash: char("environment_hash", { length: 64 }),
    isGeneralEnvironment: boolean("is_general_environment").notNull(),
    /** The test lists of the newest validation where it accepted the task; null where there was none. */
    policy: text({ enum: policyIds }),
    failToPass: text("fail_to_pass").array(),
    passToPass: text("pass_to_pass").array(),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.instanceId] }),
    index("version_rows_content_idx").on(table.contentKey),
    check("version_rows_status_check", inList(table.status, taskStatuses)),
  ],
);

export const exports = pgTable(
  "exports",
  {
    id: uuid().primaryKey().defaultRandom(),
    dataset: text()
      .notNull()
      .references(() => datasets.slug),
    kind: text().notNull(),
    options: json().$type<JsonObject>().notNull(),
    filter: text().notNull(),
    /** Those picked by hand; null where all that match the filter are meant. */
    ids: integer().array(),
    condition: text({ enum: exportConditions }).notNull(),
    versionId: uuid("version_id").references(() => datasetVersions.id),
    state: text({ enum: exportStates }).notNull().default("queued"),
    /** The proof of the worker that is at it: whoever comes with another one may write nothing any more. */
    claimId: uuid("claim_id"),
    done: integer().notNull().default(0),
    /** Null before they are counted. */
    total: integer(),
    contents: json().$type<ExportContents>(),
    files: json().$type<readonly ExportedFile[]>(),
    /** The program, with its version, that made them. */
    application: text(),
    /** One sentence for people. */
    failure: text(),
    createdBy: text("created_by").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    startedAt: timestamp("started_at", { withTimezone: true }),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
    /** When its files were dropped; contents and hashes stay. */
    expiredAt: timestamp("expired_at", { withTimezone: true }),
  },
  (table) => [
    index("exports_dataset_idx").on(table.dataset, table.createdAt),
    index("exports_kept_idx")
      .on(table.finishedAt)
      .where(sql`${table.state} = 'finished' and ${table.expiredAt} is null`),
    check("exports_state_check", inList(table.state, exportStates)),
    check("exports_condition_check", inList(table.condition, exportConditions)),
  ],
);

/**
 * The bytes of an export's files, so that what was handed out once can be handed out again unchanged by any server,
 * whatever became of its tasks since; making them anew would give the data of today.
 */
export const exportChunks = pgTable(
  "export_chunks",
  {
    exportId: uuid("export_id")
      .notNull()
      .references(() => exports.id, { onDelete: "cascade" }),
    file: text().notNull(),
    seq: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.exportId, table.file, table.seq] })],
);
