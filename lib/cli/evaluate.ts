import { Command, Option } from "commander";
import { and, type SQL } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import { concludeEvaluation, type Evaluation } from "#lib/cli/conclude-evaluation";
import { commandLineCtx, printResult } from "#lib/cli/context";
import { addRunOptions, readRunOptions, type TypedRunOptions } from "#lib/cli/run-options";
import { typedPath } from "#lib/cli/typed-path";
import { addWaitOptions, readPatience, type TypedWaitOptions } from "#lib/cli/wait-options";
import { excerpt } from "#lib/core/parsed";
import { fail } from "#lib/errors";
import { describeProblem } from "#lib/predictions/describe-problem";
import { harnessPolicy } from "#lib/predictions/harness-policy";
import { importRuns } from "#lib/predictions/import-runs";
import { type PredictionOptions, type PredictionProblem, predictionOptionsSchema } from "#lib/predictions/model";
import { importPredictions } from "#lib/predictions/mutations";
import { type PredictionSource, readPredictionPath } from "#lib/predictions/read-path";
import type { RunOptions } from "#lib/runs/model";
import { requestEvaluation } from "#lib/runs/mutations";
import { areOfDataset, areTrajectories, evaluateTrajectories } from "#lib/trajectories/evaluate";
import { isRowId, parseRowId } from "#lib/trajectories/row-id";

interface Options extends TypedRunOptions, TypedWaitOptions {
  readonly predictions?: string;
  readonly trajectories?: string;
  readonly dataset: string;
  readonly model?: string;
  readonly name?: string;
  readonly importOnly?: boolean;
  readonly run?: boolean;
  readonly report?: string;
  readonly reportVersion: "4" | "5";
  readonly json?: boolean;
}

export function evaluateCommand(): Command {
  const command = new Command("evaluate")
    .description("Grade model patches: run the tests of their tasks with each, or take in what a harness ran already.")
    .option("--predictions <path>", "preds.json, JSON Lines or a list, also .gz and .zst; or a harness's run folder")
    .option(
      "--trajectories <ids>",
      "the final patches of these trajectories, ids with commas between them; or all, for all of the dataset",
    )
    .requiredOption("--dataset <slug>", "whose tasks the predictions are for")
    .option("--model <name>", "whose patches they are, where the file does not say it or another name is wanted")
    .option("--name <text>", "what the predictions are called; the file's name without it")
    .option("--import-only", "keep the predictions and run nothing")
    .option("--run", "run the patches of a harness's folder here, instead of reading the logs in it");
  addRunOptions(command);
  return addWaitOptions(command)
    .option("--report <folder>", "wait, and write the harness's reports there, with logs and patches")
    .addOption(new Option("--report-version <number>", "whose keys the reports have").choices(["4", "5"]).default("5"))
    .option("--json", "print one JSON object")
    .action(run);
}

async function run(options: Options): Promise<void> {
  const ctx = commandLineCtx();
  const typed = { ...readTyped(options), runOptions: readRunOptions(options), patienceSeconds: readPatience(options) };
  const { evaluations, problems } = await evaluateTyped(ctx, options, typed);
  const sets = [];
  const texts = [];
  for (const evaluation of evaluations) {
    const { output, text } = await concludeEvaluation(ctx, evaluation, {
      isWaiting: options.wait === true || options.report !== undefined,
      patienceSeconds: typed.patienceSeconds,
      reportFolder: options.report === undefined ? null : typedPath(options.report),
      version: options.reportVersion === "4" ? 4 : 5,
    });
    sets.push(output);
    texts.push(text);
  }
  printResult({ sets, problems }, texts.join("\n"), options);
}

interface Asked {
  readonly evaluations: readonly Evaluation[];
  readonly problems: readonly PredictionProblem[];
}

type Typed = PredictionOptions & { readonly runOptions: RunOptions };

async function evaluateTyped(ctx: Ctx, options: Options, typed: Typed): Promise<Asked> {
  const { predictions, trajectories } = options;
  if (trajectories !== undefined && predictions === undefined) {
    const asked = await evaluateTrajectories(ctx, chooseTrajectories(trajectories, typed.dataset), typed.runOptions);
    return { evaluations: asked.map((evaluation) => ({ ...evaluation, imported: null })), problems: [] };
  }
  if (predictions === undefined || trajectories !== undefined) {
    return fail("invalid", "Say what to grade: either --predictions <path> or --trajectories <ids>.");
  }
  const sources = await readPredictionPath(typedPath(predictions));
  const problems = sources.flatMap(({ read }) => read.problems);
  for (const problem of problems) process.stderr.write(`${describeProblem(problem)}\n`);
  const evaluations: Evaluation[] = [];
  for (const source of sources) evaluations.push(...(await evaluate(ctx, source, options, typed)));
  return { evaluations, problems };
}

function chooseTrajectories(typed: string, dataset: string): SQL | undefined {
  if (typed === "all") return areOfDataset(dataset);
  const ids = typed.split(",").map((id) => parseRowId(id.trim()));
  if (!ids.every(isRowId)) {
    fail("invalid", `--trajectories: expected ids with commas between them, or all; found ${excerpt(typed)}`);
  }
  return and(areOfDataset(dataset), areTrajectories(ids));
}

function readTyped({ dataset, name, model }: Options): PredictionOptions {
  const parsed = predictionOptionsSchema.safeParse({ dataset, name, model });
  if (parsed.success) return parsed.data;
  return fail("invalid", parsed.error.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`).join("; "));
}

async function evaluate(
  ctx: Ctx,
  { read, folder }: PredictionSource,
  options: Options,
  { runOptions, dataset, name, model }: Typed,
): Promise<Evaluation[]> {
  const evaluations: Evaluation[] = [];
  for (const set of await importPredictions(ctx, { dataset, name, model, ...read })) {
    if (options.importOnly) evaluations.push({ set, batchId: null, imported: null });
    else if (folder && !options.run) {
      const policy = options.policy === undefined ? await harnessPolicy(folder) : runOptions.policy;
      const imported = await importRuns(ctx, { folder, setId: set.id, policy });
      evaluations.push({ set, batchId: imported.batchId, imported });
    } else {
      const batchId = await requestEvaluation(ctx, { predictionSetId: set.id, ids: null }, runOptions);
      evaluations.push({ set, batchId, imported: null });
    }
  }
  return evaluations;
}
