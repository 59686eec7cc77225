import { sql } from "drizzle-orm";
import {
  bigint,
  char,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Environment } from "../../core/environment/model.ts";
import { tasks } from "./tasks.ts";

/** How tasks are built and tested. A row never changes: an edited environment is another row, and a rule moves over to it. */
export const environments = pgTable(
  "environments",
  {
    /** SHA-256 over the whole specification, hex. */
    hash: char({ length: 64 }).primaryKey(),
    /** SHA-256 over what its image is made from: environments that differ elsewhere share the image. */
    imageHash: char("image_hash", { length: 64 }).notNull(),
    name: text().notNull(),
    spec: jsonb().$type<Environment>().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index("environments_image_idx").on(table.imageHash)],
);

/**
 * Which environment tasks have: the current rule of a task, else of its repository and version, else of its repository,
 * else of its language. Changing one ends the old row and adds a new, so that history stays.
 */
export const environmentRules = pgTable(
  "environment_rules",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    taskId: integer("task_id").references(() => tasks.id, { onDelete: "cascade" }),
    repo: text(),
    version: text(),
    language: text(),
    environmentHash: char("environment_hash", { length: 64 })
      .notNull()
      .references(() => environments.hash),
    createdBy: text("created_by").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    endedAt: timestamp("ended_at", { withTimezone: true }),
  },
  (table) => [
    check("environment_rules_key_check", sql`num_nonnulls(${table.taskId}, ${table.repo}, ${table.language}) = 1`),
    check("environment_rules_version_check", sql`${table.version} is null or ${table.repo} is not null`),
    uniqueIndex("environment_rules_task_idx").on(table.taskId).where(sql`${table.endedAt} is null`),
    uniqueIndex("environment_rules_repo_idx")
      .on(table.repo, sql`coalesce(${table.version}, '')`)
      .where(sql`${table.endedAt} is null`),
    index("environment_rules_environment_idx").on(table.environmentHash),
    uniqueIndex("environment_rules_language_idx").on(table.language).where(sql`${table.endedAt} is null`),
  ],
);

/** Where a repository's history is read from, where that is not the forge of its dataset. */
export const repositories = pgTable("repositories", {
  repo: text().primaryKey(),
  /** A URL that git understands, a folder of the workers' machines, or `demo:<library>`. */
  source: text().notNull(),
  createdBy: text("created_by").notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});

/** The images that a driver of a machine holds, as its workers last saw them. */
export const sandboxImages = pgTable(
  "sandbox_images",
  {
    host: text().notNull(),
    driver: text().notNull(),
    imageHash: char("image_hash", { length: 64 }).notNull(),
    state: text({ enum: ["building", "ready", "failed"] }).notNull(),
    digest: text(),
    sizeBytes: bigint("size_bytes", { mode: "number" }),
    /** What the build printed, cut at the end that matters least. */
    log: text().notNull().default(""),
    failure: text(),
    buildSeconds: integer("build_seconds"),
    builtAt: timestamp("built_at", { withTimezone: true }),
    usedAt: timestamp("used_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.host, table.driver, table.imageHash] })],
);
