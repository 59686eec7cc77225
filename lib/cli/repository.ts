import { Command } from "commander";
import { commandLineCtx, printResult } from "#lib/cli/context";
import { type RepositorySource, repoSchema } from "#lib/environments/model";
import { removeRepositorySource, setRepositorySource } from "#lib/environments/source-mutations";
import { findRepositorySource, listRepositorySources } from "#lib/environments/source-queries";
import { fail } from "#lib/errors";

interface Output {
  readonly json?: boolean;
}

export function repositoryCommand(): Command {
  const repository = new Command("repository").description("Where the history of repositories is read from.");
  repository
    .command("set")
    .description("Read a repository's history from somewhere else than the forge of its dataset.")
    .argument("<repo>", "the repository as owner/name")
    .argument("<source>", "an https, ssh or git address, a folder of the workers' machines, or demo:<library>")
    .option("--json", "print one JSON object")
    .action(set);
  repository
    .command("remove")
    .description("Read a repository's history from the forge of its dataset again.")
    .argument("<repo>", "the repository as owner/name")
    .option("--json", "print one JSON object")
    .action(remove);
  repository
    .command("list")
    .description("Print the repositories that have a source of their own.")
    .option("--json", "print one JSON array")
    .action(list);
  return repository;
}

async function set(repoText: string, source: string, options: Output): Promise<void> {
  const ctx = commandLineCtx();
  const repo = repoSchema.parse(repoText);
  const current = await findRepositorySource(ctx, repo);
  const row = await setRepositorySource(ctx, { repo, source, seen: current?.source ?? null });
  printResult(row, formatRow(row), options);
}

async function remove(repoText: string, options: Output): Promise<void> {
  const ctx = commandLineCtx();
  const repo = repoSchema.parse(repoText);
  const current = (await findRepositorySource(ctx, repo)) ?? fail("not_found", `${repo} has no source of its own`);
  await removeRepositorySource(ctx, { repo, seen: current.source });
  printResult({ repo }, "Removed.", options);
}

async function list(options: Output): Promise<void> {
  const ctx = commandLineCtx();
  const rows: RepositorySource[] = [];
  for (let after: string | null = null, more = true; more; more = after !== null) {
    const page = await listRepositorySources(ctx, { q: "", after, limit: 500 });
    rows.push(...page.items);
    after = page.nextCursor;
  }
  printResult(rows, rows.map(formatRow).join("\n"), options);
}

function formatRow({ repo, source }: RepositorySource): string {
  return `${repo}  ${source}`;
}
