/** Folders in which scaffolds and images keep the repository. SWE-agent of 2024 names it `/owner__name/`. */
const knownRoots = /^\/(?:testbed|repo|workspace\/[^/]{1,200}__[^/]{1,200}|[^/]{1,200}__[^/]{1,200})\//u;
const looseRoots =
  /^\/(?:workspace\/[^/]{1,200}|workspace(?=\/[^/]+$)|app|src|code|project|home\/[^/]{1,100}\/[^/]{1,200})\//u;

/**
 * Gives paths as they are from the root of the repository. The root is where a path of `anchors` (files of the gold or
 * the final patch) is the end of one of `paths`; without such, the folders that images are known to use. A path that
 * lies elsewhere, in `/tmp` say, stays as it is.
 */
export function createPathNames(paths: Iterable<string>, anchors: readonly string[]): (path: string) => string {
  const root = findRoot(paths, anchors);
  return (path) => {
    const plain = path.replace(/^(?:\.\/)+/u, "");
    if (!plain.startsWith("/")) return plain;
    if (root !== null) return plain.startsWith(root) ? plain.slice(root.length) : plain.replace(knownRoots, "");
    return plain.replace(knownRoots, "").replace(looseRoots, "");
  };
}

/** The folder that most of the anchors lie in; null where none does. */
function findRoot(paths: Iterable<string>, anchors: readonly string[]): string | null {
  const wanted = new Map<string, string[]>();
  for (const anchor of anchors) {
    const name = lastPart(anchor);
    wanted.set(name, [...(wanted.get(name) ?? []), anchor]);
  }
  const votes = new Map<string, number>();
  for (const path of new Set(paths)) {
    if (!path.startsWith("/")) continue;
    for (const anchor of wanted.get(lastPart(path)) ?? []) {
      if (!path.endsWith(`/${anchor}`)) continue;
      const root = path.slice(0, path.length - anchor.length);
      votes.set(root, (votes.get(root) ?? 0) + anchor.split("/").length);
    }
  }
  const [best] = [...votes].toSorted(([, a], [, b]) => b - a);
  return best?.[0] ?? null;
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
