// @ts-check
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../postgres.mjs";
import { spawnApart } from "./child.mjs";
import { findChromium } from "./chromium.mjs";
import { openHome } from "./home.mjs";
import { ensureInstalled } from "./install.mjs";
import { formatSeconds, phase } from "./phase.mjs";
import { reportFailure } from "./plain-error.mjs";
import { projectRoot } from "./project.mjs";
import { endedOrStopped } from "./run.mjs";
import { listenForStop, StopRequest } from "./stop-signals.mjs";

/** Runs all tests against a throw-away PostgreSQL and a Chromium; returns the exit code of the first that fails, or 0. */
export async function runTests() {
  const { stop, hurry } = listenForStop();
  const { signal } = stop;
  /** @type {string[]} */
  const report = [];
  let code = 1;
  /** @type {(hurry: AbortSignal) => Promise<void>} */
  let close = async () => {};
  try {
    const home = openHome();
    await ensureInstalled({ home, signal });
    const chromium = await findChromium({ home, signal });
    const database = await testDatabase(signal);
    close = database.close;
    code = await runSteps(stepsFor(database.url, chromium), report, signal);
  } catch (error) {
    if (error instanceof StopRequest) code = error.exitCode;
    else reportFailure(error);
  }
  await close(hurry).catch(reportFailure);
  process.stdout.write(`\n${code === 0 ? "Passed" : "Failed"}: ${report.join(" · ") || "nothing was run"}\n`);
  return code;
}

/** @param {string} databaseUrl @param {string} chromium */
function stepsFor(databaseUrl, chromium) {
  // The browser tests start the application themselves, with a home, a port and a database of their own.
  const { DATABASE_URL, ASSAY_HOME, ASSAY_URL, PORT, ...env } = process.env;
  return [
    { script: "check", env },
    { script: "test:integration", env: { ...env, DATABASE_URL: databaseUrl } },
    { script: "test:sandbox", env: { ...env, DATABASE_URL: databaseUrl } },
    { script: "test:e2e", env: { ...env, CHROMIUM_PATH: chromium } },
  ];
}

/** @param {readonly { script: string, env: NodeJS.ProcessEnv }[]} steps @param {string[]} report @param {AbortSignal} signal */
async function runSteps(steps, report, signal) {
  for (const { script, env } of steps) {
    const began = performance.now();
    process.stdout.write(`\n— npm run ${script}\n`);
    const child = spawnApart("npm", ["run", "--silent", script], {
      cwd: projectRoot,
      env,
      stdio: ["ignore", "inherit", "inherit"],
    });
    const code = await endedOrStopped(child, signal);
    report.push(`${script} ${formatSeconds(performance.now() - began)}${code === 0 ? "" : ` (exit code ${code})`}`);
    if (code !== 0) return code;
  }
  return 0;
}

/** TEST_DATABASE_URL, or a server of our own in a folder that goes away with it. @param {AbortSignal} signal */
async function testDatabase(signal) {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, close: async () => {} };
  const home = mkdtempSync(join(tmpdir(), "assay-test-"));
  const remove = () => rmSync(home, { recursive: true, force: true });
  try {
    chmodSync(home, 0o711);
    mkdirSync(join(home, "logs"));
    const server = await phase("Starting a database for the tests", () =>
      startPostgres({ home, throwAway: true, signal }),
    );
    return {
      url: server.url,
      close: async (/** @type {AbortSignal} */ hurry) => {
        await server.stop(hurry);
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
