// @ts-check
import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive, startMark } from "./process-table.mjs";

/** @typedef {{ pid: number, mark: string, purpose: string }} Holder */

// A lock is the file `<name>.<n>` with the highest n; who creates it, holds it. To take over from a dead holder is to create n + 1, which
// only one can. The highest file is never removed, released ones are emptied, so a slow process with an old view cannot create a
// second lock unnoticed: it looks again after it created one, and gives up its own when there is a higher.

/**
 * Takes the lock `name` in `folder` for this process: `{ release }`, or `{ holder }` when a living process has it. `wasLeft` says that the
 * last holder died with it.
 * @param {string} folder @param {string} name @param {string} purpose what the holder is called in messages
 * @returns {{ release: () => void, wasLeft: boolean, holder?: undefined } | { holder: Holder, release?: undefined }}
 */
export function tryLock(folder, name, purpose) {
  const mine = { pid: process.pid, mark: startMark(process.pid), purpose };
  for (;;) {
    const highest = generations(folder, name).at(-1) ?? 0;
    const last = highest > 0 ? readHolder(join(folder, `${name}.${highest}`)) : undefined;
    if (last && isLiving(last)) return { holder: last };
    const file = join(folder, `${name}.${highest + 1}`);
    if (!createWhole(file, JSON.stringify(mine))) continue;
    if (generations(folder, name).some((n) => n > highest + 1)) {
      rmSync(file, { force: true });
      continue;
    }
    for (const n of generations(folder, name)) {
      if (n <= highest) rmSync(join(folder, `${name}.${n}`), { force: true });
    }
    return { release: () => writeFileSync(file, ""), wasLeft: last !== undefined };
  }
}

/**
 * Waits until the lock is free and takes it.
 * @param {string} folder @param {string} name @param {string} purpose
 * @param {{ onWait: (holder: Holder) => void, signal?: AbortSignal | undefined }} options
 */
export async function waitForLock(folder, name, purpose, { onWait, signal }) {
  for (let waited = false; ; waited = true) {
    signal?.throwIfAborted();
    const lock = tryLock(folder, name, purpose);
    if (lock.release) return lock;
    if (!waited) onWait(lock.holder);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** The numbers of the lock files there are, ascending. @param {string} folder @param {string} name */
function generations(folder, name) {
  return readdirSync(folder)
    .filter((entry) => entry.startsWith(`${name}.`) && /^\d+$/.test(entry.slice(name.length + 1)))
    .map((entry) => Number(entry.slice(name.length + 1)))
    .sort((a, b) => a - b);
}

/** @param {string} file @returns {Holder | undefined} */
function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8") || "null") ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param {Holder} holder */
function isLiving({ pid, mark }) {
  return isAlive(pid) && startMark(pid) === mark;
}

/** Creates a file with all of its content at once; false when it is there already. @param {string} file @param {string} content */
function createWhole(file, content) {
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
