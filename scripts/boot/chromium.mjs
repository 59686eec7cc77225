// @ts-check
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { applicationNode } from "./node24.mjs";
import { phase } from "./phase.mjs";
import { PlainError } from "./plain-error.mjs";
import { inProject, projectRoot } from "./project.mjs";
import { runLogged } from "./run.mjs";

const DEBIAN_PATH = "/usr/bin/chromium";

/** Keep a headless Chromium from looking for its maker's servers, and let it run as root. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The path of a Chromium for the browser tests; root gets Debian's installed where there is none.
 * @param {{ home: string, signal?: AbortSignal | undefined }} options
 */
export async function findChromium({ home, signal }) {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new PlainError(`CHROMIUM_PATH names ${given}, which is not there.`);
  }
  const found = [DEBIAN_PATH, playwrightsOwn()].find((path) => path && existsSync(path));
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    await phase("Installing Chromium", () => installDebians(home, signal));
    if (existsSync(DEBIAN_PATH)) return DEBIAN_PATH;
  }
  throw new PlainError(
    "The browser tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH to one.",
  );
}

/** Where `npx playwright install chromium` would have put it. */
function playwrightsOwn() {
  const script = 'import("@playwright/test").then(({ chromium }) => console.log(chromium.executablePath()))';
  if (!existsSync(inProject("node_modules", "@playwright", "test"))) return undefined;
  return spawnSync(applicationNode(), ["-e", script], { cwd: projectRoot, encoding: "utf8" }).stdout?.trim();
}

/** @param {string} home @param {AbortSignal | undefined} signal */
async function installDebians(home, signal) {
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    logFile: join(home, "logs", "chromium.log"),
    failure: "Chromium could not be installed",
    signal,
  };
  await runLogged("apt-get", ["update"], options);
  await runLogged("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], options);
}
