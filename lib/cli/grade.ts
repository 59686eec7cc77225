import { Command, Option } from "commander";
import { printResult } from "#lib/cli/context";
import { readGradedTask } from "#lib/cli/graded-task";
import { addParserOptions, type ParserOptions, requireParser } from "#lib/cli/parser-options";
import { readTextFile } from "#lib/cli/read-text-file";
import { typedPath } from "#lib/cli/typed-path";
import { grade } from "#lib/core/grading/grade";
import type { Verdict } from "#lib/core/grading/model";
import { type PolicyId, policies, policyIds } from "#lib/core/grading/policies";
import { parseLog } from "#lib/core/test-log/parse-log";

interface Options extends ParserOptions {
  readonly log: string;
  readonly task: string;
  readonly instance?: string;
  readonly policy: PolicyId;
  readonly json?: boolean;
}

export function gradeCommand(): Command {
  const command = new Command("grade")
    .description("Grade the log of a run against its task's FAIL_TO_PASS and PASS_TO_PASS tests.")
    .requiredOption("--log <file>", "the log of the run, also .gz or .zst")
    .requiredOption("--task <file>", "the task's row in any published schema; JSON, JSONL or Parquet")
    .option("--instance <id>", "which row, where the file has several")
    .addOption(new Option("--policy <name>", "the rules").choices(policyIds).default("swebench-5"))
    .option("--json", "print one JSON object");
  return addParserOptions(command).action(run);
}

async function run(options: Options): Promise<void> {
  const requested = requireParser(options.parser);
  const task = await readGradedTask(typedPath(options.task), options.instance ?? null);
  const log = parseLog(await readTextFile(typedPath(options.log)), {
    parser: requested === "auto" ? task.logParser : requested,
    repo: options.repo ?? task.repo,
  });
  const verdict = grade({ ...task, policy: policies[options.policy], log });
  const { parser, parserReason, problems } = log;
  printResult(
    { instanceId: task.instanceId, ...verdict, parser, parserReason, problems },
    describeVerdict(task.instanceId, verdict),
    options,
  );
}

function describeVerdict(
  instanceId: string,
  { policy, resolution, failureClass, reason, failToPass, passToPass }: Verdict,
): string {
  return [
    `${instanceId}: ${resolution}${failureClass ? ` (${failureClass})` : ""} by ${policy}. ${reason}`,
    ...failToPass.failure.map((name) => `FAIL_TO_PASS failed: ${name}`),
    ...passToPass.failure.map((name) => `PASS_TO_PASS failed: ${name}`),
  ].join("\n");
}
