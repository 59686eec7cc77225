import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { DerivedTests } from "#lib/core/grading/derive-tests";
import { type GradingPolicy, type PolicyId, policies } from "#lib/core/grading/policies";
import { type Conclusion, concludeValidation, type ValidationRun } from "#lib/core/run/conclude-validation";
import type { BatchTaskOutcome } from "#lib/core/run/model";
import { outcomesOf } from "#lib/core/run/outcomes";
import type { Queryable } from "#lib/db/client";
import { batchTasks, runBatches, runs, runTests, taskLabels, tasks, taskTexts } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { namedEvalType, readEvalType } from "#lib/runner/graded-tasks";
import { regradeLetters } from "#lib/runs/grade-letters";

const tasksPerStep = 50;

const listNames = ["failToPass", "passToPass", "passToFail", "failToFail", "flaky"] as const;
type ListName = (typeof listNames)[number];

/** How a list differs: how many tests come to it and how many leave it. */
export interface ListChange {
  readonly added: number;
  readonly removed: number;
}

/** What a validation says of a task under another policy. */
export interface Rederived {
  readonly taskId: number;
  readonly instanceId: string;
  readonly from: BatchTaskOutcome;
  readonly to: Conclusion["outcome"];
  readonly reason: string;
  /** Only the lists that differ. */
  readonly lists: Partial<Readonly<Record<ListName, ListChange>>>;
}

/**
 * The conclusions of a finished validation under another policy, from the stored status of every test. Nothing is
 * written: whether a task stands is decided by validating it.
 */
export async function* rederive(
  { actor, db }: Ctx,
  { batchId, policy }: { readonly batchId: string; readonly policy: PolicyId },
): AsyncGenerator<readonly Rederived[]> {
  requireRole(actor, "viewer");
  const [batch] = await db.select().from(runBatches).where(eq(runBatches.id, batchId));
  if (!batch) fail("not_found", `No batch has the id ${batchId}`);
  if (batch.kind !== "validation") fail("invalid", "Only a validation derives test lists; this is an evaluation.");
  for (let after = 0; ; ) {
    const step = await selectTasks(db, batchId, after);
    if (step.length === 0) return;
    const runsOf = await selectRuns(
      db,
      batchId,
      step.map(({ taskId }) => taskId),
    );
    yield step.map((task) => {
      const own = runsOf.get(task.taskId) ?? [];
      const found = own.map((run) => toValidationRun(run, task, policies[batch.policy], policies[policy]));
      return compare(task, concludeValidation(found, policies[policy]));
    });
    after = step.at(-1)?.taskId ?? after;
  }
}

async function selectTasks(db: Queryable, batchId: string, after: number) {
  const rows = await db
    .select({
      taskId: batchTasks.taskId,
      instanceId: tasks.instanceId,
      repo: tasks.repo,
      outcome: batchTasks.outcome,
      evalType: namedEvalType,
      labels: {
        failToPass: taskLabels.failToPass,
        passToPass: taskLabels.passToPass,
        passToFail: taskLabels.passToFail,
        failToFail: taskLabels.failToFail,
        flaky: taskLabels.flaky,
      },
    })
    .from(batchTasks)
    .innerJoin(tasks, eq(tasks.id, batchTasks.taskId))
    .innerJoin(taskTexts, eq(taskTexts.taskId, batchTasks.taskId))
    .leftJoin(taskLabels, and(eq(taskLabels.batchId, batchTasks.batchId), eq(taskLabels.taskId, batchTasks.taskId)))
    .where(and(eq(batchTasks.batchId, batchId), eq(batchTasks.state, "finished"), gt(batchTasks.taskId, after)))
    .orderBy(asc(batchTasks.taskId))
    .limit(tasksPerStep);
  return rows;
}

async function selectRuns(db: Queryable, batchId: string, taskIds: readonly number[]) {
  const rows = await db
    .select({
      taskId: runs.taskId,
      kind: runs.kind,
      repeat: runs.repeat,
      resolution: runs.resolution,
      failureClass: runs.failureClass,
      reason: runs.reason,
      failToPass: runs.failToPassStatuses,
      passToPass: runs.passToPassStatuses,
      otherPassed: runs.otherPassed,
      facts: runs.logFacts,
      names: runTests.names,
      statuses: runTests.statuses,
    })
    .from(runs)
    .leftJoin(runTests, eq(runTests.runId, runs.id))
    .where(and(eq(runs.batchId, batchId), inArray(runs.taskId, [...taskIds]), eq(runs.state, "finished")))
    .orderBy(asc(runs.id));
  return Map.groupBy(rows, ({ taskId }) => taskId);
}

type FoundTask = Awaited<ReturnType<typeof selectTasks>>[number];
type FoundRun = NonNullable<ReturnType<Awaited<ReturnType<typeof selectRuns>>["get"]>>[number];

function toValidationRun(run: FoundRun, task: FoundTask, from: GradingPolicy, to: GradingPolicy): ValidationRun {
  const { kind, repeat, resolution, failureClass, facts } = run;
  const stored = { resolution, failureClass, reason: run.reason ?? "" };
  const verdict =
    resolution === null || facts === null
      ? stored
      : regradeLetters({ policy: from, verdict: { ...stored, resolution } }, to, {
          letters: {
            failToPass: run.failToPass ?? "",
            passToPass: run.passToPass ?? "",
            otherPassed: run.otherPassed ?? 0,
          },
          facts,
          evalType: readEvalType(task.evalType, task.repo),
        });
  return { kind, repeat, ...verdict, tests: outcomesOf(run.names ?? [], run.statuses ?? "") };
}

function compare({ taskId, instanceId, outcome, labels }: FoundTask, conclusion: Conclusion): Rederived {
  const derived = listsOf(conclusion.derived);
  const changes = listNames.flatMap((name) => {
    const change = compareList(labels?.[name] ?? [], derived[name]);
    return change.added + change.removed > 0 ? [[name, change] as const] : [];
  });
  return {
    taskId,
    instanceId,
    from: outcome ?? "stopped",
    to: conclusion.outcome,
    reason: conclusion.reason,
    lists: Object.fromEntries(changes),
  };
}

function listsOf(derived: DerivedTests | null): Readonly<Record<ListName, readonly string[]>> {
  if (!derived) return { failToPass: [], passToPass: [], passToFail: [], failToFail: [], flaky: [] };
  return { ...derived, flaky: derived.flaky.map(({ name }) => name) };
}

function compareList(before: readonly string[], after: readonly string[]): ListChange {
  const known = new Set(before);
  const kept = after.filter((test) => known.has(test)).length;
  return { added: after.length - kept, removed: before.length - kept };
}
