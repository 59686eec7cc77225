import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { and, asc, eq, exists, isNotNull, ne, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import type { PolicyId } from "#lib/core/grading/policies";
import type { Queryable } from "#lib/db/client";
import { batchTasks, predictionSets, predictions, runBatches, runLogs, runs, runTests } from "#lib/db/schema";
import { fail } from "#lib/errors";
import type { InstanceFiles, RunFolder } from "#lib/predictions/find-run-folders";
import { type JudgedInstance, judgeInstance } from "#lib/predictions/judge-instance";
import { type GradedTask, loadGradedTasks } from "#lib/runner/graded-tasks";
import { hashLists } from "#lib/runner/hash-lists";
import { settleTrajectories } from "#lib/runner/settle-trajectories";

const zip = promisify(gzip);
const instancesPerStep = 50;

/** Stands where a run's driver does: the run was made by a harness elsewhere. */
export const harnessDriver = "harness";

export interface RunImport {
  readonly folder: RunFolder;
  readonly setId: string;
  readonly policy: PolicyId;
}

export interface ImportedRuns {
  readonly batchId: string;
  /** False where the runs of this set were imported before: then that batch is meant. */
  readonly isNew: boolean;
  /** What the verdicts of the batch go by; of runs that were imported before it may be another than was asked for. */
  readonly policy: PolicyId;
  /** Runs whose log was read and graded, and those that the harness left without one. */
  readonly graded: number;
  readonly failed: number;
  /** Where our verdict is not what the harness's report says. */
  readonly differences: readonly { readonly instanceId: string; readonly difference: string }[];
}

/**
 * Keeps what a harness ran elsewhere as finished runs of a prediction set: its logs are read and graded here, and a
 * verdict that differs from the harness's own says so. All of it or nothing.
 */
export async function importRuns({ actor, db }: Ctx, { folder, setId, policy }: RunImport): Promise<ImportedRuns> {
  requireRole(actor, "curator");
  return db.transaction(async (tx) => {
    const [set] = await tx.select().from(predictionSets).where(eq(predictionSets.id, setId)).for("update");
    if (!set) fail("not_found", "No such set of predictions");
    const earlier = await findImported(tx, setId);
    if (earlier) return { ...earlier, isNew: false, graded: 0, failed: 0, differences: [] };
    const subjects = await listSubjects(tx, setId, folder.instances);
    if (subjects.length === 0) fail("invalid", `${set.fileName} has no run of a task of ${set.dataset}`);
    const batchId = await insertBatch(tx, { set, policy, taskCount: subjects.length, createdBy: actor.name });
    const outcome = { graded: 0, failed: 0, differences: [] as ImportedRuns["differences"][number][] };
    for (let from = 0; from < subjects.length; from += instancesPerStep) {
      const judged = await judge(tx, subjects.slice(from, from + instancesPerStep), policy);
      await insertRuns(tx, batchId, judged);
      for (const { instanceId, result } of judged) {
        if (result.state === "failed") outcome.failed++;
        else outcome.graded++;
        const difference = result.state === "finished" ? result.difference : null;
        if (difference) outcome.differences.push({ instanceId, difference });
      }
    }
    await settleTrajectories(tx, { batchId });
    const { graded, failed, differences } = outcome;
    const detail = { set: setId, policy, graded, failed, differences: differences.length };
    await audit(tx, actor, "runs.imported", `batch:${batchId}`, detail);
    return { batchId, isNew: true, policy, ...outcome };
  });
}

interface Subject {
  readonly instanceId: string;
  readonly predictionId: number;
  readonly taskId: number;
  readonly files: InstanceFiles;
}

interface JudgedSubject extends Subject {
  readonly task: GradedTask;
  readonly result: JudgedInstance;
}

async function findImported(tx: Queryable, setId: string): Promise<{ batchId: string; policy: PolicyId } | undefined> {
  const imported = tx
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.batchId, runBatches.id), eq(runs.driver, harnessDriver)));
  const [batch] = await tx
    .select({ batchId: runBatches.id, policy: runBatches.policy })
    .from(runBatches)
    .where(and(eq(runBatches.predictionSetId, setId), exists(imported)))
    .limit(1);
  return batch;
}

