// @ts-check
import { existsSync } from "node:fs";
import { requireDatabaseSpace } from "../postgres/cluster.mjs";
import { ensureBuilt } from "./build.mjs";
import { openDatabase } from "./database.mjs";
import { applicationEnvironment, publicUrl } from "./environment.mjs";
import { openHome, unusableHome } from "./home.mjs";
import { ensureInstalled } from "./install.mjs";
import { tryLock } from "./lock.mjs";
import { applicationNode } from "./node24.mjs";
import { formatSeconds, phase } from "./phase.mjs";
import { PlainError, reportFailure } from "./plain-error.mjs";
import { requireFreePort, webPort } from "./port.mjs";
import { keepWorker, startWeb, untilHealthy } from "./services.mjs";
import { runSetup } from "./setup.mjs";
import { listenForStop, StopRequest } from "./stop-signals.mjs";

/** @typedef {"production" | "development"} Mode */

/**
 * Brings everything up, keeps it up until a signal asks for the end, and takes it down in reverse order. Returns the exit code: 0 when the
 * end was asked for.
 * @param {Mode} mode
 */
export async function launch(mode) {
  const { stop, hurry } = listenForStop();
  /** @type {((hurry: AbortSignal) => Promise<void> | void)[]} */
  const undo = [];
  let code = 0;
  try {
    await bringUp(mode, stop, undo);
    await aborted(stop.signal);
    throw stop.signal.reason;
  } catch (error) {
    const isAskedFor = stop.signal.reason instanceof StopRequest;
    if (isAskedFor) process.stdout.write("\nStopping…\n");
    else reportFailure(error);
    code = isAskedFor ? 0 : 1;
    if (!stop.signal.aborted) stop.abort(error);
  }
  for (const step of undo.reverse()) {
    try {
      await step(hurry);
    } catch (error) {
      reportFailure(error);
      code = 1;
    }
  }
  if (code === 0) process.stdout.write("Stopped.\n");
  return code;
}

/** @param {Mode} mode @param {AbortController} stop @param {((hurry: AbortSignal) => Promise<void> | void)[]} undo */
async function bringUp(mode, stop, undo) {
  const began = performance.now();
  const { signal } = stop;
  const home = openHome();
  const lock = takeHome(home, mode);
  undo.push(lock.release);
  if (!process.env.DATABASE_URL) requireDatabaseSpace(home);
  const port = webPort();
  // What a killed start has left needs a moment to notice, and gives back the port then.
  await requireFreePort(port, lock.wasLeft ? 15_000 : 0);
  await ensureInstalled({ home, signal });
  const node = applicationNode();

  // The database boots while the build runs.
  const opening = openDatabase({ home, signal });
  undo.push(async (hurry) => (await opening.catch(() => undefined))?.stop(hurry));
  opening.catch((error) => stop.abort(error));
  if (mode === "production") await ensureBuilt({ home, signal });
  const database = await phase(
    process.env.DATABASE_URL ? "Connecting to the database" : "Starting the database",
    () => opening,
  );
  failWhenEnded(stop, database.exited, () => `The database ended unexpectedly. Its logs are in ${home}/logs/postgres`);

  const env = applicationEnvironment({ home, port, databaseUrl: database.url, mode });
  const setup = await phase("Preparing the data", () => runSetup({ node, env, signal }));
  await requireFreePort(port);
  const runtime = { node, env, port, mode };
  const web = startWeb(runtime);
  const worker = keepWorker(runtime);
  undo.push(async (hurry) => void (await Promise.all([web.stop(hurry), worker.stop(hurry)])));
  failWhenEnded(stop, web.exited, (code) => `The web server ended unexpectedly (exit code ${code}).`);
  await untilHealthy(port, signal);
  process.stdout.write(
    `\nAssay is ready at ${publicUrl(port)} (${formatSeconds(performance.now() - began)})\n${signInHint(setup)}\nCtrl-C stops it.\n\n`,
  );
}

/** @param {string} home @param {Mode} mode */
function takeHome(home, mode) {
  try {
    const lock = tryLock(home, "lock", mode === "production" ? "npm start" : "npm run dev");
    if (lock.release) return lock;
    const { purpose, pid } = lock.holder;
    throw new PlainError(
      `${home} is in use by \`${purpose}\` (pid ${pid}). Stop that first, or choose another ASSAY_HOME.`,
    );
  } catch (error) {
    throw error instanceof PlainError ? error : unusableHome(home, error);
  }
}

/** @param {import("./setup.mjs").SetupResult} setup */
function signInHint({ adminEmail, adminPassword, adminPasswordFile }) {
  if (adminPassword) {
    const kept = adminPasswordFile ? ` (kept in ${adminPasswordFile})` : "";
    return `Sign in as ${adminEmail} with the password ${adminPassword}${kept}`;
  }
  if (adminPasswordFile && existsSync(adminPasswordFile))
    return `Sign in as ${adminEmail}; its first password is in ${adminPasswordFile}`;
  return `Sign in as ${adminEmail} or with an account of yours.`;
}

/** @param {AbortController} stop @param {Promise<unknown>} exited @param {(code: unknown) => string} message */
function failWhenEnded(stop, exited, message) {
  /** @param {unknown} code */
  const fail = (code) => stop.abort(new PlainError(message(code)));
  exited.then(fail, fail);
}

/** @param {AbortSignal} signal @returns {Promise<void>} */
function aborted(signal) {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
