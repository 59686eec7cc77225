import { and, eq, inArray, sql } from "drizzle-orm";
import type { Actor } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import type { FailureClass } from "#lib/core/grading/model";
import type { PolicyId } from "#lib/core/grading/policies";
import type { PipelineStage } from "#lib/core/task/model";
import type { Database, Queryable } from "#lib/db/client";
import { batchTasks, quarantinedTests, runs, taskLabels, tasks } from "#lib/db/schema";
import type { Claim } from "#lib/runner/claim-task";
import { endBatch, lockBatch } from "#lib/runner/end-batch";
import { requireClaim } from "#lib/runner/finish-run";
import type { Subject } from "#lib/runner/load-subject";
import { settleTrajectories } from "#lib/runner/settle-trajectories";

/** The tests that the runs of a task sort into, by what they did without and with the gold patch. */
export interface Labels {
  readonly failToPass: readonly string[];
  readonly passToPass: readonly string[];
  readonly passToFail: readonly string[];
  readonly failToFail: readonly string[];
  readonly flaky: readonly string[];
}

/** What became of a task. */
export type TaskEnd =
  | { readonly outcome: "accepted"; readonly labels: Labels | null; readonly reason: string }
  | {
      readonly outcome: "stopped";
      readonly stage: PipelineStage;
      readonly failureClass: FailureClass;
      readonly reason: string;
      readonly labels: Labels | null;
    }
  | { readonly outcome: "graded"; readonly failureClass: FailureClass | null; readonly reason: string };

/** Writes down how a task ended, and what that means for the task itself. */
export async function finishTask(
  { actor, db }: { actor: Actor; db: Database },
  claim: Claim,
  subject: Subject,
  policy: PolicyId,
  end: TaskEnd,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockBatch(tx, claim.batchId);
    await requireClaim(tx, claim);
    await tx
      .update(batchTasks)
      .set({
        state: "finished",
        outcome: end.outcome,
        stage: stageOf(end),
        failureClass: end.outcome === "accepted" ? null : end.failureClass,
        reason: end.reason,
        finishedAt: sql`now()`,
      })
      .where(isTask(claim));
    await cancelRest(tx, claim, end.reason);
    if (end.outcome === "graded") await settleTrajectories(tx, claim);
    else await moveTask(tx, actor, subject, end);
    if ("labels" in end && end.labels) await keepLabels(tx, actor, claim, subject, policy, end.labels);
    await endBatch(tx, claim.batchId);
  });
}

/** The machinery failed: the task keeps its place, and the batch says so. */
export async function failTask(db: Database, claim: Claim, reason: string): Promise<void> {
  await db.transaction(async (tx) => {
    await lockBatch(tx, claim.batchId);
    await requireClaim(tx, claim);
    await tx
      .update(batchTasks)
      .set({ state: "failed", failureClass: "infrastructure", reason, finishedAt: sql`now()` })
      .where(isTask(claim));
    await tx
      .update(runs)
      .set({ state: "failed", failureClass: "infrastructure", reason, finishedAt: sql`now()` })
      .where(isOpenRun(claim));
    await endBatch(tx, claim.batchId);
  });
}

/** Puts a task back, to be tried again; `isUntried` where nothing was wrong with it. */
export async function releaseTask(
  db: Database,
  claim: Claim,
  { reason, isUntried }: { reason: string | null; isUntried: boolean },
): Promise<void> {
  await db.transaction(async (tx) => {
    await requireClaim(tx, claim);
    const tries = isUntried ? claim.tries - 1 : claim.tries;
    await tx
      .update(batchTasks)
      .set({ state: "queued", claimId: null, workerId: null, reason, tries })
      .where(isTask(claim));
    await tx.update(runs).set({ state: "queued", startedAt: null }).where(isOpenRun(claim));
  });
}

function isTask({ batchId, taskId }: Claim) {
  return and(eq(batchTasks.batchId, batchId), eq(batchTasks.taskId, taskId));
}

function isOpenRun({ batchId, taskId }: Claim) {
  return and(eq(runs.batchId, batchId), eq(runs.taskId, taskId), inArray(runs.state, ["queued", "running"]));
}

function stageOf(end: TaskEnd): PipelineStage {
  switch (end.outcome) {
    case "accepted":
      return "B.3";
    case "stopped":
      return end.stage;
    case "graded":
      return "C.2";
  }
}

/** The runs that need not be made any more. */
async function cancelRest(tx: Queryable, claim: Claim, reason: string): Promise<void> {
  await tx.update(runs).set({ state: "cancelled", reason, finishedAt: sql`now()` }).where(isOpenRun(claim));
}

/** A task whose content changed since, or that somebody decided about, stays as it is. */
async function moveTask(
  tx: Queryable,
  actor: Actor,
  { taskId, revision }: Subject,
  end: Exclude<TaskEnd, { outcome: "graded" }>,
): Promise<void> {
  const stage = stageOf(end);
  const isAccepted = end.outcome === "accepted";
  const [moved] = await tx
    .update(tasks)
    .set({ status: isAccepted ? "validated" : "stopped", stage, stopReason: isAccepted ? null : end.reason })
    .where(
      and(
        eq(tasks.id, taskId),
        eq(tasks.revision, revision),
        inArray(tasks.status, ["imported", "validated", "stopped"]),
      ),
    )
    .returning({ id: tasks.id });
  if (moved) await audit(tx, actor, `task.${end.outcome}`, `task:${taskId}`, { stage, reason: end.reason });
}

async function keepLabels(
  tx: Queryable,
  actor: Actor,
  { batchId }: Claim,
  { taskId, contentHash }: Subject,
  policy: PolicyId,
  labels: Labels,
): Promise<void> {
  await tx.insert(taskLabels).values({
    batchId,
    taskId,
    policy,
    contentHash,
    failToPass: [...labels.failToPass],
    passToPass: [...labels.passToPass],
    passToFail: [...labels.passToFail],
    failToFail: [...labels.failToFail],
    flaky: [...labels.flaky],
  });
  if (labels.flaky.length === 0) return;
  const reason = "It did not end the same way each time";
  await tx
    .insert(quarantinedTests)
    .values(labels.flaky.map((test) => ({ taskId, test, reason, createdBy: actor.name })))
    .onConflictDoNothing();
}
