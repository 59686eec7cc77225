import { Command, Option } from "commander";
import { commandLineCtx, printResult } from "#lib/cli/context";
import { readTextFile } from "#lib/cli/read-text-file";
import { typedPath } from "#lib/cli/typed-path";
import { datasetSlugSchema } from "#lib/core/dataset-slug";
import { tokenizerNames } from "#lib/core/sample/count-tokens";
import {
  overCapPolicies,
  reasoningPolicies,
  sampleFormats,
  secretKinds,
  systemPolicies,
  truncations,
} from "#lib/core/sample/model";
import { findDataset } from "#lib/datasets/queries";
import { AppError, fail } from "#lib/errors";
import { sampleInstructions } from "#lib/exports/kinds";
import {
  contaminationKeys,
  type SampleOptions,
  type SampleRequest,
  sampleOptionsSchema,
} from "#lib/exports/samples/model";
import { type WrittenSamples, writeSamples } from "#lib/exports/samples/write-samples";
import { normalizeTrajectoryFilter } from "#lib/exports/trajectory-condition";
import { formatAmount, formatBytes } from "#lib/format";

interface Options {
  readonly dataset: string;
  readonly filter?: string;
  readonly anyVerdict?: boolean;
  readonly anyDecision?: boolean;
  readonly withSubagents?: boolean;
  readonly format?: string;
  readonly maxTokens?: string;
  readonly tokenizer?: string;
  readonly over?: string;
  readonly truncate?: string;
  readonly observationCharacters?: string;
  readonly system?: string;
  readonly systemText?: string;
  readonly reasoning?: string;
  readonly decontaminate?: string;
  readonly by?: string;
  readonly mostPerTask?: string;
  readonly redact?: string;
  readonly allowEmailDomains?: string;
  readonly out: string;
  readonly report?: string;
  readonly json?: boolean;
}

export function exportSamplesCommand(): Command {
  return new Command("export-samples")
    .description("Make training samples of trajectories: those that resolve their task and that a review approved.")
    .requiredOption("--dataset <slug>", "whose trajectories")
    .option("--filter <query>", "only those of this query of the list of trajectories, like `model=gpt-4o&turnsMax=50`")
    .option("--any-verdict", "also those that do not resolve their task, or that nobody graded")
    .option("--any-decision", "also those that no review approved")
    .option("--with-subagents", "also what sub-agents did, as samples of their own")
    .addOption(new Option("--format <name>", "how a sample is written (chat)").choices(sampleFormats))
    .option("--max-tokens <number>", "the most that a sample may have; without it there is no cap")
    .addOption(new Option("--tokenizer <name>", "what is counted (o200k_base)").choices(tokenizerNames))
    .addOption(new Option("--over <policy>", "what becomes of a sample over the cap (drop)").choices(overCapPolicies))
    .addOption(new Option("--truncate <what>", "what truncating takes away (turns)").choices(truncations))
    .option("--observation-characters <number>", "what a shortened observation keeps (4000)")
    .addOption(new Option("--system <policy>", "the scaffold's instructions (keep)").choices(systemPolicies))
    .option(
      "--system-text <file>",
      `with --system replace: the text that stands in their place (${sampleInstructions})`,
    )
    .addOption(new Option("--reasoning <policy>", "what the model thought (keep)").choices(reasoningPolicies))
    .option("--decontaminate <dataset>", "no samples of the tasks of this dataset")
    .addOption(new Option("--by <key>", "what tells those tasks (repo)").choices(contaminationKeys))
    .option("--most-per-task <number>", "at most so many samples of one task")
    .option("--redact <kinds>", `all, none, or some of ${secretKinds.join(",")} (all)`)
    .option("--allow-email-domains <domains>", "addresses of these stay (example.org and the like)")
    .requiredOption("--out <file>", "where the samples go, as JSON Lines")
    .option("--report <file>", "where it is told what became of each trajectory, as JSON")
    .option("--json", "print one JSON object")
    .action(run);
}

