// @ts-check
import { spawn } from "node:child_process";

/**
 * Starts a program in a process group of its own: a Ctrl-C in the terminal reaches only us, and we stop it in order.
 * @param {string} command @param {readonly string[]} args @param {import("node:child_process").SpawnOptions} options
 */
export function spawnApart(command, args, options) {
  const child = spawn(command, [...args], { ...options, detached: true });
  // What is written to a program that has gone is nothing to fail about.
  child.stdin?.on("error", () => {});
  return child;
}

/** When the child has ended, its exit code; 128 + n after signal n. @param {import("node:child_process").ChildProcess} child */
export function ended(child) {
  return new Promise((/** @type {(code: number) => void} */ resolve, reject) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(exitStatus(child.exitCode, child.signalCode));
    child.once("exit", (code, signal) => resolve(exitStatus(code, signal)));
    child.once("error", reject);
  });
}

/**
 * Asks the child to stop, and kills its whole group after the grace, or at once when `hurry` is aborted.
 * @param {import("node:child_process").ChildProcess} child
 * @param {{ graceMs?: number, hurry?: AbortSignal, signal?: NodeJS.Signals }} [options]
 */
export async function stopChild(child, { graceMs = 10_000, hurry, signal = "SIGTERM" } = {}) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = ended(child).catch(() => 0);
  child.kill(signal);
  const kill = () => killGroup(child.pid);
  const timer = setTimeout(kill, graceMs);
  if (hurry?.aborted) kill();
  hurry?.addEventListener("abort", kill, { once: true });
  await gone;
  clearTimeout(timer);
  hurry?.removeEventListener("abort", kill);
  kill();
}

/** Also ends what the child has left behind. @param {number | undefined} pid */
export function killGroup(pid) {
  try {
    if (pid) process.kill(-pid, "SIGKILL");
  } catch {
    // Nobody is left in it.
  }
}

/** @param {number | null} code @param {NodeJS.Signals | null} signal */
function exitStatus(code, signal) {
  return code ?? 128 + (signal ? (SIGNAL_NUMBERS[signal] ?? 0) : 0);
}

/** @type {Partial<Record<NodeJS.Signals, number>>} */
const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };
