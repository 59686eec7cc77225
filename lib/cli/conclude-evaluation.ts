import type { Ctx } from "#lib/auth/actor";
import { type BatchOutcome, describeOutcome, exitCodeOf, readOutcome } from "#lib/cli/batch-outcome";
import { explainEnd, type WaitOutcome, waitForBatch } from "#lib/cli/wait-for-batch";
import type { HarnessVersion } from "#lib/core/grading/instance-report";
import type { RunReport } from "#lib/core/grading/run-report";
import { formatAmount } from "#lib/format";
import type { ImportedRuns } from "#lib/predictions/import-runs";
import type { ImportedSet } from "#lib/predictions/model";
import { reportEvaluation } from "#lib/runs/evaluation-report";
import { findStanding } from "#lib/runs/follow-batch";
import { type WrittenReports, writeReports } from "#lib/runs/write-report";

/** A set of predictions, and the batch that grades it where there is one. */
export interface Evaluation {
  readonly set: ImportedSet;
  readonly batchId: string | null;
  /** Where a harness ran it already. */
  readonly imported: ImportedRuns | null;
}

interface ConcludeOptions {
  readonly isWaiting: boolean;
  readonly patienceSeconds: number;
  readonly reportFolder: string | null;
  readonly version: HarnessVersion;
}

interface EvaluationOutput {
  readonly set: ImportedSet;
  readonly batchId: string | null;
  readonly imported?: Omit<ImportedRuns, "batchId">;
  readonly outcome?: BatchOutcome;
  readonly summary?: RunReport;
  readonly report?: WrittenReports;
}

/** Waits for an evaluation where that was asked for, and tells what it came to. */
export async function concludeEvaluation(
  ctx: Ctx,
  { set, batchId, imported }: Evaluation,
  { isWaiting, patienceSeconds, reportFolder, version }: ConcludeOptions,
): Promise<{ readonly output: EvaluationOutput; readonly text: string }> {
  const lines = [describeSet(set)];
  const output = { set, batchId };
  if (batchId === null) return { output, text: lines.join("\n") };
  if (imported) lines.push(...describeImported(imported));
  else if (!isWaiting) return { output, text: [...lines, `Batch ${batchId} was asked for`].join("\n") };
  const wait: WaitOutcome = imported
    ? { end: "over", standing: await findStanding(ctx, batchId) }
    : await waitForBatch(ctx, batchId, patienceSeconds);
  const outcome = await readOutcome(ctx, batchId, wait.standing);
  if (!imported) {
    lines.push(describeOutcome(outcome));
    process.exitCode = Math.max(Number(process.exitCode ?? 0), exitCodeOf(wait));
  }
  const shared = { ...output, ...(imported ? { imported: withoutBatch(imported) } : {}), outcome };
  const why = explainEnd(wait, batchId, patienceSeconds);
  if (why !== null) {
    process.stderr.write(`${why}\n`);
    return { output: shared, text: lines.join("\n") };
  }
  const summary = await reportEvaluation(ctx, { batchId, version });
  lines.push(describeSummary(summary));
  if (reportFolder === null) return { output: { ...shared, summary }, text: lines.join("\n") };
  const report = await writeReports(ctx, { batchId, version }, reportFolder);
  lines.push(`Wrote ${report.summary} and the reports of ${formatAmount(report.instances, "instance")}`);
  return { output: { ...shared, summary, report }, text: lines.join("\n") };
}

function withoutBatch({ batchId: _, ...rest }: ImportedRuns): Omit<ImportedRuns, "batchId"> {
  return rest;
}

function describeSet({ id, model, isNew, predictions, patches, empty, unknown, unknownIds }: ImportedSet): string {
  const counts = `${formatAmount(predictions, "prediction")}, ${formatAmount(patches, "patch", "patches")}, ${empty} empty`;
  const strangers = unknown === 0 ? "" : `, ${unknown} of no task of the dataset: ${namesOf(unknownIds, unknown)}`;
  return `${model}: ${counts}${strangers} (set ${id}${isNew ? "" : ", known already"})`;
}

function namesOf(ids: readonly string[], total: number): string {
  const shown = ids.slice(0, 5);
  return `${shown.join(", ")}${total > shown.length ? ` and ${total - shown.length} more` : ""}`;
}

function describeImported({ batchId, isNew, policy, graded, failed, differences }: ImportedRuns): string[] {
  if (!isNew) {
    return [
      `Its runs were imported before, and are graded by ${policy} (batch ${batchId}); \`assay regrade\` changes that.`,
    ];
  }
  const runs = `Imported ${formatAmount(graded, "run")}, graded by ${policy}, and ${failed} without a log (batch ${batchId})`;
  return [runs, ...differences.map(({ instanceId, difference }) => `${instanceId}: ${difference}`)];
}

function describeSummary(report: RunReport): string {
  const { resolved_instances, submitted_instances, unresolved_instances, empty_patch_instances, error_instances } =
    report;
  return `Resolved ${resolved_instances} of ${submitted_instances} submitted; ${unresolved_instances} unresolved, ${empty_patch_instances} empty, ${error_instances} errors; ${report.total_instances} in the dataset`;
}
