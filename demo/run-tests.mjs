import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { git } from "./git.mjs";
import { parsers } from "./test-status.mjs";

const TIMEOUT_SECONDS = 120;
const DEFAULT_REPEATS = 2;

// Python trusts a compiled file if the source has kept its size and second of change, and a patch can keep both.
const testEnv = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  LC_ALL: "C.UTF-8",
  TZ: "UTC",
  PYTHONDONTWRITEBYTECODE: "1",
};

/**
 * Runs the tests of a fix at its base commit with the test patch, several times without (empty) and several times with
 * the gold patch. Returns `{ empty, gold }`, a list of status maps for each side; both are empty if the set-up fails.
 */
export async function runTests(library, fix, repository, base) {
  const folder = mkdtempSync(join(tmpdir(), "assay-demo-run-"));
  try {
    git(folder, ["clone", "--quiet", "--shared", repository, "."]);
    git(folder, ["checkout", "--quiet", "--detach", base]);
    git(folder, ["apply", fix.testPatch]);
    for (const argv of library.setup) {
      const { exitCode } = await run(argv, folder);
      if (exitCode !== 0) return { empty: [], gold: [] };
    }
    const empty = await repeat(library, fix, folder);
    git(folder, ["apply", fix.goldPatch]);
    return { empty, gold: await repeat(library, fix, folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function repeat(library, fix, folder) {
  const sides = [];
  for (let index = 0; index < (fix.repeats ?? DEFAULT_REPEATS); index++) {
    const { log } = await run(library.test.command, folder);
    const statuses = parsers[library.test.logFormat](log);
    if (statuses.size === 0) throw new Error(`${library.name} ${fix.slug}: no test was run\n${log}`);
    sides.push(statuses);
  }
  return sides;
}

function run([command, ...args], folder) {
  return new Promise((resolve, reject) => {
    const stdio = ["ignore", "pipe", "pipe"];
    const child = spawn(command, args, { cwd: folder, env: testEnv, detached: true, stdio });
    const chunks = [];
    let isTimedOut = false;
    const timer = setTimeout(() => {
      isTimedOut = true;
      process.kill(-child.pid, "SIGKILL");
    }, TIMEOUT_SECONDS * 1000);
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("close", (exitCode) => {
      clearTimeout(timer);
      if (isTimedOut) reject(new Error(`${[command, ...args].join(" ")}: no end after ${TIMEOUT_SECONDS} s`));
      else resolve({ exitCode, log: Buffer.concat(chunks).toString("utf8") });
    });
  });
}
