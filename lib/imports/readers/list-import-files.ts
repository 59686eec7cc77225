import { readdir, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";

export interface ImportFile {
  readonly path: string;
  /** Path from the listed folder, with `/`; the file's own name where a file was listed. */
  readonly name: string;
  readonly sizeBytes: number;
}

const taskFileName = /\.(?:jsonl|ndjson|json|parquet)(?:\.(?:gz|zst))?$/iu;

/**
 * The files of records under a path, sorted by name; a path that is a file is listed whatever its name. Hidden files,
 * links that lead out of the folder, and what a link leads to a second time are left out. Throws where the path
 * cannot be read.
 */
export async function listImportFiles(path: string, knownName = taskFileName): Promise<readonly ImportFile[]> {
  const root = await realpath(path);
  const { size, isDirectory } = await stat(root).then((found) => ({
    size: found.size,
    isDirectory: found.isDirectory(),
  }));
  if (!isDirectory) return [{ path, name: path.slice(path.lastIndexOf(sep) + 1), sizeBytes: size }];
  const files: ImportFile[] = [];
  await collect(path, { root, top: path, knownName, seen: new Set([root]), files });
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Search {
  readonly root: string;
  readonly top: string;
  readonly knownName: RegExp;
  readonly seen: Set<string>;
  readonly files: ImportFile[];
}

async function collect(folder: string, search: Search): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  // Real files first: a link to one of them then is the second way to it.
  entries.sort((a, b) => Number(a.isSymbolicLink()) - Number(b.isSymbolicLink()) || (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    const target = entry.isSymbolicLink() ? await resolveInside(path, search.root) : await realpath(path);
    if (target === null || search.seen.has(target)) continue;
    const found = await stat(target);
    if (found.isDirectory()) {
      search.seen.add(target);
      await collect(path, search);
    } else if (found.isFile() && search.knownName.test(entry.name)) {
      search.seen.add(target);
      search.files.push({ path, name: relative(search.top, path).split(sep).join("/"), sizeBytes: found.size });
    }
  }
}

/** Null where the link leads nowhere or out of the folder. */
async function resolveInside(path: string, root: string): Promise<string | null> {
  const target = await realpath(path).catch(() => null);
  return target !== null && (target === root || target.startsWith(root + sep)) ? target : null;
}
