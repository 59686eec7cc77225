import { randomUUID } from "node:crypto";
import { link, mkdir, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const BEAT_MS = 2000;
/** A holder that has not been heard of for this long is dead. */
const SILENCE_MS = 20_000;
const POLL_MS = 100;

/**
 * Does the work while no other process that sees this folder holds the lock of this name, also one in another container or
 * on another machine. The lock of a dead holder is taken over after 20 seconds.
 *
 * A lock is the file `<name>.<n>` with the highest n, kept young by its holder; who creates it, holds it. To take over from
 * a dead holder is to create n + 1, which only one can. The highest file is emptied of its meaning (made old), never
 * removed, so a slow process with an old view cannot create a second lock unnoticed: it looks again after it has created one.
 */
export async function withFileLock<T>(
  folder: string,
  name: string,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(folder, { recursive: true });
  let file: string | undefined;
  while (!file) {
    signal?.throwIfAborted();
    file = await tryLock(folder, name);
    if (!file) await sleep(POLL_MS, undefined, signal ? { signal } : {});
  }
  const held = file;
  const beat = setInterval(() => touch(held, Date.now()).catch(() => {}), BEAT_MS);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await touch(held, 0);
  }
}

/** The file of the lock when it is ours now. */
async function tryLock(folder: string, name: string): Promise<string | undefined> {
  const highest = (await generations(folder, name)).at(-1) ?? 0;
  if (highest > 0 && (await isHeld(join(folder, `${name}.${highest}`)))) return undefined;
  const mine = highest + 1;
  const file = join(folder, `${name}.${mine}`);
  if (!(await createYoung(folder, file))) return undefined;
  const all = await generations(folder, name);
  if (all.some((generation) => generation > mine)) {
    await rm(file, { force: true });
    return undefined;
  }
  for (const generation of all) if (generation < mine) await rm(join(folder, `${name}.${generation}`), { force: true });
  return file;
}

async function isHeld(file: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(file)).mtimeMs < SILENCE_MS;
  } catch (error) {
    // Removed by a newer holder.
    if (isCode(error, "ENOENT")) return true;
    throw error;
  }
}

/** The numbers of the lock files there are, ascending. */
async function generations(folder: string, name: string): Promise<number[]> {
  return (await readdir(folder))
    .filter((entry) => entry.startsWith(`${name}.`) && /^\d+$/.test(entry.slice(name.length + 1)))
    .map((entry) => Number(entry.slice(name.length + 1)))
    .sort((a, b) => a - b);
}

async function createYoung(folder: string, file: string): Promise<boolean> {
  const draft = join(folder, `.draft-${randomUUID()}`);
  await writeFile(draft, "");
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function touch(file: string, milliseconds: number): Promise<void> {
  await utimes(file, milliseconds / 1000, milliseconds / 1000);
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
