import { Command, Option } from "commander";
import { printResult } from "#lib/cli/context";
import { addParserOptions, type ParserOptions, requireParser } from "#lib/cli/parser-options";
import { readTextFile } from "#lib/cli/read-text-file";
import { typedPath } from "#lib/cli/typed-path";
import { type DerivedTests, deriveTests } from "#lib/core/grading/derive-tests";
import { type PolicyId, policies, policyIds } from "#lib/core/grading/policies";
import { logFacts, refuseEmptyRun, refuseLog } from "#lib/core/grading/refuse-log";
import type { ParsedLog } from "#lib/core/test-log/model";
import { parseLog } from "#lib/core/test-log/parse-log";
import { fail } from "#lib/errors";

interface Options extends ParserOptions {
  readonly empty: readonly string[];
  readonly gold: readonly string[];
  readonly policy: PolicyId;
  readonly json?: boolean;
}

export function deriveTestsCommand(): Command {
  const command = new Command("derive-tests")
    .description("Derive FAIL_TO_PASS and PASS_TO_PASS from logs without and with the gold patch.")
    .requiredOption("--empty <files...>", "logs with the test patch alone; several are repeats")
    .requiredOption("--gold <files...>", "logs with the test patch and the gold patch; several are repeats")
    .addOption(new Option("--policy <name>", "the rules").choices(policyIds).default("swebench-5"))
    .option("--json", "print one JSON object");
  return addParserOptions(command).action(run);
}

async function run(options: Options): Promise<void> {
  const policy = policies[options.policy];
  const parser = requireParser(options.parser);
  const read = async (path: string, refuse: typeof refuseLog): Promise<ParsedLog["tests"]> => {
    const log = parseLog(await readTextFile(typedPath(path)), { parser, repo: options.repo ?? null });
    const refusal = refuse(policy, logFacts(log));
    return refusal ? fail("invalid", `${path} cannot be used: ${refusal.reason}`) : log.tests;
  };
  const empty = await Promise.all(options.empty.map((path) => read(path, refuseEmptyRun)));
  const gold = await Promise.all(options.gold.map((path) => read(path, refuseLog)));
  const derived = deriveTests({ policy, empty, gold });
  printResult({ policy: policy.id, ...derived }, describeDerived(derived), options);
}

function describeDerived({ failToPass, passToPass, passToFail, failToFail, flaky }: DerivedTests): string {
  return [
    ...Object.entries({ failToPass, passToPass, passToFail, failToFail }).flatMap(([list, names]) => [
      `${list}: ${names.length}`,
      ...names.map((name) => `  ${name}`),
    ]),
    `flaky: ${flaky.length}`,
    ...flaky.map(({ name, empty, gold }) => `  ${name}  (empty ${empty}, gold ${gold})`),
  ].join("\n");
}
