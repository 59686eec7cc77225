// @ts-check
import { spawn } from "node:child_process";
import { connectionUrl } from "../postgres.mjs";
import { ended } from "./child.mjs";
import { openDatabase } from "./database.mjs";
import { applicationEnvironment } from "./environment.mjs";
import { openHome } from "./home.mjs";
import { ensureInstalled } from "./install.mjs";
import { tryLock } from "./lock.mjs";
import { needsDatabase } from "./needs-database.mjs";
import { applicationNode, LEAN } from "./node24.mjs";
import { reportFailure } from "./plain-error.mjs";
import { webPort } from "./port.mjs";
import { inProject, projectRoot } from "./project.mjs";
import { listenForStop, StopRequest } from "./stop-signals.mjs";

/**
 * Runs one `assay` command with a database: the given one, the running one, or the home's own booted for the time being. Returns the
 * command's exit code; stdout is the command's alone.
 * @param {readonly string[]} args
 */
export async function runCommand(args) {
  return runProgram("main.ts", args, needsDatabase(args));
}

/** Runs a worker on the same database until it is stopped. */
export async function runWorker() {
  return runProgram("worker.ts", [], true);
}

/** @param {string} program @param {readonly string[]} args @param {boolean} hasDatabase */
async function runProgram(program, args, hasDatabase) {
  const { stop, hurry } = listenForStop();
  try {
    const home = openHome();
    await ensureInstalled({ home, out: process.stderr, signal: stop.signal });
    const database = hasDatabase ? await borrowDatabase(home, args[0] ?? "worker", stop.signal) : undefined;
    try {
      const env = applicationEnvironment({
        home,
        port: webPort(),
        databaseUrl: database?.url,
        mode: "production",
      });
      return await runToEnd(applicationNode(), [...LEAN, inProject("lib", "cli", program), ...args], env);
    } finally {
      await database?.close(hurry);
    }
  } catch (error) {
    if (error instanceof StopRequest) return error.exitCode;
    reportFailure(error);
    return 1;
  }
}

/**
 * The database of a running start is shared. One that another command has booted goes away with that command, so we wait for it to end and
 * boot our own.
 * @param {string} home @param {string} purpose @param {AbortSignal} signal
 */
async function borrowDatabase(home, purpose, signal) {
  if (process.env.DATABASE_URL) {
    const { url } = await openDatabase({ home, signal });
    return { url, close: async () => {} };
  }
  for (let hasWaited = false; ; hasWaited = true) {
    signal.throwIfAborted();
    const lock = tryLock(home, "lock", `assay ${purpose}`);
    if (lock.release) return bootDatabase(home, lock.release, signal);
    const url = lock.holder.purpose.startsWith("npm ") ? await connectionUrl(home) : undefined;
    if (url) return { url, close: async () => {} };
    if (!hasWaited) process.stderr.write(`Waiting for \`${lock.holder.purpose}\` (pid ${lock.holder.pid})…\n`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** @param {string} home @param {() => void} release @param {AbortSignal} signal */
async function bootDatabase(home, release, signal) {
  try {
    const { url, stop } = await openDatabase({ home, signal });
    return {
      url,
      close: async (/** @type {AbortSignal} */ hurry) => {
        await stop(hurry);
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** @param {string} node @param {readonly string[]} args @param {NodeJS.ProcessEnv} env */
async function runToEnd(node, args, env) {
  // Not in a group of its own: a command may ask questions, so it needs the terminal, and gets the Ctrl-C from there.
  const isTypedTo = process.stdin.isTTY === true;
  const child = spawn(node, [...args], {
    cwd: projectRoot,
    env: { ...env, INIT_CWD: callerFolder() },
    stdio: "inherit",
  });
  for (const name of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(name, () => {
      if (name !== "SIGINT" || !isTypedTo) child.kill(name);
    });
  }
  return ended(child);
}

/** Where the user typed the command, which file names are relative to: npm tells, for it changes to the project's folder. */
function callerFolder() {
  return (process.env.npm_lifecycle_event === "assay" && process.env.INIT_CWD) || process.cwd();
}
