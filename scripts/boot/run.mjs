// @ts-check
import { appendFileSync, closeSync, openSync, readFileSync, statSync } from "node:fs";
import { ended, spawnApart, stopChild } from "./child.mjs";
import { knownCause, lastLines, PlainError } from "./plain-error.mjs";

/**
 * Runs a program to its end with its output in a log file. When it fails, throws `failure` with the cause where it is known, the last
 * lines, and the log's path.
 * @param {string} command @param {readonly string[]} args
 * @param {{ logFile: string, failure: string, cwd?: string, env?: NodeJS.ProcessEnv, uid?: number, gid?: number, input?: string, signal?: AbortSignal | undefined }} options
 */
export async function runLogged(command, args, { logFile, failure, input, signal, ...options }) {
  signal?.throwIfAborted();
  appendFileSync(logFile, `\n# ${new Date().toISOString()} ${[command, ...args].join(" ")}\n`);
  const start = statSync(logFile).size;
  const log = openSync(logFile, "a");
  const child = spawnApart(command, args, { ...options, stdio: [input === undefined ? "ignore" : "pipe", log, log] });
  closeSync(log);
  child.stdin?.end(input);
  const code = await endedOrStopped(child, signal).catch((error) => {
    signal?.throwIfAborted();
    failed(error.message);
  });
  if (code !== 0) failed(readFileSync(logFile).subarray(start).toString("utf8"));

  /** @param {string} output @returns {never} */
  function failed(output) {
    const cause = knownCause(output);
    throw new PlainError(`${failure}${cause ? `: ${cause}` : ""}. The whole log: ${logFile}`, {
      details: lastLines(output),
    });
  }
}

/**
 * The exit code of a program that runs to its end; stops it when `signal` is aborted, and then throws the reason.
 * @param {import("node:child_process").ChildProcess} child @param {AbortSignal | undefined} signal
 */
export async function endedOrStopped(child, signal) {
  const stop = () => void stopChild(child, { graceMs: 5000 });
  signal?.addEventListener("abort", stop, { once: true });
  const code = await ended(child);
  signal?.removeEventListener("abort", stop);
  signal?.throwIfAborted();
  return code;
}
