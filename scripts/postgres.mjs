// @ts-check
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ended, spawnApart } from "./boot/child.mjs";
import { keptSecret } from "./boot/home.mjs";
import { knownCause, lastLines, PlainError } from "./boot/plain-error.mjs";
import { connectError, findFreePort } from "./boot/port.mjs";
import { postgresAccount } from "./postgres/account.mjs";
import { postgresBinaries } from "./postgres/binaries.mjs";
import { clusterFolder, ensureCluster, requireDatabaseSpace } from "./postgres/cluster.mjs";
import { clearLeftOver, findPostmaster, pause, stopPostmaster } from "./postgres/postmaster.mjs";
import { serverArguments } from "./postgres/settings.mjs";

const START_MS = 300_000; // Crash recovery of a large database takes minutes.

/**
 * Boots the embedded PostgreSQL of a home, whose lock the caller holds; the first time, makes its database. `throwAway` trades durability
 * for speed. `exited` resolves when the server has ended, asked or not.
 * @param {{ home: string, port?: number, throwAway?: boolean, signal?: AbortSignal | undefined }} options
 */
export async function startPostgres({ home, port, throwAway = false, signal }) {
  requireDatabaseSpace(home);
  const account = postgresAccount(join(home, "postgres"));
  const native = postgresBinaries(account);
  const folder = clusterFolder(home, account);
  const data = join(folder, "data");
  const password = keptSecret(join(home, "postgres-password"));
  await ensureCluster({ home, folder, native, account, password, signal });
  await clearLeftOver(data);

  const chosen = port ?? (await findFreePort());
  const server = spawnServer({ home, folder, native, account, port: chosen, throwAway });
  const { pid } = server;
  if (pid === undefined) throw new PlainError("PostgreSQL could not be started.");
  const exited = ended(server);
  const state = { pid, port: chosen, url: `postgres://assay:${password}@127.0.0.1:${chosen}/assay` };
  try {
    await untilReady({ home, data, pid, exited, signal });
    writeState(home, state);
  } catch (error) {
    await stopPostmaster(pid);
    throw error;
  }
  return {
    ...state,
    exited,
    /** @param {AbortSignal} [hurry] */
    stop: async (hurry) => {
      await stopPostmaster(pid, hurry);
      rmSync(stateFile(home), { force: true });
    },
  };
}

/** The URL of the home's server when one runs and takes connections, else undefined. @param {string} home */
export async function connectionUrl(home) {
  if (!existsSync(stateFile(home))) return undefined;
  /** @type {{ pid: number, port: number, url: string }} */
  const { pid, port, url } = JSON.parse(readFileSync(stateFile(home), "utf8"));
  const server = findPostmaster(join(home, "postgres", "data"));
  if (server?.pid !== pid || server.port !== port || !server.isReady) return undefined;
  return (await connectError("127.0.0.1", port)) === undefined ? url : undefined;
}

/** @param {{ home: string, folder: string, native: string, account: import("./postgres/account.mjs").Account, port: number, throwAway: boolean }} options */
function spawnServer({ home, folder, native, account, port, throwAway }) {
  const log = openSync(startLog(home), "w", 0o600);
  const command = [
    ...dieWithParent(),
    join(native, "bin", "postgres"),
    "-D",
    join(folder, "data"),
    ...serverArguments({ port, logFolder: join(folder, "log"), throwAway }),
  ];
  const [program = "", ...args] = command;
  const server = spawnApart(program, args, { ...account, cwd: "/", stdio: ["ignore", log, log] });
  closeSync(log);
  return server;
}

/**
 * On Linux the kernel asks the server for a fast shutdown when we are killed. Elsewhere it would go on until the next start, which ends it
 * (`clearLeftOver`).
 */
function dieWithParent() {
  const help = spawnSync("setpriv", ["--help"], { encoding: "utf8" }).stdout ?? "";
  return help.includes("--pdeathsig") ? ["setpriv", "--pdeathsig", "INT", "--"] : [];
}

/** @param {{ home: string, data: string, pid: number, exited: Promise<number>, signal?: AbortSignal | undefined }} options */
async function untilReady({ home, data, pid, exited, signal }) {
  const deadline = performance.now() + START_MS;
  let hasExited = false;
  const noteExit = () => {
    hasExited = true;
  };
  exited.then(noteExit, noteExit);
  for (;;) {
    signal?.throwIfAborted();
    if (hasExited) throw new PlainError(...startFailure(home));
    const server = findPostmaster(data);
    if (server?.pid === pid && server.isReady) return;
    if (performance.now() > deadline) throw new PlainError("PostgreSQL did not become ready within five minutes.");
    await pause(20);
  }
}

/** @param {string} home @returns {[string, { details: string }]} */
function startFailure(home) {
  const today = new Date().toLocaleDateString("en-US", { weekday: "short", timeZone: "UTC" });
  const output = [startLog(home), join(home, "logs", "postgres", `postgres-${today}.log`)]
    .map((file) => (existsSync(file) ? readFileSync(file, "utf8") : ""))
    .join("\n");
  const tail = lastLines(output);
  const cause = knownCause(tail);
  return [
    `PostgreSQL could not be started${cause ? `: ${cause}` : ""}. Its logs are in ${join(home, "logs", "postgres")}`,
    { details: tail },
  ];
}

/** @param {string} home @param {{ pid: number, port: number, url: string }} state */
function writeState(home, state) {
  const draft = `${stateFile(home)}.draft`;
  writeFileSync(draft, JSON.stringify(state), { mode: 0o600 });
  renameSync(draft, stateFile(home));
}

/** @param {string} home */
function stateFile(home) {
  return join(home, "postgres.json");
}

/** @param {string} home */
function startLog(home) {
  return join(home, "logs", "postgres-start.log");
}
