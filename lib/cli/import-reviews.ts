import { basename } from "node:path";
import { Command } from "commander";
import { commandLineCtx, printResult } from "#lib/cli/context";
import { typedPath } from "#lib/cli/typed-path";
import { AppError, fail } from "#lib/errors";
import { formatAmount } from "#lib/format";
import { detectFileKind, openBytes } from "#lib/imports/readers/byte-source";
import { type ReviewImport, reviewImportOptionsSchema } from "#lib/reviews/import-model";
import { importReviews } from "#lib/reviews/import-reviews";
import { describeReviewProblem } from "#lib/reviews/review-problem";

interface Options {
  readonly project: string;
  readonly dataset?: string;
  readonly reviewer?: string;
  readonly addItems?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export function importReviewsCommand(): Command {
  return new Command("import-reviews")
    .description(
      "Read reviews that were made elsewhere into a project. The columns are instance_id, the ids of the form's questions, <question>_notes and user_id. Repeating it changes nothing.",
    )
    .argument("<file>", "a CSV file, also .gz and .zst")
    .requiredOption("--project <slug>", "the project of review that they go into")
    .option("--dataset <slug>", "whose tasks they are of, where the project has tasks of several datasets")
    .option("--reviewer <name>", "whose they are, where the file has no user_id (ensembled without it)")
    .option("--add-items", "let tasks of the dataset that the project does not have become its items")
    .option("--dry-run", "read everything, show what would change, write nothing")
    .option("--json", "print one JSON object")
    .action(runImportReviews);
}

async function runImportReviews(typed: string, options: Options): Promise<void> {
  const parsed = reviewImportOptionsSchema.safeParse({ ...options, addsItems: options.addItems });
  if (!parsed.success)
    fail("invalid", parsed.error.issues.map((issue) => `--${issue.path.join(".")}: ${issue.message}`).join("; "));
  const path = typedPath(typed);
  const kind = await detectFileKind(path).catch((error: unknown) => {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new AppError("not_found", `${path} cannot be read (${reason})`);
  });
  if (kind === "parquet") fail("invalid", `${path} is a Parquet file; expected a CSV file. Export it as CSV first.`);
  const source = openBytes(path, kind);
  try {
    const imported = await importReviews(
      commandLineCtx(),
      parsed.data,
      { chunks: source.chunks, fileName: basename(path) },
      { isDryRun: options.dryRun ?? false },
    );
    printResult(imported, describeImport(imported), options);
    if (imported.problems.length > 0) process.exitCode = 1;
  } finally {
    source.close();
  }
}

function describeImport(imported: ReviewImport): string {
  const { isDryRun, fileName, project, added, unchanged, itemsAdded, decided, disputed } = imported;
  const unused = imported.columns.filter(({ use }) => use === null).map(({ column }) => column);
  return [
    `${fileName}: ${formatAmount(added, "review")} ${isDryRun ? "would be added" : "added"} to ${project}, ${unchanged} unchanged, ${imported.differing.length} differing, ${imported.problems.length} not readable`,
    `  ${formatAmount(itemsAdded, "item")} added, ${decided} decided, ${disputed} left to a person`,
    ...(unused.length > 0 ? [`  columns not used: ${unused.join(", ")}`] : []),
    ...imported.problems.map((problem) => `  ${describeReviewProblem(problem)}`),
    ...imported.differing.map(
      ({ instanceId, reviewer, line }) =>
        `  line ${line}: ${reviewer} has other answers about ${instanceId} already, which stay as they are`,
    ),
    ...imported.notInProject.map((id) => `  ${id} is not in the project; --add-items puts it there`),
    ...imported.unknown.map((id) => `  no task ${id} in ${imported.dataset}`),
  ].join("\n");
}
