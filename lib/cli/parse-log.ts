import { Command } from "commander";
import { printResult } from "#lib/cli/context";
import { addParserOptions, type ParserOptions, requireParser } from "#lib/cli/parser-options";
import { readTextFile } from "#lib/cli/read-text-file";
import { typedPath } from "#lib/cli/typed-path";
import type { ParsedLog } from "#lib/core/test-log/model";
import { parseLog } from "#lib/core/test-log/parse-log";

interface Options extends ParserOptions {
  readonly json?: boolean;
}

export function parseLogCommand(): Command {
  const command = new Command("parse-log")
    .description("Read the log of a test run: each test with its status, and what could not be read.")
    .argument("<file>", "a log, also .gz or .zst")
    .option("--json", "print one JSON object");
  return addParserOptions(command).action(run);
}

async function run(path: string, options: Options): Promise<void> {
  const log = parseLog(await readTextFile(typedPath(path)), {
    parser: requireParser(options.parser),
    repo: options.repo ?? null,
  });
  const tests = Object.fromEntries(Array.from(log.tests, ([name, { status }]) => [name, status]));
  const { parser, parserReason, hasMarkers, exitCode, badCodes, problems } = log;
  printResult({ parser, parserReason, tests, hasMarkers, exitCode, badCodes, problems }, describeLog(log), options);
}

function describeLog({ parser, parserReason, tests, problems }: ParsedLog): string {
  return [
    parser ? `Read with ${parser}: ${parserReason}.` : `Not read: ${parserReason}.`,
    ...Array.from(tests, ([name, { status, line }]) => `${status.padEnd(7)}  ${name}  (line ${line})`),
    ...problems.map(({ line, expected, found }) => `line ${line}: expected ${expected}, found ${found}`),
  ].join("\n");
}
