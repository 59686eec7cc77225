import { type ChildProcess, spawn } from "node:child_process";
import { text } from "node:stream/consumers";

export interface CliResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as a process of its own, with these settings and none of ours. */
export function startCli(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): { child: ChildProcess; result: Promise<CliResult> } {
  const child = spawn(process.execPath, ["lib/cli/main.ts", ...args], {
    env: { NODE_ENV: "test", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exit = new Promise<Pick<CliResult, "code" | "signal">>((resolve, reject) => {
    child.once("error", reject).once("exit", (code, signal) => resolve({ code, signal }));
  });
  const result = Promise.all([exit, text(child.stdout), text(child.stderr)]).then(([ended, stdout, stderr]) => ({
    ...ended,
    stdout,
    stderr,
  }));
  return { child, result };
}

export async function runCli(args: readonly string[], settings: Readonly<Record<string, string>>): Promise<CliResult> {
  return startCli(args, settings).result;
}