async function run(options: Options): Promise<void> {
  const ctx = commandLineCtx();
  const dataset = datasetSlugSchema.safeParse(options.dataset);
  if (!dataset.success) return fail("invalid", `--dataset: ${dataset.error.issues[0]?.message}`);
  if (!(await findDataset(ctx, dataset.data))) fail("not_found", `There is no dataset ${dataset.data}`);
  const request: SampleRequest = {
    dataset: dataset.data,
    filter: readFilter(options.filter ?? ""),
    ids: null,
    condition: options.anyDecision ? "any" : "approved",
    version: null,
    options: await readSampleOptions(options),
  };
  const files = {
    out: typedPath(options.out),
    report: options.report === undefined ? null : typedPath(options.report),
  };
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  const done = await writeSamples(ctx, request, files, stop.signal).catch((error: unknown) => {
    if (stop.signal.aborted) fail("conflict", "Stopped; nothing was written");
    throw error;
  });
  if (done.written === 0) fail("invalid", `No sample was written. ${describeFunnel(done)}`);
  printResult(done, describeWritten(done, options.out), options);
}

function readFilter(text: string): string {
  try {
    return normalizeTrajectoryFilter(text);
  } catch (error) {
    throw error instanceof AppError ? new AppError(error.code, `--filter: ${error.message}`) : error;
  }
}

async function readSampleOptions(options: Options): Promise<SampleOptions> {
  const { format, tokenizer, over, truncate, system, systemText, reasoning, decontaminate, by } = options;
  if (by !== undefined && decontaminate === undefined) fail("invalid", "--by goes with --decontaminate");
  if (systemText !== undefined && system !== "replace") fail("invalid", "--system-text goes with --system replace");
  const parsed = sampleOptionsSchema.safeParse({
    format,
    verdict: options.anyVerdict ? "any" : "resolved",
    subagents: options.withSubagents ? "own" : "none",
    system,
    systemText: systemText === undefined ? undefined : await readTextFile(typedPath(systemText)),
    reasoning,
    tokenizer,
    maxTokens: readNumber("--max-tokens", options.maxTokens),
    over,
    truncation: truncate,
    observationCharacters: readNumber("--observation-characters", options.observationCharacters),
    decontaminate,
    by,
    mostPerTask: readNumber("--most-per-task", options.mostPerTask),
    redact: options.redact,
    allowedEmailDomains: options.allowEmailDomains,
  });
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(
    ({ path, message }) => `${names[String(path[0])] ?? `--${String(path[0])}`}: ${message}`,
  );
  return fail("invalid", lines.join("; "));
}

const names: Readonly<Record<string, string>> = {
  systemText: "--system-text",
  maxTokens: "--max-tokens",
  observationCharacters: "--observation-characters",
  mostPerTask: "--most-per-task",
  allowedEmailDomains: "--allow-email-domains",
};

function readNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return /^\d{1,9}$/u.test(text) ? Number(text) : fail("invalid", `${name}: expected a whole number, found ${text}`);
}

function describeWritten(done: WrittenSamples, file: string): string {
  const { written, secrets, sizeBytes, sha256 } = done;
  const found = Object.entries(secrets).map(([kind, { count, samples }]) => `${count} ${kind} in ${samples}`);
  return [
    `Wrote ${formatAmount(written, "sample")}, ${formatBytes(sizeBytes)}, to ${file}. ${describeFunnel(done)}`,
    ...(found.length > 0 ? [`Redacted, by samples: ${found.join(", ")}.`] : []),
    `SHA-256 ${sha256}`,
  ].join("\n");
}

function describeFunnel({ funnel }: WrittenSamples): string {
  const fallen = funnel.flatMap(({ step, dropped }) =>
    dropped.slice(0, 3).map(({ reason, count }) => `${count} left out at ${step} (${reason})`),
  );
  return [`${funnel[0]?.count ?? 0} matched`, ...fallen].join(", ").concat(".");
}
