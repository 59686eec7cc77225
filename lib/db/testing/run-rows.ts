import { gzipSync } from "node:zlib";
import { desc, eq, sql } from "drizzle-orm";
import type { BatchTaskOutcome, WorkState } from "#lib/core/run/model";
import type { Database } from "#lib/db/client";
import { batchTasks, runBatches, runLogPieces, runLogs, runs, runTests, workers } from "#lib/db/schema";

type BatchInsert = typeof runBatches.$inferInsert;
type RunInsert = typeof runs.$inferInsert;

/** How a task of a batch stands, as one word. */
export type TaskFate = Exclude<WorkState, "finished"> | BatchTaskOutcome;

/** A batch whose tasks stand as their fates say, each with an empty and a gold run that fit. */
export async function insertBatch(
  db: Database,
  taskFates: ReadonlyMap<number, TaskFate>,
  change: Partial<BatchInsert> = {},
): Promise<string> {
  const fates = [...taskFates.values()];
  const isOpen = fates.some((fate) => fate === "queued" || fate === "running");
  const hasBegun = fates.some((fate) => fate !== "queued");
  const state = isOpen ? (hasBegun ? "running" : "queued") : fates.includes("cancelled") ? "cancelled" : "finished";
  const [batch] = await db
    .insert(runBatches)
    .values({
      kind: "validation",
      title: "",
      state,
      policy: "skywork",
      repeats: 1,
      taskCount: taskFates.size,
      createdBy: "curator@example.org",
      finishedAt: isOpen ? null : new Date(),
      ...change,
    })
    .returning({ id: runBatches.id });
  const batchId = givenBack(batch).id;
  for (const [taskId, fate] of taskFates) await insertBatchTask(db, batchId, taskId, fate);
  return batchId;
}

export async function insertRun(db: Database, run: Pick<RunInsert, "batchId" | "taskId"> & Partial<RunInsert>) {
  const [row] = await db
    .insert(runs)
    .values({ kind: "gold", repeat: 1, ...run })
    .returning({ id: runs.id });
  return givenBack(row).id;
}

/** Moves a task of a batch, and its runs that have not ended, as a worker would. */
export async function endBatchTask(db: Database, batchId: string, taskId: number, fate: TaskFate): Promise<void> {
  const place = sql`batch_id = ${batchId} and task_id = ${taskId}`;
  await db.update(batchTasks).set(taskColumns(fate)).where(place);
  for (const kind of ["empty", "gold"] as const) {
    await db.update(runs).set(runColumns(kind, fate)).where(sql`${place} and kind = ${kind}`);
  }
}

export async function appendLog(db: Database, runId: number, text: string | Uint8Array): Promise<void> {
  const content = Buffer.from(text);
  const [last] = await db
    .select({ end: sql<number>`(${runLogPieces.position} + octet_length(${runLogPieces.content}))::int` })
    .from(runLogPieces)
    .where(eq(runLogPieces.runId, runId))
    .orderBy(desc(runLogPieces.position))
    .limit(1);
  await db.insert(runLogPieces).values({ runId, position: last?.end ?? 0, content });
}

/** Ends a run and keeps its log whole, in place of the pieces. */
export async function storeLog(
  db: Database,
  runId: number,
  text: string | Uint8Array,
  { isTruncated = false } = {},
): Promise<void> {
  const bytes = Buffer.from(text);
  await db.transaction(async (tx) => {
    await tx.update(runs).set({ state: "finished", finishedAt: new Date() }).where(eq(runs.id, runId));
    await tx.insert(runLogs).values({ runId, content: gzipSync(bytes), sizeBytes: bytes.length, isTruncated });
    await tx.delete(runLogPieces).where(eq(runLogPieces.runId, runId));
  });
}

export interface StoredTest {
  readonly name: string;
  readonly letter: string;
  readonly seconds: number;
  readonly line: number;
}

export async function insertTests(db: Database, runId: number, tests: readonly StoredTest[]): Promise<void> {
  await db.insert(runTests).values({
    runId,
    names: tests.map(({ name }) => name),
    statuses: tests.map(({ letter }) => letter).join(""),
    seconds: tests.map(({ seconds }) => seconds),
    lines: tests.map(({ line }) => line),
  });
}

/** A worker that was heard of so many seconds ago. */
export async function insertWorker(
  db: Database,
  { silentSeconds = 0, ...change }: Partial<typeof workers.$inferInsert> & { silentSeconds?: number } = {},
): Promise<string> {
  const id = crypto.randomUUID();
  await db.insert(workers).values({
    id,
    host: "builder-1",
    processId: 4_242,
    drivers: ["docker", "bubblewrap"],
    cpus: 8,
    memoryMegabytes: 24_000,
    busyCpus: 3,
    busyMemoryMegabytes: 9_000,
    tasksInHand: 3,
    loadAverage: 2.75,
    ...change,
    seenAt: sql`now() - make_interval(secs => ${silentSeconds})`,
  });
  return id;
}

async function insertBatchTask(db: Database, batchId: string, taskId: number, fate: TaskFate): Promise<void> {
  await db.insert(batchTasks).values({ batchId, taskId, ...taskColumns(fate) });
  for (const kind of ["empty", "gold"] as const)
    await insertRun(db, { batchId, taskId, kind, ...runColumns(kind, fate) });
}

const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);

function taskColumns(fate: TaskFate) {
  const started = { tries: 1, startedAt: ago(90) };
  const ended = { ...started, finishedAt: ago(1) };
  switch (fate) {
    case "queued":
      return { state: fate };
    case "running":
      return { state: fate, ...started };
    case "cancelled":
      return { state: fate, ...ended };
    case "failed":
      return {
        state: fate,
        ...ended,
        tries: 3,
        failureClass: "infrastructure" as const,
        reason: "The Docker Engine did not answer within 30 s; tried 3 times.",
      };
    case "accepted":
      return {
        state: "finished" as const,
        ...ended,
        outcome: fate,
        stage: "C.1" as const,
        reason: "2 tests fail without the gold patch and pass with it.",
      };
    case "graded":
      return { state: "finished" as const, ...ended, outcome: fate, reason: "1 of 2 FAIL_TO_PASS tests passed." };
    case "stopped":
      return {
        state: "finished" as const,
        ...ended,
        outcome: fate,
        stage: "B.3" as const,
        failureClass: "tests" as const,
        reason: "No test fails without the gold patch and passes with it.",
      };
  }
}

function runColumns(kind: "empty" | "gold", fate: TaskFate) {
  const started = { startedAt: ago(80), host: "builder-1", driver: "docker" };
  const ended = { ...started, finishedAt: ago(1), durationSeconds: 41.2, exitCode: 1, testCount: 24 };
  const empty = { state: "finished" as const, ...ended, resolution: "NO" as const };
  switch (fate) {
    case "queued":
      return { state: fate };
    case "running":
      return kind === "empty" ? empty : { state: fate, ...started };
    case "cancelled":
      return kind === "empty" ? empty : { state: fate, ...started, finishedAt: ago(1) };
    case "failed":
      return {
        state: fate,
        ...started,
        finishedAt: ago(1),
        failureClass: "infrastructure" as const,
        reason: "The Docker Engine did not answer within 30 s.",
      };
    case "accepted":
      return kind === "empty" ? empty : { ...empty, exitCode: 0, resolution: "FULL" as const };
    default:
      return kind === "empty" ? empty : { ...empty, resolution: "PARTIAL" as const };
  }
}

function givenBack<T>(row: T | undefined): T {
  if (!row) throw new Error("An insert gave no row back");
  return row;
}
