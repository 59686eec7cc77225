// @ts-check
import { ended, killGroup, spawnApart, stopChild } from "./child.mjs";
import { LEAN } from "./node24.mjs";
import { lastLines, PlainError } from "./plain-error.mjs";
import { inProject, projectRoot } from "./project.mjs";

const PRELOAD = ["--import", inProject("scripts", "boot", "stop-with-starter.mjs")];
const NEXT = inProject("node_modules", "next", "dist", "bin", "next");
const WORKER = inProject("lib", "cli", "worker.ts");
const HEALTHY_MS = 90_000;
const STEADY_MS = 60_000;
const LONGEST_PAUSE_MS = 30_000;

/** @typedef {{ node: string, env: NodeJS.ProcessEnv, port: number, mode: "production" | "development" }} Runtime */

/** Starts the web server, once. @param {Runtime} runtime */
export function startWeb({ node, env, port, mode }) {
  const command = mode === "production" ? "start" : "dev";
  const child = start(node, [...PRELOAD, NEXT, command, "-p", String(port)], env);
  return {
    exited: ended(child),
    /** @param {AbortSignal} hurry */
    stop: (hurry) => stopChild(child, { hurry }),
  };
}

/** Keeps a worker running: one that dies is started again, after longer and longer pauses. @param {Runtime} runtime */
export function keepWorker({ node, env, mode }) {
  const args = [...LEAN, ...PRELOAD, ...(mode === "development" ? ["--watch", "--watch-preserve-output"] : []), WORKER];
  const stopping = new AbortController();
  let child = start(node, args, env);
  const kept = keep();
  return {
    /** @param {AbortSignal} hurry */
    stop: async (hurry) => {
      stopping.abort();
      await stopChild(child, { hurry });
      await kept;
    },
  };

  async function keep() {
    let pauseMs = 1000;
    for (;;) {
      const began = performance.now();
      const code = await ended(child).catch(() => 1);
      if (stopping.signal.aborted) return;
      killGroup(child.pid);
      if (performance.now() - began > STEADY_MS) pauseMs = 1000;
      process.stderr.write(`assay: The worker ended (exit code ${code}); starting it again in ${pauseMs / 1000} s.\n`);
      await pauseUnless(stopping.signal, pauseMs);
      if (stopping.signal.aborted) return;
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      child = start(node, args, env);
    }
  }
}

/** Waits until the web application says it is well. @param {number} port @param {AbortSignal} signal */
export async function untilHealthy(port, signal) {
  const deadline = performance.now() + HEALTHY_MS;
  for (let last = "no answer"; ; ) {
    signal.throwIfAborted();
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/api/health`, { signal: AbortSignal.timeout(30_000) });
      const text = await answer.text();
      if (answer.status === 200) return;
      last = `${answer.status} ${lastLines(text, 1).slice(0, 200)}`.trim();
    } catch (error) {
      last = error instanceof Error && error.name === "TimeoutError" ? "no answer" : last;
    }
    if (performance.now() > deadline) throw new PlainError(`The web application is not well (${last}).`);
    await pauseUnless(signal, 100);
  }
}

/** @param {string} node @param {readonly string[]} args @param {NodeJS.ProcessEnv} env */
function start(node, args, env) {
  return spawnApart(node, args, { cwd: projectRoot, env, stdio: ["ignore", "inherit", "inherit"] });
}

/** @param {AbortSignal} signal @param {number} milliseconds @returns {Promise<void>} */
function pauseUnless(signal, milliseconds) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}
