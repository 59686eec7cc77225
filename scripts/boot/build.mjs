// @ts-check
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { waitForLock } from "./lock.mjs";
import { applicationNode } from "./node24.mjs";
import { phase } from "./phase.mjs";
import { inProject, projectRoot, sharedFolder } from "./project.mjs";
import { runLogged } from "./run.mjs";
import { hashSources } from "./source-hash.mjs";

const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "drizzle",
  "next.config.ts",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "postcss.config.mjs",
  "proxy.ts",
];

/** Builds the web application unless the last build was of these sources. @param {{ home: string, signal?: AbortSignal | undefined }} options */
export async function ensureBuilt({ home, signal }) {
  if (isBuilt(hashSources(projectRoot, SOURCES))) return;
  const lock = await waitForLock(sharedFolder(), "build.lock", "a build", {
    onWait: ({ pid }) => process.stdout.write(`Another start is building (pid ${pid}); waiting for it.\n`),
    signal,
  });
  try {
    const hash = hashSources(projectRoot, SOURCES);
    if (isBuilt(hash)) return;
    await phase("Building", () => build(home, hash, signal));
  } finally {
    lock.release();
  }
}

/** @param {string} home @param {string} hash of the sources as they are before the build @param {AbortSignal | undefined} signal */
async function build(home, hash, signal) {
  rmSync(stampFile(), { force: true });
  await runLogged(applicationNode(), [inProject("node_modules", "next", "dist", "bin", "next"), "build"], {
    cwd: projectRoot,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    logFile: `${home}/logs/build.log`,
    failure: "The build failed",
    signal,
  });
  writeFileSync(stampFile(), `${JSON.stringify({ sources: hash })}\n`);
}

/** @param {string} hash */
function isBuilt(hash) {
  if (!existsSync(stampFile()) || !existsSync(inProject(".next", "BUILD_ID"))) return false;
  try {
    return JSON.parse(readFileSync(stampFile(), "utf8")).sources === hash;
  } catch {
    return false;
  }
}

function stampFile() {
  return inProject(".next", "assay-build.json");
}
