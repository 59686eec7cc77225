// @ts-check
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { requireFreeSpace } from "./home.mjs";
import { waitForLock } from "./lock.mjs";
import { pathWithoutPackages } from "./node24.mjs";
import { phase } from "./phase.mjs";
import { inProject, projectRoot, sharedFolder } from "./project.mjs";
import { runLogged } from "./run.mjs";

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage */

const NEEDED_MEBIBYTES = 1500;

/**
 * Runs `npm ci` unless node_modules is what package-lock.json says.
 * @param {{ home: string, out?: NodeJS.WritableStream, signal?: AbortSignal | undefined }} options
 */
export async function ensureInstalled({ home, out = process.stdout, signal }) {
  if (isInstalled()) return;
  const lock = await waitForLock(sharedFolder(), "install.lock", "an installation", {
    onWait: ({ pid }) => out.write(`Another process (pid ${pid}) is installing the packages; waiting for it.\n`),
    signal,
  });
  try {
    if (isInstalled()) return;
    requireFreeSpace(projectRoot, NEEDED_MEBIBYTES, "the installation of the packages");
    await phase("Installing packages", () => install(home, signal), out);
  } finally {
    lock.release();
  }
}

/** @param {string} home @param {AbortSignal | undefined} signal */
async function install(home, signal) {
  await runLogged("npm", ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"], {
    cwd: projectRoot,
    // "production" would leave out what the build needs.
    env: { ...process.env, PATH: pathWithoutPackages(), NODE_ENV: "development" },
    logFile: join(home, "logs", "install.log"),
    failure: "The packages could not be installed",
    signal,
  });
}

/** By npm's own record of what it put into node_modules, which it writes last. */
function isInstalled() {
  const record = inProject("node_modules", ".package-lock.json");
  return existsSync(record) && matchesLock(readPackages(inProject("package-lock.json")), readPackages(record));
}

/**
 * Whether `installed` (node_modules/.package-lock.json) holds every package of `locked` that is not optional, and nothing else.
 * @param {Record<string, LockedPackage>} locked @param {Record<string, LockedPackage>} installed
 */
export function matchesLock(locked, installed) {
  /** @param {string} path */
  const isSame = (path) =>
    locked[path]?.version === installed[path]?.version && locked[path]?.integrity === installed[path]?.integrity;
  const wanted = Object.keys(locked).filter((path) => path !== "" && (path in installed || !locked[path]?.optional));
  return wanted.every(isSame) && Object.keys(installed).every((path) => path in locked);
}

/** @param {string} file @returns {Record<string, LockedPackage>} */
function readPackages(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
}
