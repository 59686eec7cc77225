import { spawn } from "node:child_process";
import { applicationNode, LEAN } from "../../scripts/boot/node24.mjs";

export interface CommandResult {
  readonly output: string;
  readonly seconds: number;
  readonly peakMegabytes: number;
}

/** Runs Assay's command line as a user does, in a process of its own, and measures it. */
export async function runAssay(args: readonly string[], databaseUrl: string): Promise<CommandResult> {
  const began = performance.now();
  const program = ["--import", "./bench/support/report-memory.ts", "lib/cli/main.ts"];
  const child = spawn(applicationNode(), [...LEAN, ...program, ...args], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ["ignore", "pipe", "inherit", "pipe"],
  });
  const [output, memory, code] = await Promise.all([
    readAll(child.stdio[1]),
    readAll(child.stdio[3]),
    new Promise((resolve, reject) => child.once("exit", resolve).once("error", reject)),
  ]);
  if (code !== 0) throw new Error(`assay ${args.join(" ")} ended with ${code}: ${output}`);
  return { output, seconds: (performance.now() - began) / 1000, peakMegabytes: Number(memory) };
}

async function readAll(stream: unknown): Promise<string> {
  // The types do not know that the fourth stream is one to read.
  const chunks = await Array.fromAsync(stream as AsyncIterable<Buffer>);
  return Buffer.concat(chunks).toString();
}
