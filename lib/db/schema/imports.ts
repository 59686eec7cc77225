import {
  bigint,
  boolean,
  check,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import type { ColumnMappingLine } from "../../core/column-mapping.ts";
import { importKinds, importStates } from "../../core/import-state.ts";
import type { RecordPosition } from "../../core/record-position.ts";
import { bytea, inList } from "./columns.ts";
import { datasets } from "./datasets.ts";

export const imports = pgTable(
  "imports",
  {
    id: uuid().primaryKey().defaultRandom(),
    dataset: text()
      .notNull()
      .references(() => datasets.slug),
    state: text({ enum: importStates }).notNull(),
    /** The file's name as given, without folders of the machine it came from. */
    fileName: text("file_name").notNull(),
    fileSizeBytes: bigint("file_size_bytes", { mode: "number" }).notNull(),
    /** SHA-256 of the file's bytes, hex; empty while it uploads. */
    fileHash: text("file_hash").notNull().default(""),
    /** What the records become. */
    kind: text({ enum: importKinds }).notNull().default("tasks"),
    /** Of trajectories: what they are all a part of, and whose they are where they do not say. */
    run: text(),
    model: text(),
    /** What was asked for: an adapter's id or `auto`. */
    requestedFormat: text("requested_format").notNull().default("auto"),
    isStrict: boolean("is_strict").notNull().default(false),
    /** What was found. */
    fileFormat: text("file_format"),
    adapter: text(),
    mapping: jsonb().$type<readonly ColumnMappingLine[]>(),
    totalRecords: integer("total_records"),
    /** How many records are behind us, committed with their rows: where a killed import goes on. */
    position: integer().notNull().default(0),
    bytesRead: bigint("bytes_read", { mode: "number" }).notNull().default(0),
    /** What was done; while `previewed`, what would be. */
    added: integer().notNull().default(0),
    updated: integer().notNull().default(0),
    unchanged: integer().notNull().default(0),
    rejected: integer().notNull().default(0),
    /** One sentence for the person who started it, where it failed. */
    failure: text(),
    createdBy: text("created_by").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    startedAt: timestamp("started_at", { withTimezone: true }),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
  },
  (table) => [
    index("imports_dataset_idx").on(table.dataset, table.createdAt),
    check("imports_state_check", inList(table.state, importStates)),
    check("imports_kind_check", inList(table.kind, importKinds)),
  ],
);

/** A record that did not become a task, whole, with the reason. */
export const importRejects = pgTable(
  "import_rejects",
  {
    importId: uuid("import_id")
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    /** 1-based number of the record in its file. */
    record: integer().notNull(),
    position: json().$type<RecordPosition>().notNull(),
    field: text(),
    expected: text().notNull(),
    found: text().notNull(),
    instanceId: text("instance_id"),
    /** The record as it came, or the broken text. */
    source: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.record] })],
);

/** The bytes of an uploaded file until its import has ended, so that any worker on any machine can read it. */
export const uploadChunks = pgTable(
  "upload_chunks",
  {
    importId: uuid("import_id")
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    seq: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.seq] })],
);
