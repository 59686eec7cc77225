import { hostname } from "node:os";
import { eq } from "drizzle-orm";
import { isObstacle } from "#lib/core/run/conclude-validation";
import type { Database } from "#lib/db/client";
import { runBatches } from "#lib/db/schema";
import { log } from "#lib/log";
import { type Claim, claimTask } from "#lib/runner/claim-task";
import { conclude } from "#lib/runner/conclude";
import { executeRun } from "#lib/runner/execute-run";
import { ClaimLost, finishRun, type RunRecord } from "#lib/runner/finish-run";
import { failTask, finishTask, releaseTask, type TaskEnd } from "#lib/runner/finish-task";
import { judgeRun } from "#lib/runner/judge-run";
import { beginRun, listOpenRuns, type OpenRun } from "#lib/runner/list-open-runs";
import { loadSubject, type Subject } from "#lib/runner/load-subject";
import { persist } from "#lib/runner/persist";
import { type PreparedTask, prepareTask } from "#lib/runner/prepare-task";
import type { TaskWorker } from "#lib/runner/task-worker";
import type { Sandbox } from "#lib/sandbox/port";
import { archiveCommit } from "#lib/sources/git-mirror";

/** How often a task is tried when the machinery fails at it. */
const mostTries = 4;

type Batch = typeof runBatches.$inferSelect;

/**
 * Makes the runs of a task that have yet to be made and writes down what they show. Throws where it should be delivered
 * again: another worker is at it, this one stops, or the machinery failed and there are tries left.
 */
export async function workOnTask(
  worker: TaskWorker,
  job: { batchId: string; taskId: number },
  signal: AbortSignal,
): Promise<void> {
  const { db } = worker.ctx;
  const claim = await claimTask(db, job, worker.registry.id);
  if (claim === "held") throw new Error(`Task ${job.taskId} of batch ${job.batchId} is in another worker's hands`);
  if (!claim) return;
  const watch = worker.registry.watch(claim.claimId);
  try {
    await workOnClaim(worker, claim, AbortSignal.any([signal, watch.signal]));
  } catch (error) {
    if (error instanceof ClaimLost || watch.signal.aborted) return;
    await giveBack(worker, claim, error, signal);
    throw error;
  } finally {
    watch.release();
  }
}

async function workOnClaim(worker: TaskWorker, claim: Claim, signal: AbortSignal): Promise<void> {
  const { db } = worker.ctx;
  const [batch] = await db.select().from(runBatches).where(eq(runBatches.id, claim.batchId));
  if (!batch) return;
  const subject = await loadSubject(db, claim.taskId);
  const sandbox = await worker.sandboxes.choose(batch.driver);
  const prepared = await prepareTask(db, sandbox, claim, subject, signal);
  const end =
    "outcome" in prepared ? prepared : await makeRuns(worker, { claim, batch, subject, sandbox, prepared, signal });
  await persist(signal, () => finishTask(worker.ctx, claim, subject, batch.policy, end));
}

interface Work {
  readonly claim: Claim;
  readonly batch: Batch;
  readonly subject: Subject;
  readonly sandbox: Sandbox;
  readonly prepared: PreparedTask;
  readonly signal: AbortSignal;
}

async function makeRuns({ ctx, registry }: TaskWorker, work: Work): Promise<TaskEnd> {
  const { claim, batch, signal, prepared } = work;
  const { cpus, memoryMegabytes } = prepared.environment.spec.limits;
  for (const run of await listOpenRuns(ctx.db, claim)) {
    const { verdict } = await registry.budget.hold({ cpus, memoryMegabytes }, signal, () => makeRun(ctx.db, run, work));
    if (batch.kind === "validation" && isObstacle(verdict)) break;
  }
  return conclude(ctx.db, batch, claim);
}

async function makeRun(db: Database, run: OpenRun, work: Work): Promise<RunRecord> {
  const { claim, batch, subject, sandbox, signal } = work;
  const { environment, image, commit } = work.prepared;
  await beginRun(db, run.id, { environmentHash: environment.hash, driver: sandbox.driver, host: hostname() });
  const output = await executeRun(run, {
    db,
    sandbox,
    environment: environment.spec,
    repository: archiveCommit(commit, signal),
    testPatch: subject.task.testPatch,
    signal,
  });
  signal.throwIfAborted();
  const judged = judgeRun({ run, subject, output, environment: environment.spec, policy: batch.policy });
  const record = { ...judged, imageDigest: image.digest };
  await persist(signal, () => finishRun(db, claim, run.id, record));
  return record;
}

/** A worker that stops puts the task back as if it had not touched it; a failure counts, and at last it is final. */
async function giveBack({ ctx: { db } }: TaskWorker, claim: Claim, error: unknown, signal: AbortSignal): Promise<void> {
  const never = new AbortController().signal;
  if (signal.aborted) return persist(never, () => releaseTask(db, claim, { reason: null, isUntried: true }));
  const reason = error instanceof Error ? error.message : String(error);
  log().warn(
    { err: error, batch: claim.batchId, task: claim.taskId, tries: claim.tries },
    "The machinery failed at a task",
  );
  if (claim.tries < mostTries) return persist(never, () => releaseTask(db, claim, { reason, isUntried: false }));
  return persist(never, () => failTask(db, claim, reason));
}
