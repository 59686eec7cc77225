import { and, eq, inArray, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { formatInstanceReport, type HarnessVersion, type InstanceReport } from "#lib/core/grading/instance-report";
import type { Verdict } from "#lib/core/grading/model";
import { acceptedLetters, type PolicyId, policies } from "#lib/core/grading/policies";
import { formatRunReport, type RunReport, type RunReportEntry } from "#lib/core/grading/run-report";
import { isEnded } from "#lib/core/run/model";
import type { Queryable } from "#lib/db/client";
import { predictionSets, predictions, runBatches, runs, tasks, taskTexts } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { type GradedTask, loadGradedTasks } from "#lib/runner/graded-tasks";
import { hashLists } from "#lib/runner/hash-lists";
import { splitByLetters } from "#lib/runs/grade-letters";
import { type StandingRun, selectStanding, standingColumns, verdictOf } from "#lib/runs/standing-runs";

const tasksPerStep = 100;

export interface ReportRequest {
  readonly batchId: string;
  readonly version: HarnessVersion;
}

/** The report of one instance, as the harness writes it into `report.json`: under its id. */
export interface WrittenReport {
  readonly runId: number;
  readonly instanceId: string;
  readonly patch: string;
  readonly report: Readonly<Record<string, InstanceReport>>;
}

/** A batch that can be reported: an evaluation that is over. */
export interface ReportedBatch {
  readonly id: string;
  readonly policy: PolicyId;
  readonly setId: string;
  readonly dataset: string;
  readonly model: string;
}

export async function findReportedBatch({ actor, db }: Ctx, batchId: string): Promise<ReportedBatch> {
  requireRole(actor, "viewer");
  const [batch] = await db
    .select({
      id: runBatches.id,
      state: runBatches.state,
      policy: runBatches.policy,
      setId: predictionSets.id,
      dataset: predictionSets.dataset,
      model: predictionSets.model,
    })
    .from(runBatches)
    .leftJoin(predictionSets, eq(predictionSets.id, runBatches.predictionSetId))
    .where(eq(runBatches.id, batchId));
  const { state, setId, dataset, model, ...found } = batch ?? fail("not_found", `No batch has the id ${batchId}`);
  if (setId === null || dataset === null || model === null) {
    return fail("invalid", "A validation has no report of a harness; only evaluations of predictions have one.");
  }
  if (!isEnded(state)) fail("conflict", "This evaluation is not over yet, and has no report before it is.");
  return { ...found, setId, dataset, model };
}

/**
 * The harness's summary of an evaluation, over all tasks of the dataset. Where patches were run several times the worst
 * run stands for all. A patch that the evaluation left out by its choice of tasks is left out here too.
 */
export async function reportEvaluation(ctx: Ctx, { batchId, version }: ReportRequest): Promise<RunReport> {
  const batch = await findReportedBatch(ctx, batchId);
  const standing = selectStanding(ctx.db, batchId).as("standing");
  const rows = await ctx.db
    .select({
      instanceId: tasks.instanceId,
      predictionId: predictions.id,
      isEmpty: sql<boolean>`${predictions.patch} = ''`,
      run: {
        id: standing.id,
        state: standing.state,
        resolution: standing.resolution,
        failureClass: standing.failureClass,
        reason: standing.reason,
        logFacts: standing.logFacts,
      },
    })
    .from(tasks)
    .leftJoin(predictions, and(eq(predictions.setId, batch.setId), eq(predictions.taskId, tasks.id)))
    .leftJoin(standing, eq(standing.taskId, tasks.id))
    .where(eq(tasks.dataset, batch.dataset));
  const entries = rows.flatMap(({ instanceId, predictionId, isEmpty, run }): RunReportEntry[] => {
    if (predictionId === null) return [{ instanceId, patch: undefined, verdict: null }];
    if (isEmpty) return [{ instanceId, patch: "", verdict: null }];
    return run ? [{ instanceId, patch: somePatch, verdict: verdictOf(run, batch.policy) }] : [];
  });
  return formatRunReport(entries, version);
}

/** The reports of the instances that have one, in the order of the tasks: of those that the summary calls completed. */
export async function* listInstanceReports(
  ctx: Ctx,
  { batchId, version }: ReportRequest,
): AsyncGenerator<readonly WrittenReport[]> {
  const { policy } = await findReportedBatch(ctx, batchId);
  for (let after = 0; ; ) {
    const step = await selectStanding(ctx.db, batchId, after).limit(tasksPerStep);
    if (step.length === 0) return;
    const [graded, patches] = [
      await loadGradedTasks(
        ctx.db,
        step.map(({ taskId }) => taskId),
      ),
      await findPatches(
        ctx.db,
        step.map(({ predictionId }) => predictionId ?? 0),
      ),
    ];
    yield step.flatMap((run): WrittenReport[] => {
      const task = graded.get(run.taskId);
      const patch = patches.get(run.predictionId ?? 0) ?? "";
      if (!task || !isCompleted(task.instanceId, verdictOf(run, policy))) return [];
      const report = reportOf(run, { task, policy, patch, version });
      return [{ runId: run.id, instanceId: task.instanceId, patch, report: { [task.instanceId]: report } }];
    });
    after = step.at(-1)?.taskId ?? after;
  }
}

/** The same as bytes, a `report.json` a line. */
export async function* streamInstanceReports(ctx: Ctx, request: ReportRequest): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const step of listInstanceReports(ctx, request)) {
    yield encoder.encode(step.map(({ report }) => `${JSON.stringify(report)}\n`).join(""));
  }
}

