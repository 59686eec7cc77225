import { Command } from "commander";
import type { Ctx } from "#lib/auth/actor";
import { printOutcome, readOutcome } from "#lib/cli/batch-outcome";
import { commandLineCtx, printResult } from "#lib/cli/context";
import { addRunOptions, readRunOptions, type TypedRunOptions } from "#lib/cli/run-options";
import { waitForBatch } from "#lib/cli/wait-for-batch";
import { addWaitOptions, readPatience, type TypedWaitOptions } from "#lib/cli/wait-options";
import { datasetSlugSchema } from "#lib/core/dataset-slug";
import { findDataset } from "#lib/datasets/queries";
import { AppError, fail } from "#lib/errors";
import { readFilterText } from "#lib/rest/read-filter-text";
import { readFilters } from "#lib/rest/task-schemas";
import { findTaskIds } from "#lib/runs/find-task-ids";
import { requestValidation, type TaskChoice } from "#lib/runs/mutations";

interface Options extends TypedRunOptions, TypedWaitOptions {
  readonly dataset: string;
  readonly filter?: string;
  readonly ids?: string;
  readonly json?: boolean;
}

export function validateCommand(): Command {
  const command = new Command("validate")
    .description("Run the tests of tasks without and with their gold patch: their verdict and their test lists.")
    .requiredOption("--dataset <slug>", "whose tasks")
    .option("--filter <query>", "only the tasks of this query of the task list, like `language=Python&patchLinesMax=5`")
    .option("--ids <ids>", "only these instance ids, with commas between them");
  addRunOptions(command);
  return addWaitOptions(command).option("--json", "print one JSON object").action(run);
}

async function run(options: Options): Promise<void> {
  const ctx = commandLineCtx();
  const runOptions = readRunOptions(options);
  const patienceSeconds = readPatience(options);
  const batchId = await requestValidation(ctx, await readChoice(ctx, options), runOptions);
  if (!options.wait) return printResult({ batchId }, batchId, options);
  const wait = await waitForBatch(ctx, batchId, patienceSeconds);
  printOutcome(await readOutcome(ctx, batchId, wait.standing), { wait, patienceSeconds, json: options.json });
}

async function readChoice(ctx: Ctx, { dataset: typed, filter, ids }: Options): Promise<TaskChoice> {
  const slug = datasetSlugSchema.safeParse(typed);
  if (!slug.success) return fail("invalid", `--dataset: ${slug.error.issues[0]?.message}`);
  if (!(await findDataset(ctx, slug.data))) fail("not_found", `There is no dataset ${slug.data}`);
  const params = readFilter(filter ?? "");
  params.set("dataset", slug.data);
  const instanceIds = ids
    ?.split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");
  return {
    filters: readFilters(params),
    ids: instanceIds ? await findTaskIds(ctx, { dataset: slug.data, instanceIds }) : null,
    query: params.toString(),
  };
}

function readFilter(text: string): URLSearchParams {
  try {
    return readFilterText(text);
  } catch (error) {
    throw error instanceof AppError ? new AppError(error.code, `--filter: ${error.message}`) : error;
  }
}
