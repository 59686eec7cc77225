import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  char,
  check,
  index,
  integer,
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
import { failureClasses, resolutions } from "../../core/grading/model.ts";
import { policyIds } from "../../core/grading/policies.ts";
import type { LogFacts } from "../../core/grading/refuse-log.ts";
import { batchKinds, batchTaskOutcomes, type RunStep, runKinds, workStates } from "../../core/run/model.ts";
import { pipelineStages } from "../../core/task/model.ts";
import { bytea, inList } from "./columns.ts";
import { datasets } from "./datasets.ts";
import { environments } from "./environments.ts";
import { tasks } from "./tasks.ts";

/** What somebody asked to be run: some tasks, validated; or predictions for them, graded. */
export const runBatches = pgTable(
  "run_batches",
  {
    id: uuid().primaryKey().defaultRandom(),
    kind: text({ enum: batchKinds }).notNull(),
    title: text().notNull(),
    state: text({ enum: workStates }).notNull().default("queued"),
    policy: text({ enum: policyIds }).notNull(),
    repeats: smallint().notNull(),
    /** `auto` takes what the worker's machine has. */
    driver: text({ enum: ["auto", "docker", "bubblewrap"] })
      .notNull()
      .default("auto"),
    /** A larger number goes first. */
    priority: smallint().notNull().default(0),
    /** The query of the task list that chose the tasks, where one did. */
    filter: text(),
    predictionSetId: uuid("prediction_set_id").references(() => predictionSets.id),
    taskCount: integer("task_count").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
  },
  (table) => [
    index("run_batches_created_idx").on(table.createdAt),
    check("run_batches_kind_check", inList(table.kind, batchKinds)),
    check("run_batches_state_check", inList(table.state, workStates)),
  ],
);

/**
 * A task of a batch: the unit that one worker takes. `claimId` is its proof; whoever comes with another one may write
 * nothing any more.
 */
export const batchTasks = pgTable(
  "batch_tasks",
  {
    batchId: uuid("batch_id")
      .notNull()
      .references(() => runBatches.id, { onDelete: "cascade" }),
    taskId: integer("task_id")
      .notNull()
      .references(() => tasks.id, { onDelete: "cascade" }),
    state: text({ enum: workStates }).notNull().default("queued"),
    claimId: uuid("claim_id"),
    workerId: uuid("worker_id"),
    tries: smallint().notNull().default(0),
    outcome: text({ enum: batchTaskOutcomes }),
    /** Where the task came to stand in the pipeline, like `B.3`. */
    stage: text({ enum: pipelineStages }),
    failureClass: text("failure_class", { enum: failureClasses }),
    /** One sentence for people. */
    reason: text(),
    environmentHash: char("environment_hash", { length: 64 }).references(() => environments.hash),
    startedAt: timestamp("started_at", { withTimezone: true }),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.batchId, table.taskId] }),
    index("batch_tasks_state_idx").on(table.batchId, table.state),
    index("batch_tasks_task_idx").on(table.taskId),
    index("batch_tasks_worker_idx").on(table.workerId).where(sql`${table.state} = 'running'`),
    check("batch_tasks_state_check", inList(table.state, workStates)),
    check("batch_tasks_outcome_check", inList(table.outcome, batchTaskOutcomes)),
  ],
);

/** One execution of a task's tests in a sandbox. */
export const runs = pgTable(
  "runs",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    batchId: uuid("batch_id")
      .notNull()
      .references(() => runBatches.id, { onDelete: "cascade" }),
    taskId: integer("task_id")
      .notNull()
      .references(() => tasks.id, { onDelete: "cascade" }),
    kind: text({ enum: runKinds }).notNull(),
    /** 1-based: which of the repeats. */
    repeat: smallint().notNull(),
    state: text({ enum: workStates }).notNull().default("queued"),
    predictionId: bigint("prediction_id", { mode: "number" }).references(() => predictions.id),
    environmentHash: char("environment_hash", { length: 64 }).references(() => environments.hash),
    driver: text(),
    imageDigest: text("image_digest"),
    host: text(),
    exitCode: integer("exit_code"),
    durationSeconds: real("duration_seconds"),
    steps: jsonb().$type<readonly RunStep[]>(),
    parser: text(),
    /** The verdict under the batch's policy. */
    resolution: text({ enum: resolutions }),
    failureClass: text("failure_class", { enum: failureClasses }),
    reason: text(),
    testCount: integer("test_count"),
    /**
     * A letter for the status of each test of FAIL_TO_PASS and of PASS_TO_PASS, in the order of the lists whose hash is
     * `listsHash`: what another policy needs for its verdict.
     */
    failToPassStatuses: text("fail_to_pass_statuses"),
    passToPassStatuses: text("pass_to_pass_statuses"),
    listsHash: char("lists_hash", { length: 64 }),
    /** How many tests passed that are in neither list, and what else of the log a policy asks for. */
    otherPassed: integer("other_passed"),
    logFacts: jsonb("log_facts").$type<LogFacts>(),
    startedAt: timestamp("started_at", { withTimezone: true }),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
  },
  (table) => [
    uniqueIndex("runs_batch_task_kind_key").on(
      table.batchId,
      table.taskId,
      table.kind,
      sql`coalesce(${table.predictionId}, 0)`,
      table.repeat,
    ),
    index("runs_task_idx").on(table.taskId, table.id),
    index("runs_prediction_idx").on(table.predictionId),
    check("runs_kind_check", inList(table.kind, runKinds)),
    check("runs_state_check", inList(table.state, workStates)),
  ],
);

