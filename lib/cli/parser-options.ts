import type { Command } from "commander";
import { findParsers, logParsers } from "#lib/core/test-log/registry";
import { fail } from "#lib/errors";

export interface ParserOptions {
  readonly parser: string;
  readonly repo?: string;
}

/** The options of commands that read logs, and the list of parsers below their help. */
export function addParserOptions(command: Command): Command {
  const width = Math.max(...logParsers.map(({ name }) => name.length));
  const lines = logParsers.map(({ name, serves }) => `  ${name.padEnd(width)}  ${serves}`);
  return command
    .option("--parser <name>", "a parser's name, ours or a harness's (parse_log_…); auto tells by the content", "auto")
    .option("--repo <owner/name>", "the repository, whose parser the published sets fix")
    .addHelpText("after", `\nParsers:\n${lines.join("\n")}`);
}

export function requireParser(name: string): string {
  const isKnown = name === "auto" || findParsers(name).length > 0;
  return isKnown ? name : fail("invalid", `--parser: there is no parser ${name}; --help lists them`);
}
