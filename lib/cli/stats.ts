import { Command } from "commander";
import { commandLineCtx, printResult } from "#lib/cli/context";
import { fail } from "#lib/errors";
import { findDatasetStats } from "#lib/tasks/stats";

export function statsCommand(): Command {
  return new Command("stats")
    .description("Print a dataset's size and its means per task.")
    .requiredOption("--dataset <slug>", "which dataset")
    .option("--json", "print one JSON object")
    .action(async (options: { dataset: string; json?: boolean }) => {
      const stats =
        (await findDatasetStats(commandLineCtx(), options.dataset)) ??
        fail("not_found", `There is no dataset ${options.dataset}, or it has no tasks`);
      const lines = [
        `${stats.instances} tasks of ${stats.repositories} repositories; ${stats.tasksWithHints} have hints`,
        ...Object.entries(stats.means).map(([name, value]) => `${name.padEnd(16)} ${value.toFixed(1)}`),
      ];
      printResult(stats, lines.join("\n"), options);
    });
}
