import { Command, Option } from "commander";
import { commandLineCtx } from "#lib/cli/context";
import { typedPath } from "#lib/cli/typed-path";
import type { ImportKind } from "#lib/core/import-state";
import { formatPosition } from "#lib/core/record-position";
import { fail } from "#lib/errors";
import { formatAmount, formatBytes } from "#lib/format";
import { adapters } from "#lib/imports/adapters/pick-adapter";
import { importPath, previewPath } from "#lib/imports/import-path";
import type { ImportPreview, ImportRow } from "#lib/imports/model";
import { importOptionsSchema } from "#lib/imports/model";
import { listUnknownTasks } from "#lib/trajectories/unknown-tasks";

interface Options {
  readonly kind: ImportKind;
  readonly dataset: string;
  readonly format?: string;
  readonly run?: string;
  readonly model?: string;
  readonly dryRun?: boolean;
  readonly strict?: boolean;
  readonly json?: boolean;
}

export function importCommand(): Command {
  return new Command("import")
    .description(
      "Read tasks from a file or a folder into a dataset. Repeating it changes nothing; after a kill it goes on.",
    )
    .argument("<path>", "JSONL, JSON or Parquet, also .gz and .zst; or a folder of such files")
    .requiredOption("--dataset <slug>", "where the tasks go; made when it is not there")
    .addOption(
      new Option("--format <format>", "the schema of the records")
        .choices(["auto", ...adapters.map(({ id }) => id)])
        .default("auto"),
    )
    .option("--dry-run", "read everything, show where the columns go and what would change, write nothing")
    .option("--strict", "all or nothing: one rejected record takes the whole file back")
    .option("--json", "print one JSON object a file")
    .action((path, options) => runImportCommand(path, { ...options, kind: "tasks" }));
}

/** What both commands of importing do, once their options are read. */
export async function runImportCommand(typed: string, options: Options): Promise<void> {
  const path = typedPath(typed);
  const parsed = importOptionsSchema.safeParse({ ...options, isStrict: options.strict ?? false });
  if (!parsed.success)
    fail("invalid", parsed.error.issues.map((issue) => `--${issue.path.join(".")}: ${issue.message}`).join("; "));
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  process.once("SIGTERM", () => stop.abort());
  const ctx = commandLineCtx();
  if (options.dryRun) {
    for await (const preview of previewPath(ctx, path, parsed.data, stop.signal))
      print(options, preview, describePreview(preview));
    return;
  }
  for await (const row of importPath(ctx, path, parsed.data, { signal: stop.signal, onProgress: showProgress })) {
    const unknown = row.kind === "trajectories" ? (await listUnknownTasks(ctx, row.id)).instanceIds : [];
    print(options, options.kind === "tasks" ? row : { ...row, unknownTasks: unknown }, describeImport(row, unknown));
    if (row.state !== "succeeded") process.exitCode = 1;
    if (stop.signal.aborted) break;
  }
}

function print(options: Options, value: unknown, text: string): void {
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  process.stdout.write(`${options.json ? JSON.stringify(value) : text}\n`);
}

function showProgress(row: ImportRow): void {
  if (!process.stderr.isTTY) return;
  const total =
    row.totalRecords === null
      ? `${formatBytes(row.bytesRead)} of ${formatBytes(row.fileSizeBytes)}`
      : `of ${row.totalRecords}`;
  process.stderr.write(`\r\x1b[K${row.fileName}: ${row.position} records, ${total}`);
}

function describeImport(row: ImportRow, unknown: readonly string[]): string {
  const counts = `${row.added} added, ${row.updated} updated, ${row.unchanged} unchanged, ${row.rejected} rejected`;
  switch (row.state) {
    case "succeeded":
      return [
        `${row.fileName}: ${counts} (${row.adapter}, import ${row.id})`,
        ...unknown.map((instanceId) => `  no task ${instanceId} in ${row.dataset}`),
      ].join("\n");
    case "running":
    case "queued":
      return `${row.fileName}: stopped after ${formatAmount(row.position, "record")}; the same command goes on from there. ${counts}`;
    default:
      return `${row.fileName}: ${row.state}. ${row.failure ?? ""} ${counts}`;
  }
}

function describePreview({
  fileName,
  fileFormat,
  adapter,
  mapping,
  records,
  rejects,
  ...counts
}: ImportPreview & { fileName: string }): string {
  const width = Math.max(...mapping.map(({ column }) => column.length));
  return [
    `${fileName}: ${formatAmount(records, "record")} in ${fileFormat}, read as ${adapter}`,
    `  ${counts.added} would be added, ${counts.updated} updated, ${counts.unchanged} unchanged, ${counts.rejected} rejected`,
    "",
    ...mapping.map(({ column, field, codec, note }) =>
      `  ${column.padEnd(width)}  ${field ? `→ ${field}${codec ? ` (${codec})` : ""}` : "kept as it is"}${note ? `  ${note}` : ""}`.trimEnd(),
    ),
    ...rejects.map(
      ({ record, position, field, expected, found }) =>
        `  record ${record} (${formatPosition(position)})${field ? `, ${field}` : ""}: expected ${expected}, found ${found}`,
    ),
  ].join("\n");
}
