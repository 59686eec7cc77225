import { Command, Option } from "commander";
import { readBatchId } from "#lib/cli/batch-id";
import { commandLineCtx, printResult } from "#lib/cli/context";
import { resolutions } from "#lib/core/grading/model";
import { type PolicyId, policyIds } from "#lib/core/grading/policies";
import { fail } from "#lib/errors";
import { formatAmount } from "#lib/format";
import { type Rederived, rederive } from "#lib/runs/rederive";
import { type RegradeScope, type Regrading, regrade } from "#lib/runs/regrade";

interface Options {
  readonly policy: PolicyId;
  readonly batch?: string;
  readonly dataset?: string;
  readonly apply?: boolean;
  readonly lists?: boolean;
  readonly json?: boolean;
}

export function regradeCommand(): Command {
  return new Command("regrade")
    .description("Grade finished runs again under another policy, from what is stored: nothing is run.")
    .addOption(new Option("--policy <name>", "the rules").choices(policyIds).makeOptionMandatory())
    .option("--batch <id>", "the runs of this batch")
    .option("--dataset <slug>", "the runs of every batch that has tasks of this dataset")
    .option("--apply", "write the verdicts down; without it nothing changes")
    .option("--lists", "with --batch: what FAIL_TO_PASS and PASS_TO_PASS a validation derives under the policy")
    .option("--json", "print one JSON object")
    .action(run);
}

async function run(options: Options): Promise<void> {
  const ctx = commandLineCtx();
  const { policy, lists, apply = false } = options;
  const scope = readScope(options);
  if (!lists) {
    const regrading = await regrade(ctx, { scope, policy, isApplied: apply });
    return printResult(regrading, describeRegrading(regrading), options);
  }
  if (!("batchId" in scope) || apply) fail("invalid", "--lists goes with --batch, and writes nothing");
  const tasks = (await Array.fromAsync(rederive(ctx, { batchId: scope.batchId, policy }))).flat();
  printResult({ policy, tasks }, describeLists(tasks), options);
}

function readScope({ batch, dataset }: Options): RegradeScope {
  if ((batch === undefined) === (dataset === undefined)) return fail("invalid", "Say either --batch or --dataset");
  if (dataset !== undefined) return { dataset };
  return { batchId: readBatchId(batch ?? "") };
}

function describeRegrading({
  policy,
  isApplied,
  batches,
  unfinishedBatches,
  runs,
  before,
  after,
  changed,
  changes,
}: Regrading): string {
  const lines = changes.map(
    ({ instanceId, kind, from, to, reason }) => `${from} → ${to}  ${instanceId} (${kind})  ${reason}`,
  );
  const shifts = resolutions.map((one) => `${one} ${before[one]} → ${after[one]}`).join(", ");
  const deed = isApplied ? "Regraded" : "Would regrade";
  const sum = `${deed} ${formatAmount(runs, "run")} of ${formatAmount(batches, "batch", "batches")} by ${policy}: ${changed} change. ${shifts}`;
  if (changes.length < changed) lines.push(`… and ${changed - changes.length} more`);
  lines.push(sum);
  if (isApplied && unfinishedBatches > 0) {
    lines.push(`${formatAmount(unfinishedBatches, "batch", "batches")} still run, and were left as they are.`);
  }
  return lines.join("\n");
}

function describeLists(tasks: readonly Rederived[]): string {
  const lines = tasks.flatMap(({ instanceId, from, to, reason, lists }) => {
    const parts = Object.entries(lists).map(([name, { added, removed }]) => `${name} +${added} −${removed}`);
    return from === to && parts.length === 0
      ? []
      : [`${from} → ${to}  ${instanceId}  ${[...parts, reason].join(", ")}`];
  });
  return [...lines, `${lines.length} of ${formatAmount(tasks.length, "task")} differ`].join("\n");
}
