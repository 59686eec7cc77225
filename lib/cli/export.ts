import { writeFile } from "node:fs/promises";
import { Command, Option } from "commander";
import { commandLineCtx, printResult } from "#lib/cli/context";
import { OutputFiles } from "#lib/cli/output-files";
import { typedPath } from "#lib/cli/typed-path";
import { exportConditions, type FunnelStep } from "#lib/core/export/model";
import { fail } from "#lib/errors";
import { applicationName } from "#lib/exports/application";
import { checkOrder } from "#lib/exports/check-order";
import type { ExportSink } from "#lib/exports/hashed-file";
import { exportKinds } from "#lib/exports/kinds";
import { droppedFile, exportOrderSchema, hashesFile } from "#lib/exports/model";
import { writeExport } from "#lib/exports/write-export";
import { formatAmount, formatBytes, formatCount } from "#lib/format";
import { describeIssues } from "#lib/rest/describe-issues";

interface Options {
  readonly dataset: string;
  readonly format: string;
  readonly filter: string;
  readonly condition: string;
  readonly version?: string;
  readonly option: readonly string[];
  readonly out: string;
  readonly json?: boolean;
}

export function exportCommand(): Command {
  return new Command("export")
    .description("Write a dataset, or a frozen version of it, to a file, with a manifest beside it. Needs no worker.")
    .requiredOption("--dataset <slug>", "what to export from")
    .addOption(
      new Option("--format <format>", "how it is written")
        .choices(exportKinds.map(({ id }) => id))
        .makeOptionMandatory(),
    )
    .option("--filter <query>", "the query of a list, like `language=Python&patchFilesMax=3`", "")
    .addOption(
      new Option("--condition <which>", "only what is approved, or any").choices(exportConditions).default("approved"),
    )
    .option("--version <name>", "a frozen version, in the place of the tasks of today")
    .option("--option <name=value>", "of the format, like tests=validated; may be repeated", collect, [])
    .requiredOption("--out <file>", "the file; the manifest and what was left out go beside it")
    .option("--json", "print the manifest as one JSON object")
    .action(run);
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

async function run(options: Options): Promise<void> {
  const ctx = commandLineCtx();
  const { format, request } = await checkOrder(ctx, readOrder(options));
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  const out = typedPath(options.out);
  const data = format.fileName(request);
  const files = new OutputFiles(out, data);
  try {
    for (const name of [data, droppedFile, hashesFile]) await files.open(name);
    const { contents, files: written } = await writeExport(ctx, format, request, sinkInto(files), stop.signal);
    await files.end();
    const manifest = {
      ...contents,
      files: written,
      createdBy: ctx.actor.name,
      createdAt: new Date().toISOString(),
      application: applicationName(),
    };
    await writeFile(`${out}.manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
    printResult(manifest, describeFunnel(options.out, written[0]?.sizeBytes ?? 0, contents.funnel), options);
  } catch (error) {
    await files.discard();
    if (stop.signal.aborted) fail("conflict", "Stopped; nothing was written");
    throw error;
  } finally {
    if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  }
}

function readOrder({ dataset, format: kind, filter, condition, version, option }: Options) {
  const options = option.map((text) => {
    const at = text.indexOf("=");
    return at < 1
      ? fail("invalid", `--option: expected name=value, found ${text}`)
      : [text.slice(0, at), text.slice(at + 1)];
  });
  const order = { dataset, kind, filter, condition, version: version ?? null, options: Object.fromEntries(options) };
  const parsed = exportOrderSchema.safeParse(order);
  return parsed.success ? parsed.data : fail("invalid", describeIssues(parsed.error, "option"));
}

function sinkInto(files: OutputFiles): ExportSink {
  return {
    write: (file, bytes) => files.write(file, bytes),
    progress: async (done, total) => {
      if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${done}${total === null ? "" : ` of ${total}`}`);
    },
  };
}

function describeFunnel(out: string, sizeBytes: number, funnel: readonly FunnelStep[]): string {
  const written = funnel.at(-1)?.count ?? 0;
  return [
    `${out}: ${formatAmount(written, "record")}, ${formatBytes(sizeBytes)}`,
    ...funnel.flatMap(({ step, count, dropped }) => [
      `  ${step}: ${formatCount(count)}`,
      ...dropped.map(({ reason, count }) => `    ${formatCount(count)} left out: ${reason}`),
    ]),
  ].join("\n");
}
