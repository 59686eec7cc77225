import { and, asc, eq, gt, inArray, isNotNull, lte, max, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import type { FailureClass, Resolution } from "#lib/core/grading/model";
import { type EvalType, type PolicyId, policies } from "#lib/core/grading/policies";
import { isEnded, type RunKind } from "#lib/core/run/model";
import type { Queryable } from "#lib/db/client";
import { batchTasks, runBatches, runs, tasks } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { loadEvalTypes } from "#lib/runner/graded-tasks";
import { settleTrajectories } from "#lib/runner/settle-trajectories";
import { dependsOnEvalType, type KeptOutcome, type KeptVerdict, regradeLetters } from "#lib/runs/grade-letters";
import { settleTasks } from "#lib/runs/settle-tasks";

const tasksPerStep = 2_000;
const maxListed = 10_000;

/** One batch, or every batch that has tasks of a dataset; always whole, because a batch has one policy. */
export type RegradeScope = { readonly batchId: string } | { readonly dataset: string };

export interface RegradeRequest {
  readonly scope: RegradeScope;
  readonly policy: PolicyId;
  /** Write the verdicts down; without it nothing changes. */
  readonly isApplied: boolean;
}

/** A run whose resolution is another one under the policy. */
export interface VerdictChange {
  readonly runId: number;
  readonly batchId: string;
  readonly instanceId: string;
  readonly kind: RunKind;
  readonly from: Resolution;
  readonly to: Resolution;
  readonly failureClass: FailureClass | null;
  readonly reason: string;
}

export interface Regrading {
  readonly policy: PolicyId;
  readonly isApplied: boolean;
  readonly batches: number;
  /** Batches whose tasks still run: their verdicts are told, and not written. */
  readonly unfinishedBatches: number;
  /** Runs that have a verdict. */
  readonly runs: number;
  readonly before: Readonly<Record<Resolution, number>>;
  readonly after: Readonly<Record<Resolution, number>>;
  readonly changed: number;
  /** The first 10,000 of them. */
  readonly changes: readonly VerdictChange[];
}

/**
 * The verdicts of all finished gold and model runs under another policy, from what their rows keep: no log is read and
 * nothing is run. A run that was not graded against any list has none.
 */
export async function regrade(ctx: Ctx, { scope, policy, isApplied }: RegradeRequest): Promise<Regrading> {
  requireRole(ctx.actor, isApplied ? "curator" : "viewer");
  const tally = emptyTally();
  const batches = await listBatches(ctx.db, scope);
  let unfinishedBatches = 0;
  for (const { id, isOver } of batches) {
    if (isApplied && isOver) await applyPolicy(ctx, id, policy, tally);
    else await regradeBatch(ctx.db, id, policy, tally);
    if (!isOver) unfinishedBatches++;
  }
  const { evalTypes: _, ...counted } = tally;
  return { policy, isApplied, batches: batches.length, unfinishedBatches, ...counted };
}

interface Tally {
  runs: number;
  changed: number;
  readonly before: Record<Resolution, number>;
  readonly after: Record<Resolution, number>;
  readonly changes: VerdictChange[];
  /** By task, of those whose verdicts depend on it. */
  readonly evalTypes: Map<number, EvalType>;
}

function emptyTally(): Tally {
  const none = { FULL: 0, PARTIAL: 0, NO: 0, NOT_GRADED: 0 };
  return { runs: 0, changed: 0, before: { ...none }, after: { ...none }, changes: [], evalTypes: new Map() };
}

async function listBatches(db: Queryable, scope: RegradeScope): Promise<{ id: string; isOver: boolean }[]> {
  const isMeant =
    "batchId" in scope
      ? eq(runBatches.id, scope.batchId)
      : sql`exists (select 1 from ${batchTasks} b join ${tasks} t on t.id = b.task_id
          where b.batch_id = ${runBatches.id} and t.dataset = ${scope.dataset})`;
  const found = await db
    .select({ id: runBatches.id, state: runBatches.state })
    .from(runBatches)
    .where(isMeant)
    .orderBy(asc(runBatches.createdAt), asc(runBatches.id));
  if (found.length === 0) {
    const what = "batchId" in scope ? `the id ${scope.batchId}` : `tasks of a dataset ${scope.dataset}`;
    fail("not_found", `No batch has ${what}`);
  }
  return found.map(({ id, state }) => ({ id, isOver: isEnded(state) }));
}

/** Writes a batch's verdicts under a policy, all of them or none: it fails where one changed in the meantime. */
async function applyPolicy({ actor, db }: Ctx, batchId: string, policy: PolicyId, tally: Tally): Promise<void> {
  await db.transaction(async (tx) => {
    const [batch] = await tx.select().from(runBatches).where(eq(runBatches.id, batchId)).for("update");
    if (!batch || !isEnded(batch.state))
      return fail("conflict", `The batch ${batchId} runs again; regrade it when it is over.`);
    let written = 0;
    await regradeBatch(tx, batchId, policy, tally, async (step) => {
      written += await writeVerdicts(tx, step);
    });
    await tx.update(runBatches).set({ policy }).where(eq(runBatches.id, batchId));
    if (batch.kind === "evaluation") {
      await settleTasks(tx, batchId);
      await settleTrajectories(tx, { batchId });
    }
    await audit(tx, actor, "batch.regraded", `batch:${batchId}`, { from: batch.policy, to: policy, runs: written });
  });
}

/** A stored verdict and the one that takes its place. */
interface Regraded {
  readonly runId: number;
  readonly old: KeptVerdict;
  readonly verdict: KeptVerdict;
}

/** Goes through a batch in the order of its tasks, some thousand at a time, and counts along. */
async function regradeBatch(
  db: Queryable,
  batchId: string,
  policy: PolicyId,
  tally: Tally,
  onStep?: (step: readonly Regraded[]) => Promise<void>,
): Promise<void> {
  for (let after = 0; ; ) {
    const last = await findStep(db, batchId, after);
    if (last === null) return;
    const rows = await selectRuns(db, batchId, after, last);
    await learnEvalTypes(db, rows, policy, tally.evalTypes);
    const step = rows.map((row) => regradeRow(row, policy, tally));
    await onStep?.(step);
    after = last;
  }
}

/** Looks the evaluation types of those tasks up whose verdicts depend on them, and that are not known yet. */
async function learnEvalTypes(
  db: Queryable,
  rows: readonly StoredRun[],
  policy: PolicyId,
  known: Map<number, EvalType>,
): Promise<void> {
  const unknown = rows.filter((row) => !known.has(row.taskId) && dependsOnEvalType(policies[policy], outcomeOf(row)));
  const found = await loadEvalTypes(db, [...new Set(unknown.map(({ taskId }) => taskId))]);
  for (const [taskId, evalType] of found) known.set(taskId, evalType);
}

async function findStep(db: Queryable, batchId: string, after: number): Promise<number | null> {
  const step = db
    .select({ taskId: batchTasks.taskId })
    .from(batchTasks)
    .where(and(eq(batchTasks.batchId, batchId), gt(batchTasks.taskId, after)))
    .orderBy(asc(batchTasks.taskId))
    .limit(tasksPerStep)
    .as("step");
  const [found] = await db.select({ last: max(step.taskId) }).from(step);
  return found?.last ?? null;
}

function selectRuns(db: Queryable, batchId: string, after: number, last: number) {
  return db
    .select({
      runId: runs.id,
      batchId: runs.batchId,
      taskId: runs.taskId,
      instanceId: tasks.instanceId,
      kind: runs.kind,
      policy: runBatches.policy,
      resolution: runs.resolution,
      failureClass: runs.failureClass,
      reason: runs.reason,
      failToPass: runs.failToPassStatuses,
      passToPass: runs.passToPassStatuses,
      otherPassed: runs.otherPassed,
      facts: runs.logFacts,
    })
    .from(runs)
    .innerJoin(runBatches, eq(runBatches.id, runs.batchId))
    .innerJoin(tasks, eq(tasks.id, runs.taskId))
    .where(
      and(
        eq(runs.batchId, batchId),
        gt(runs.taskId, after),
        lte(runs.taskId, last),
        eq(runs.state, "finished"),
        inArray(runs.kind, ["gold", "model"]),
        isNotNull(runs.resolution),
        isNotNull(runs.logFacts),
      ),
    );
}

type StoredRun = Awaited<ReturnType<typeof selectRuns>>[number];

function outcomeOf({ runId, failToPass, passToPass, otherPassed, facts }: StoredRun): Omit<KeptOutcome, "evalType"> {
  if (facts === null) throw new Error(`The run ${runId} was read without the facts of its log`);
  const letters = { failToPass: failToPass ?? "", passToPass: passToPass ?? "", otherPassed: otherPassed ?? 0 };
  return { letters, facts };
}

function regradeRow(row: StoredRun, policy: PolicyId, tally: Tally): Regraded {
  const { runId, batchId, taskId, instanceId, kind, resolution, failureClass, reason } = row;
  if (resolution === null) throw new Error(`The run ${runId} was read without its verdict`);
  const old = { resolution, failureClass, reason: reason ?? "" };
  const evalType = tally.evalTypes.get(taskId) ?? "pass_and_fail";
  const outcome = { ...outcomeOf(row), evalType };
  const verdict = regradeLetters({ policy: policies[row.policy], verdict: old }, policies[policy], outcome);
  tally.runs++;
  tally.before[old.resolution]++;
  tally.after[verdict.resolution]++;
  if (verdict.resolution !== old.resolution) {
    tally.changed++;
    const { resolution: to, ...why } = verdict;
    if (tally.changes.length < maxListed) {
      tally.changes.push({ runId, batchId, instanceId, kind, from: old.resolution, to, ...why });
    }
  }
  return { runId, old, verdict };
}

/** One statement for all; gives how many rows changed. */
async function writeVerdicts(tx: Queryable, step: readonly Regraded[]): Promise<number> {
  const changed = step.filter(({ old, verdict }) => !isSameVerdict(old, verdict));
  if (changed.length === 0) return 0;
  const column = (pick: (one: Regraded) => string | number | null) => sql.param(changed.map(pick));
  const written = await tx.execute(sql`
    update ${runs} r set resolution = w.resolution, failure_class = w.failure_class, reason = w.reason
    from unnest(
      ${column((one) => one.runId)}::bigint[],
      ${column((one) => one.old.resolution)}::text[],
      ${column((one) => one.old.failureClass)}::text[],
      ${column((one) => one.old.reason)}::text[],
      ${column((one) => one.verdict.resolution)}::text[],
      ${column((one) => one.verdict.failureClass)}::text[],
      ${column((one) => one.verdict.reason)}::text[]
    ) w(id, old_resolution, old_class, old_reason, resolution, failure_class, reason)
    where r.id = w.id and r.state = 'finished' and r.resolution = w.old_resolution
      and r.failure_class is not distinct from w.old_class and coalesce(r.reason, '') = w.old_reason
    returning r.id`);
  if (written.length !== changed.length)
    fail("conflict", "Verdicts of this batch changed in the meantime. Regrade it again.");
  return changed.length;
}

/** A stored reason may go on with a note, which stays as long as the verdict does. */
function isSameVerdict(old: KeptVerdict, verdict: KeptVerdict): boolean {
  const { resolution, failureClass, reason } = verdict;
  return old.resolution === resolution && old.failureClass === failureClass && old.reason.startsWith(reason);
}
