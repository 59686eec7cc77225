import { Command } from "commander";
import { runImportCommand } from "#lib/cli/import";

export function importTrajectoriesCommand(): Command {
  return new Command("import-trajectories")
    .description(
      "Read what agents did from a file, an archive or a folder, whatever their scaffold. Repeating it changes nothing; after a kill it goes on.",
    )
    .argument(
      "<path>",
      "SWE-agent, mini-swe-agent, OpenHands, ATIF, R2E-Gym or messages, as JSON, JSONL, Parquet or tar",
    )
    .requiredOption("--dataset <slug>", "the dataset of the tasks; made when it is not there")
    .option("--model <name>", "whose they are, where they do not say")
    .option("--run <name>", "what they are all a part of, to filter and compare by")
    .option("--dry-run", "read everything, show what would change, write nothing")
    .option("--strict", "all or nothing: one rejected record takes the whole import back")
    .option("--json", "print one JSON object")
    .action((path, options) => runImportCommand(path, { ...options, kind: "trajectories" }));
}
