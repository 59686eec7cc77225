import type { Command } from "commander";
import { fail } from "#lib/errors";

export interface TypedWaitOptions {
  readonly wait?: boolean;
  readonly patience: string;
}

export function addWaitOptions(command: Command): Command {
  return command
    .option(
      "--wait",
      "wait until the batch has ended and tell what became of each task; Ctrl-C stops the waiting alone",
    )
    .option("--patience <seconds>", "with --wait: how long to wait while no worker is there that could begin", "60");
}

export function readPatience({ patience }: TypedWaitOptions): number {
  return /^\d{1,6}$/.test(patience)
    ? Number(patience)
    : fail("invalid", `--patience: expected a number of seconds, found ${patience}`);
}
