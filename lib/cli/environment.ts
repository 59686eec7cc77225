import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { Command } from "commander";
import { commandLineCtx, printResult } from "#lib/cli/context";
import { env } from "#lib/env";
import { describeProblems } from "#lib/environments/environment-problems";
import { formatEnvironment } from "#lib/environments/format-environment";
import {
  type EnvironmentRow,
  environmentNameSchema,
  type NamedTarget,
  namedTargetSchema,
} from "#lib/environments/model";
import { saveEnvironmentText } from "#lib/environments/mutations";
import { describeTarget, shortHash } from "#lib/environments/names";
import { listEnvironments, requireEnvironment } from "#lib/environments/queries";
import { requireTarget } from "#lib/environments/require-target";
import { setRule } from "#lib/environments/rule-mutations";
import { findCurrentRule } from "#lib/environments/rule-queries";
import { AppError, fail } from "#lib/errors";
import { formatAmount } from "#lib/format";

interface Output {
  readonly json?: boolean;
}

export function environmentCommand(): Command {
  const environment = new Command("environment").description("How tasks are built and tested.");
  environment
    .command("list")
    .description("Print all environments, newest first.")
    .option("--json", "print one JSON array")
    .action(list);
  environment
    .command("show")
    .description("Print an environment's specification.")
    .argument("<hash>", "its hash, or 8 digits of it and more")
    .option("--json", "print one JSON object with what is known about it")
    .action(show);
  environment
    .command("save")
    .description("Keep the specification of a file. The same specification has the same hash.")
    .argument("<file>", "JSON")
    .option("--name <name>", "what to call it; the file's name where none is given")
    .option("--json", "print one JSON object")
    .action(save);
  environment
    .command("use")
    .description("Lead a repository, a language or a task to an environment from now on.")
    .argument("<hash>", "its hash, or 8 digits of it and more")
    .option("--repo <repo>", "a repository as owner/name")
    .option("--version <version>", "only this version of the repository")
    .option("--language <language>", "what has no rule of its own and is in this language")
    .option("--task <id>", "one task, by its instance id")
    .option("--dataset <slug>", "the task's dataset")
    .option("--json", "print one JSON object")
    .action(use);
  return environment;
}

async function list(options: Output): Promise<void> {
  const ctx = commandLineCtx();
  const rows: EnvironmentRow[] = [];
  for (let after: string | null = null, more = true; more; more = after !== null) {
    const page = await listEnvironments(ctx, { q: "", after, limit: 500 });
    rows.push(...page.items);
    after = page.nextCursor;
  }
  const lines = rows.map(
    ({ hash, name, baseImage, ruleCount }) =>
      `${shortHash(hash)}  ${name}  ${baseImage}  ${formatAmount(ruleCount, "rule")}`,
  );
  printResult(rows, lines.join("\n"), options);
}

async function show(hash: string, options: Output): Promise<void> {
  const environment = await requireEnvironment(commandLineCtx(), hash);
  printResult(environment, formatEnvironment(environment.spec), options);
}

async function save(file: string, options: Output & { readonly name?: string }): Promise<void> {
  const path = resolve(env().INIT_CWD ?? ".", file);
  const name = environmentNameSchema.safeParse(options.name ?? basename(path).replace(/\.json$/i, ""));
  if (!name.success) fail("invalid", `--name: ${name.error.issues[0]?.message}`);
  const outcome = await saveEnvironmentText(commandLineCtx(), { name: name.data, text: await readText(path) });
  if (!outcome.ok) fail("invalid", `${file}: ${describeProblems(outcome.problems)}`);
  const { saved } = outcome;
  const words = saved.isNew ? "Saved" : "There already";
  printResult(saved, `${words}: ${saved.hash}  ${saved.name}`, options);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${error.code})` : "";
    throw new AppError("invalid", `${path} cannot be read${code}`);
  }
}

interface TargetOptions {
  readonly repo?: string;
  readonly version?: string;
  readonly language?: string;
  readonly task?: string;
  readonly dataset?: string;
}

async function use(hash: string, options: Output & TargetOptions): Promise<void> {
  const named = readTarget(options);
  const ctx = commandLineCtx();
  const environment = await requireEnvironment(ctx, hash);
  const target = await requireTarget(ctx, named);
  const current = await findCurrentRule(ctx, target);
  const rule = await setRule(ctx, { target, environmentHash: environment.hash, ruleId: current?.id ?? null });
  printResult(rule, `${describeTarget(rule.target)} → ${shortHash(environment.hash)}  ${environment.name}`, options);
}

function readTarget({ repo, version, language, task, dataset }: TargetOptions): NamedTarget {
  if ([repo, language, task].filter((option) => option !== undefined).length !== 1)
    fail("invalid", "Say what for, by one of --repo, --language and --task");
  if (version !== undefined && repo === undefined) fail("invalid", "--version goes with --repo");
  if ((dataset === undefined) !== (task === undefined)) fail("invalid", "--task and --dataset go together");
  return namedTargetSchema.parse(
    task !== undefined
      ? { scope: "task", dataset, instanceId: task }
      : repo !== undefined
        ? { scope: "repository", repo, version: version ?? null }
        : { scope: "language", language },
  );
}
