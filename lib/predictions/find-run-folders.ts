import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { AppError } from "#lib/errors";

/** What a harness left of one instance; null where the file is not there. */
export interface InstanceFiles {
  readonly instanceId: string;
  readonly patch: string | null;
  readonly report: string | null;
  readonly testOutput: string | null;
  /** What the harness itself logged; it says why there is no test output. */
  readonly runLog: string | null;
}

/** The instances that a harness evaluated for one model in one run. */
export interface RunFolder {
  readonly path: string;
  /** The harness writes `/` as `__`. */
  readonly model: string;
  /** The folder around the model's. */
  readonly runId: string;
  readonly instances: readonly InstanceFiles[];
}

const maxDepth = 5;
const fileNames = {
  patch: "patch.diff",
  report: "report.json",
  testOutput: "test_output.txt",
  runLog: "run_instance.log",
} as const;

/**
 * The run folders at or below a path: `logs/run_evaluation/<run>/<model>/<instance>/…` from whichever level on, of
 * swebench 4 and 5, and SWE-smith's without the level of models. Links are not followed.
 */
export async function findRunFolders(path: string): Promise<RunFolder[]> {
  const entries = await readFolder(path);
  const own = readInstance(path, entries);
  if (own) return [toRunFolder(join(path, ".."), [own])];
  return (await collect(path, entries, 1)).toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

async function collect(path: string, entries: readonly Dirent[], depth: number): Promise<RunFolder[]> {
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith("."));
  const instances: InstanceFiles[] = [];
  const found: RunFolder[] = [];
  for (const { name } of folders.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const inside = join(path, name);
    const children = await readFolder(inside);
    const instance = readInstance(inside, children);
    if (instance) instances.push(instance);
    else if (depth < maxDepth) found.push(...(await collect(inside, children, depth + 1)));
  }
  return instances.length > 0 ? [...found, toRunFolder(path, instances)] : found;
}

function readInstance(path: string, entries: readonly Dirent[]): InstanceFiles | null {
  const names = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
  const fileOf = (name: string) => (names.has(name) ? join(path, name) : null);
  const files = {
    patch: fileOf(fileNames.patch),
    report: fileOf(fileNames.report),
    testOutput: fileOf(fileNames.testOutput),
    runLog: fileOf(fileNames.runLog),
  };
  const isInstance = files.patch ?? files.testOutput ?? files.runLog;
  return isInstance ? { instanceId: basename(path), ...files } : null;
}

function toRunFolder(path: string, instances: readonly InstanceFiles[]): RunFolder {
  return { path, model: basename(path).replaceAll("__", "/"), runId: basename(join(path, "..")), instances };
}

async function readFolder(path: string): Promise<Dirent[]> {
  return readdir(path, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new AppError("not_found", `${path} cannot be read (${error.code ?? error.message})`);
  });
}
