// @ts-check
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PlainError } from "../boot/plain-error.mjs";
import { commandLine, isAlive } from "../boot/process-table.mjs";

const STOP_MS = 60_000;

/**
 * What the server of this data folder says of itself in postmaster.pid, or undefined when no such file or process is there.
 * @param {string} data
 */
export function findPostmaster(data) {
  let folder;
  let lines;
  try {
    folder = realpathSync(data);
    lines = readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  // After a crash the number may have gone to another program, which is not the server.
  const isServer = pid > 1 && isAlive(pid) && commandLine(pid).includes(`postgres -D ${folder}`);
  return isServer ? { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === "ready" } : undefined;
}

/**
 * Ends a server that a killed start has left behind. The pid file of a crashed one stays, because it tells PostgreSQL which shared memory
 * to look at for backends still at work; but its pid may be another program's by now, and only our own, its parent's, is not taken for a
 * running server. Only for the holder of the home's lock.
 * @param {string} data
 */
export async function clearLeftOver(data) {
  const left = findPostmaster(data);
  if (left) return stopPostmaster(left.pid);
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return;
  const content = readFileSync(file, "utf8");
  if (/^-?\d+\n/.test(content)) writeFileSync(file, content.replace(/^-?\d+/, String(process.pid)));
  else rmSync(file); // A power cut came before its content.
}

/**
 * Fast shutdown: open transactions are rolled back, everything committed is on disk. An immediate one (which the next start recovers from)
 * after a minute, or when `hurry` is aborted.
 * @param {number} pid @param {AbortSignal} [hurry]
 */
export async function stopPostmaster(pid, hurry) {
  signalServer(pid, "SIGINT");
  let deadline = performance.now() + STOP_MS;
  for (const next of /** @type {const} */ (["SIGQUIT", "SIGKILL"])) {
    while (isAlive(pid) && performance.now() < deadline && !(hurry?.aborted && next === "SIGQUIT")) await pause(25);
    if (!isAlive(pid)) return;
    signalServer(pid, next);
    deadline = performance.now() + 5000;
  }
  while (isAlive(pid)) {
    if (performance.now() > deadline) throw new PlainError(`PostgreSQL (pid ${pid}) does not stop.`);
    await pause(25);
  }
}

/** @param {number} pid @param {NodeJS.Signals} signal */
function signalServer(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** @param {number} milliseconds */
export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
