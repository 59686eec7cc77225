import { Command } from "commander";
import { readBatchId } from "#lib/cli/batch-id";
import { describeOutcome, printOutcome, readOutcome } from "#lib/cli/batch-outcome";
import { commandLineCtx, printResult } from "#lib/cli/context";
import { waitForBatch } from "#lib/cli/wait-for-batch";
import { addWaitOptions, readPatience, type TypedWaitOptions } from "#lib/cli/wait-options";
import { fail } from "#lib/errors";
import { formatAmount, formatUtcTime } from "#lib/format";
import { findStanding } from "#lib/runs/follow-batch";
import { cancelBatch, retryBatch } from "#lib/runs/mutations";
import { listBatches } from "#lib/runs/queries";

interface Options extends TypedWaitOptions {
  readonly cancel?: boolean;
  readonly retry?: boolean;
  readonly json?: boolean;
}

export function batchesCommand(): Command {
  return new Command("batches")
    .description("List the newest batches of runs.")
    .option("--json", "print one JSON array")
    .action(async (options: { json?: boolean }) => {
      const { items: batches } = await listBatches(commandLineCtx(), { kind: null, state: null, cursor: null });
      const lines = batches.map(({ id, kind, state, taskCount, policy, createdAt }) =>
        [id, kind, state, formatAmount(taskCount, "task"), policy, formatUtcTime(createdAt)].join("  "),
      );
      printResult(batches, lines.join("\n") || "There are no batches.", options);
    });
}

export function batchCommand(): Command {
  const command = new Command("batch")
    .description("Tell what became of each task of a batch; wait for it, cancel it, or run again what failed.")
    .argument("<id>", "the batch")
    .option("--cancel", "stop what runs and drop what waits")
    .option("--retry", "run again what the machinery failed at or somebody cancelled");
  return addWaitOptions(command).option("--json", "print one JSON object").action(run);
}

async function run(typedId: string, options: Options): Promise<void> {
  const ctx = commandLineCtx();
  const batchId = readBatchId(typedId);
  const patienceSeconds = readPatience(options);
  if (options.cancel && options.retry) fail("invalid", "--cancel and --retry exclude each other");
  if (options.cancel) {
    const { cancelled } = await cancelBatch(ctx, { batchId });
    process.stderr.write(`Cancelled ${formatAmount(cancelled, "task")}\n`);
  }
  if (options.retry) {
    const { retried } = await retryBatch(ctx, { batchId });
    process.stderr.write(`${formatAmount(retried, "task")} will run again\n`);
  }
  if (!options.wait) {
    const outcome = await readOutcome(ctx, batchId, await findStanding(ctx, batchId));
    return printResult(outcome, describeOutcome(outcome), options);
  }
  const wait = await waitForBatch(ctx, batchId, patienceSeconds);
  printOutcome(await readOutcome(ctx, batchId, wait.standing), { wait, patienceSeconds, json: options.json });
}