/** The instances that have a patch and a task. The harness runs no empty patch. */
async function listSubjects(tx: Queryable, setId: string, instances: readonly InstanceFiles[]): Promise<Subject[]> {
  const files = new Map(instances.map((instance) => [instance.instanceId, instance]));
  const rows = await tx
    .select({ instanceId: predictions.instanceId, predictionId: predictions.id, taskId: predictions.taskId })
    .from(predictions)
    .where(and(eq(predictions.setId, setId), isNotNull(predictions.taskId), ne(predictions.patch, "")))
    .orderBy(asc(predictions.taskId));
  return rows.flatMap(({ taskId, ...row }) => {
    const found = files.get(row.instanceId);
    return found && taskId !== null ? [{ ...row, taskId, files: found }] : [];
  });
}

async function insertBatch(
  tx: Queryable,
  {
    set,
    policy,
    ...values
  }: { set: typeof predictionSets.$inferSelect; policy: PolicyId; taskCount: number; createdBy: string },
): Promise<string> {
  const [batch] = await tx
    .insert(runBatches)
    .values({
      kind: "evaluation",
      title: `Imported runs of ${set.model}`.slice(0, 200),
      state: "finished",
      policy,
      repeats: 1,
      predictionSetId: set.id,
      finishedAt: new Date(),
      ...values,
    })
    .returning({ id: runBatches.id });
  return batch?.id ?? fail("unavailable", "The import was not written down. Try again.");
}

async function judge(tx: Queryable, subjects: readonly Subject[], policy: PolicyId): Promise<JudgedSubject[]> {
  const tasks = await loadGradedTasks(
    tx,
    subjects.map(({ taskId }) => taskId),
  );
  const judged: JudgedSubject[] = [];
  for (const subject of subjects) {
    const task = tasks.get(subject.taskId);
    if (task) judged.push({ ...subject, task, result: await judgeInstance(subject.files, task, policy) });
  }
  return judged;
}

async function insertRuns(tx: Queryable, batchId: string, judged: readonly JudgedSubject[]): Promise<void> {
  if (judged.length === 0) return;
  await tx.insert(batchTasks).values(judged.map(({ taskId, result }) => ({ batchId, taskId, ...taskColumns(result) })));
  const inserted = await tx
    .insert(runs)
    .values(
      judged.map(({ taskId, predictionId, task, result }) => ({
        batchId,
        taskId,
        predictionId,
        kind: "model" as const,
        repeat: 1,
        driver: harnessDriver,
        ...runColumns(result, task),
      })),
    )
    .returning({ id: runs.id, taskId: runs.taskId });
  const runIds = new Map(inserted.map(({ id, taskId }) => [taskId, id]));
  for (const { taskId, result } of judged) {
    const runId = runIds.get(taskId);
    if (result.state === "failed" || runId === undefined) continue;
    const { log, tests } = result;
    await tx.insert(runLogs).values({ runId, content: await zip(log), sizeBytes: log.length, isTruncated: false });
    await tx.insert(runTests).values({ runId, ...tests });
  }
}

function taskColumns(result: JudgedInstance) {
  const ended = { finishedAt: sql`now()`, reason: reasonOf(result) };
  return result.state === "failed"
    ? { ...ended, state: "failed" as const, failureClass: "infrastructure" as const }
    : {
        ...ended,
        state: "finished" as const,
        outcome: "graded" as const,
        stage: "C.2" as const,
        failureClass: result.failureClass,
      };
}

function runColumns(result: JudgedInstance, task: GradedTask) {
  const ended = { finishedAt: sql`now()`, reason: reasonOf(result) };
  if (result.state === "failed") {
    return { ...ended, state: "failed" as const, failureClass: "infrastructure" as const };
  }
  const { exitCode, parser, resolution, failureClass, letters, logFacts, tests } = result;
  return {
    ...ended,
    state: "finished" as const,
    exitCode,
    parser,
    resolution,
    failureClass,
    testCount: tests.names.length,
    failToPassStatuses: letters.failToPass,
    passToPassStatuses: letters.passToPass,
    otherPassed: letters.otherPassed,
    listsHash: hashLists(task),
    logFacts,
  };
}

function reasonOf(result: JudgedInstance): string {
  return result.state === "finished" && result.difference ? `${result.reason} ${result.difference}` : result.reason;
}