/** What a run printed: compressed whole once it has ended, in pieces while it lasts. */
export const runLogs = pgTable("run_logs", {
  runId: bigint("run_id", { mode: "number" })
    .primaryKey()
    .references(() => runs.id, { onDelete: "cascade" }),
  /** gzip of the bytes. */
  content: bytea().notNull(),
  sizeBytes: bigint("size_bytes", { mode: "number" }).notNull(),
  isTruncated: boolean("is_truncated").notNull(),
});

export const runLogPieces = pgTable(
  "run_log_pieces",
  {
    runId: bigint("run_id", { mode: "number" })
      .notNull()
      .references(() => runs.id, { onDelete: "cascade" }),
    /** Where the piece begins, in bytes of the log. */
    position: bigint({ mode: "number" }).notNull(),
    content: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.position] })],
);

/** The outcome of every test of a run. Three arrays of one length: a task may have thousands of tests, and they are read together. */
export const runTests = pgTable("run_tests", {
  runId: bigint("run_id", { mode: "number" })
    .primaryKey()
    .references(() => runs.id, { onDelete: "cascade" }),
  names: text().array().notNull(),
  /** One letter per test. */
  statuses: text().notNull(),
  seconds: real().array(),
  /** 1-based lines of the log. */
  lines: integer().array().notNull(),
});

/** What a validation found out about a task's tests; the newest accepted one is the task's. */
export const taskLabels = pgTable(
  "task_labels",
  {
    batchId: uuid("batch_id")
      .notNull()
      .references(() => runBatches.id, { onDelete: "cascade" }),
    taskId: integer("task_id")
      .notNull()
      .references(() => tasks.id, { onDelete: "cascade" }),
    policy: text({ enum: policyIds }).notNull(),
    failToPass: text("fail_to_pass").array().notNull(),
    passToPass: text("pass_to_pass").array().notNull(),
    passToFail: text("pass_to_fail").array().notNull(),
    failToFail: text("fail_to_fail").array().notNull(),
    flaky: text().array().notNull(),
    /** The task's content when it was found out. */
    contentHash: char("content_hash", { length: 64 }).notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.batchId, table.taskId] }),
    index("task_labels_task_idx").on(table.taskId, table.createdAt),
  ],
);

/** Tests of a task that do not count, because they end differently from run to run. */
export const quarantinedTests = pgTable(
  "quarantined_tests",
  {
    taskId: integer("task_id")
      .notNull()
      .references(() => tasks.id, { onDelete: "cascade" }),
    test: text().notNull(),
    reason: text().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.taskId, table.test] })],
);

/** Model patches that came in together. */
export const predictionSets = pgTable(
  "prediction_sets",
  {
    id: uuid().primaryKey().defaultRandom(),
    dataset: text()
      .notNull()
      .references(() => datasets.slug),
    name: text().notNull(),
    model: text().notNull(),
    fileName: text("file_name").notNull(),
    fileHash: text("file_hash").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [uniqueIndex("prediction_sets_file_key").on(table.dataset, table.fileHash, table.model)],
);

export const predictions = pgTable(
  "predictions",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    setId: uuid("set_id")
      .notNull()
      .references(() => predictionSets.id, { onDelete: "cascade" }),
    instanceId: text("instance_id").notNull(),
    /** Null where the dataset has no such task. */
    taskId: integer("task_id").references(() => tasks.id, { onDelete: "set null" }),
    /** Empty where the model gave none. */
    patch: text().notNull(),
  },
  (table) => [
    uniqueIndex("predictions_set_instance_key").on(table.setId, table.instanceId),
    index("predictions_task_idx").on(table.taskId),
  ],
);

/** The processes that take work, as they last said. */
export const workers = pgTable("workers", {
  id: uuid().primaryKey(),
  host: text().notNull(),
  processId: integer("process_id").notNull(),
  drivers: text().array().notNull(),
  /** What is missing, where it can run nothing. */
  problem: text(),
  /** What it may use at most, and what the tasks in hand have reserved of it. */
  cpus: real().notNull(),
  memoryMegabytes: integer("memory_megabytes").notNull(),
  busyCpus: real("busy_cpus").notNull().default(0),
  busyMemoryMegabytes: integer("busy_memory_megabytes").notNull().default(0),
  tasksInHand: integer("tasks_in_hand").notNull().default(0),
  loadAverage: real("load_average").notNull().default(0),
  startedAt: timestamp("started_at", { withTimezone: true }).notNull().defaultNow(),
  seenAt: timestamp("seen_at", { withTimezone: true }).notNull().defaultNow(),
});
