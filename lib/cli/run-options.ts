import { type Command, Option } from "commander";
import { policyIds } from "#lib/core/grading/policies";
import { fail } from "#lib/errors";
import { driverChoices, type RunOptions, runOptionsSchema } from "#lib/runs/model";

/** What a person types; checked by `readRunOptions`. */
export interface TypedRunOptions {
  readonly policy?: string;
  readonly repeat?: string;
  readonly driver?: string;
  readonly priority?: string;
  readonly title?: string;
}

/** The options that say how something is run, the same for every command that asks for runs. */
export function addRunOptions(command: Command): Command {
  return command
    .addOption(new Option("--policy <name>", "the rules of grading").choices(policyIds))
    .option("--repeat <times>", "how often each side is run; more than once shows which tests are flaky")
    .addOption(new Option("--driver <name>", "the sandbox").choices(driverChoices))
    .option("--priority <number>", "-100 to 100; what has more goes first")
    .option("--title <text>", "what the batch is called");
}

export function readRunOptions({ policy, repeat, driver, priority, title }: TypedRunOptions): RunOptions {
  const typed = {
    policy,
    repeats: readNumber("--repeat", repeat),
    driver,
    priority: readNumber("--priority", priority),
    title,
  };
  const parsed = runOptionsSchema.safeParse(typed);
  if (parsed.success) return parsed.data;
  const names: Readonly<Record<string, string>> = { repeats: "repeat" };
  const lines = parsed.error.issues.map(
    ({ path, message }) => `--${names[String(path[0])] ?? String(path[0])}: ${message}`,
  );
  return fail("invalid", lines.join("; "));
}

function readNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return /^-?\d{1,9}$/.test(text) ? Number(text) : fail("invalid", `${name}: expected a whole number, found ${text}`);
}