/** The report of one gold or model run that has ended with a verdict. */
export async function findInstanceReport(
  { actor, db }: Ctx,
  { runId, version }: { readonly runId: number; readonly version: HarnessVersion },
): Promise<Readonly<Record<string, InstanceReport>>> {
  requireRole(actor, "viewer");
  const [run] = await db
    .select({
      ...standingColumns,
      kind: runs.kind,
      policy: runBatches.policy,
      goldPatch: taskTexts.patch,
      modelPatch: predictions.patch,
    })
    .from(runs)
    .innerJoin(runBatches, eq(runBatches.id, runs.batchId))
    .innerJoin(taskTexts, eq(taskTexts.taskId, runs.taskId))
    .leftJoin(predictions, eq(predictions.id, runs.predictionId))
    .where(eq(runs.id, runId));
  if (!run) fail("not_found", `No run has the id ${runId}`);
  if (!verdictOf(run, run.policy)) fail("conflict", "This run has no verdict, so there is nothing to report.");
  const task = (await loadGradedTasks(db, [run.taskId])).get(run.taskId) ?? fail("not_found", "Its task is gone");
  const patch = run.kind === "model" ? (run.modelPatch ?? "") : run.goldPatch;
  return { [task.instanceId]: reportOf(run, { task, policy: run.policy, patch, version }) };
}

/** Stands in a summary for any patch that is there: only that it is matters. */
const somePatch = "a patch";

function isCompleted(instanceId: string, verdict: Verdict | null): boolean {
  return formatRunReport([{ instanceId, patch: somePatch, verdict }], 4).completed_instances === 1;
}

interface ReportContext {
  readonly task: GradedTask;
  readonly policy: PolicyId;
  readonly patch: string;
  readonly version: HarnessVersion;
}

/** Without the status of its tests where the task's lists are others than those it was graded by. */
function reportOf(run: StandingRun, { task, policy, patch, version }: ReportContext): InstanceReport {
  const verdict = verdictOf(run, policy);
  const rules = acceptedLetters(policies[policy], task.evalType);
  const named = verdict && {
    ...verdict,
    failToPass: splitByLetters(task.failToPass, run.failToPassStatuses ?? "", rules.failToPass),
    passToPass: splitByLetters(task.passToPass, run.passToPassStatuses ?? "", rules.passToPass),
  };
  const { instanceId } = task;
  const reports = formatInstanceReport({ instanceId, patch: patch === "" ? null : patch, verdict: named }, version);
  const report = reports[instanceId] ?? fail("unavailable", "A report came out without its instance");
  if (run.listsHash === hashLists(task)) return report;
  const { tests_status: _, ...rest } = report;
  return rest;
}

async function findPatches(db: Queryable, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = await db
    .select({ id: predictions.id, patch: predictions.patch })
    .from(predictions)
    .where(inArray(predictions.id, [...ids]));
  return new Map(rows.map(({ id, patch }) => [id, patch]));
}
