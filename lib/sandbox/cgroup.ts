import { access, constants, mkdir, readdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Limits } from "#lib/core/environment/model";

/** A group of processes that the kernel limits together. */
export interface ControlGroup {
  /** Files that a process writes 0 to, to be in it. */
  readonly joinFiles: readonly string[];
  /** What to show the sandbox, and where, so that its runner can count killed processes. */
  readonly memoryView: { readonly source: string; readonly target: string };
  countKilled(): Promise<number>;
  /** Kills whatever is in it and removes it. */
  remove(): Promise<void>;
}

const rootFolder = "/sys/fs/cgroup";
const ourGroup = "assay";
const controllers = ["memory", "pids", "cpu"] as const;
/** A shell, bubblewrap and cat wait outside the sandbox, in the same group. */
const outerProcesses = 3;
const mebibyte = 2 ** 20;
const PERIOD_US = 100_000;

/** Which hierarchy this process may make groups in, or undefined: then nothing can be limited for several processes at once. */
export async function findHierarchy(root = rootFolder): Promise<1 | 2 | undefined> {
  if (await isWritable(join(root, "cgroup.subtree_control"))) return (await prepareUnified(root)) ? 2 : undefined;
  const areThere = await Promise.all(controllers.map((name) => isWritable(join(root, name, "cgroup.procs"))));
  return areThere.every(Boolean) ? 1 : undefined;
}

/** Makes a group with these limits. `name` tells whose it is, see `listGroups`. */
export async function createGroup(
  hierarchy: 1 | 2,
  name: string,
  limits: Limits,
  root = rootFolder,
): Promise<ControlGroup> {
  const folders = groupFolders(hierarchy, name, root);
  for (const folder of folders) await mkdir(folder, { recursive: true });
  const memory = limits.memoryMegabytes * mebibyte;
  const pids = limits.pids + outerProcesses;
  const quota = Math.round(limits.cpus * PERIOD_US);
  if (hierarchy === 2) {
    const folder = join(root, ourGroup, name);
    await writeFile(join(folder, "memory.max"), String(memory));
    await writeFile(join(folder, "memory.swap.max"), "0").catch(ignoreMissing);
    await writeFile(join(folder, "pids.max"), String(pids));
    await writeFile(join(folder, "cpu.max"), `${quota} ${PERIOD_US}`);
  } else {
    await writeFile(join(root, "memory", ourGroup, name, "memory.limit_in_bytes"), String(memory));
    // There only where swap is counted.
    await writeFile(join(root, "memory", ourGroup, name, "memory.memsw.limit_in_bytes"), String(memory)).catch(
      ignoreMissing,
    );
    await writeFile(join(root, "pids", ourGroup, name, "pids.max"), String(pids));
    await writeFile(join(root, "cpu", ourGroup, name, "cpu.cfs_period_us"), String(PERIOD_US));
    await writeFile(join(root, "cpu", ourGroup, name, "cpu.cfs_quota_us"), String(quota));
  }
  const source = hierarchy === 2 ? join(root, ourGroup, name) : join(root, "memory", ourGroup, name);
  return {
    joinFiles: folders.map((folder) => join(folder, "cgroup.procs")),
    memoryView: { source, target: hierarchy === 2 ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory" },
    countKilled: () => countKilled(join(source, hierarchy === 2 ? "memory.events" : "memory.oom_control")),
    remove: () => removeGroup(hierarchy, name, root),
  };
}

/** The names of all groups there are, whoever made them. */
export async function listGroups(hierarchy: 1 | 2, root = rootFolder): Promise<string[]> {
  const names = await Promise.all(
    groupFolders(hierarchy, "", root).map(async (folder) => {
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
      return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    }),
  );
  return [...new Set(names.flat())];
}

export async function removeGroup(hierarchy: 1 | 2, name: string, root = rootFolder): Promise<void> {
  for (const folder of groupFolders(hierarchy, name, root)) {
    for (let tries = 0; ; tries += 1) {
      await killAll(folder);
      try {
        await rmdir(folder);
        break;
      } catch (error) {
        if (isCode(error, "ENOENT")) break;
        if (!isCode(error, "EBUSY") || tries > 500) throw error;
        await sleep(10);
      }
    }
  }
}

/** Lets our group hand the three controllers on; refused where the kernel or the container around us does not allow it. */
async function prepareUnified(root: string): Promise<boolean> {
  const all = controllers.map((name) => `+${name}`).join(" ");
  try {
    await writeFile(join(root, "cgroup.subtree_control"), all);
    await mkdir(join(root, ourGroup), { recursive: true });
    await writeFile(join(root, ourGroup, "cgroup.subtree_control"), all);
    return true;
  } catch {
    return false;
  }
}

function groupFolders(hierarchy: 1 | 2, name: string, root: string): string[] {
  return hierarchy === 2
    ? [join(root, ourGroup, name)]
    : controllers.map((controller) => join(root, controller, ourGroup, name));
}

async function countKilled(file: string): Promise<number> {
  const text = await readFile(file, "utf8").catch(() => "");
  return Number(/^oom_kill (\d+)$/m.exec(text)?.[1] ?? 0);
}

async function killAll(folder: string): Promise<void> {
  const pids = await readFile(join(folder, "cgroup.procs"), "utf8").catch(() => "");
  for (const pid of pids.split("\n").filter(Boolean)) {
    try {
      process.kill(Number(pid), "SIGKILL");
    } catch (error) {
      if (!isCode(error, "ESRCH")) throw error;
    }
  }
}

async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}

function ignoreMissing(error: unknown): void {
  if (!isCode(error, "ENOENT") && !isCode(error, "EACCES") && !isCode(error, "EOPNOTSUPP")) throw error;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
