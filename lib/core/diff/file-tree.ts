import type { DiffFile } from "./model.ts";

export type TreeRow =
  | { readonly kind: "folder"; readonly key: string; readonly name: string; readonly depth: number }
  | {
      readonly kind: "file";
      readonly key: string;
      readonly name: string;
      readonly depth: number;
      readonly file: DiffFile;
    };

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly files: DiffFile[];
}

/** A path may be made to be deep; what lies below this many folders is drawn as one name. */
const deepest = 40;

/** The files as a tree, top to bottom, folders first. Folders that hold a single folder are drawn as one: `src/app`. */
export function fileTree(files: readonly DiffFile[]): TreeRow[] {
  const root = makeFolder();
  for (const file of files) {
    const names = file.path.split("/").slice(0, -1);
    const shown = names.length > deepest ? [...names.slice(0, deepest), names.slice(deepest).join("/")] : names;
    shown.reduce(enterFolder, root).files.push(file);
  }
  return treeRows(root, "", 0);
}

function makeFolder(): Folder {
  return { folders: new Map(), files: [] };
}

function enterFolder(parent: Folder, name: string): Folder {
  const folder = parent.folders.get(name) ?? makeFolder();
  parent.folders.set(name, folder);
  return folder;
}

function treeRows(folder: Folder, path: string, depth: number): TreeRow[] {
  const inner = [...folder.folders].flatMap(([first, child]): TreeRow[] => {
    const [name, last] = joinLonely(first, child);
    const key = `${path}${name}/`;
    return [{ kind: "folder", key, name, depth }, ...treeRows(last, key, depth + 1)];
  });
  const own = folder.files.map(
    (file): TreeRow => ({
      kind: "file",
      key: String(file.place),
      name: file.path.slice(file.path.lastIndexOf("/") + 1),
      depth,
      file,
    }),
  );
  return [...inner, ...own];
}

function joinLonely(name: string, folder: Folder): readonly [string, Folder] {
  const [only] = folder.folders;
  if (folder.files.length > 0 || folder.folders.size !== 1 || !only) return [name, folder];
  return joinLonely(`${name}/${only[0]}`, only[1]);
}
