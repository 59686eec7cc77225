import { type PatchHunk, patchPath } from "./model.ts";
import { parsePatch } from "./parse-patch.ts";

/** One hunk of a compared patch, by the lines of the old file that it stands on. */
export interface ComparedHunk {
  readonly path: string;
  readonly oldStart: number;
  readonly oldLines: number;
  /** A hunk of the other patch stands on some of the same lines of the same file. */
  readonly isShared: boolean;
  /** The other patch adds and removes the same lines there. */
  readonly isSame: boolean;
}

export interface PatchComparison {
  /** Paths in the order of the patch that has them; a renamed file goes by its new path. */
  readonly sharedFiles: readonly string[];
  readonly onlyInFirst: readonly string[];
  readonly onlyInSecond: readonly string[];
  readonly firstHunks: readonly ComparedHunk[];
  readonly secondHunks: readonly ComparedHunk[];
}

/**
 * What two patches of one tree have in common. Hunks are compared by the old lines that they span, context included,
 * so that two patches of one place meet though they write other things. Total: what cannot be read as a patch has no files.
 */
export function comparePatches(first: string, second: string): PatchComparison {
  const one = filesByPath(first);
  const other = filesByPath(second);
  const paths = [...one.keys()];
  return {
    sharedFiles: paths.filter((path) => other.has(path)),
    onlyInFirst: paths.filter((path) => !other.has(path)),
    onlyInSecond: [...other.keys()].filter((path) => !one.has(path)),
    firstHunks: compareHunks(one, other),
    secondHunks: compareHunks(other, one),
  };
}

type HunksByPath = ReadonlyMap<string, readonly PatchHunk[]>;

function filesByPath(patch: string): HunksByPath {
  const found = new Map<string, PatchHunk[]>();
  for (const file of parsePatch(patch).value) {
    const hunks = found.get(patchPath(file)) ?? [];
    for (const hunk of file.hunks) hunks.push(hunk);
    found.set(patchPath(file), hunks);
  }
  return found;
}

function compareHunks(mine: HunksByPath, theirs: HunksByPath): readonly ComparedHunk[] {
  return [...mine].flatMap(([path, hunks]) => {
    const others = theirs.get(path) ?? [];
    const meets = createRangeSearch(others);
    const changes = new Set(others.map(changeOf));
    return hunks.map((hunk) => {
      const isShared = meets(hunk);
      return {
        path,
        oldStart: hunk.oldStart,
        oldLines: hunk.oldLines,
        isShared,
        isSame: isShared && changes.has(changeOf(hunk)),
      };
    });
  });
}

/** Whether a hunk meets one of many, in the logarithm of their number. */
function createRangeSearch(hunks: readonly PatchHunk[]): (hunk: PatchHunk) => boolean {
  const sorted = hunks.map(rangeOf).toSorted((a, b) => a.start - b.start);
  const furthest: number[] = [];
  for (const { end } of sorted) furthest.push(Math.max(end, furthest.at(-1) ?? 0));
  return (hunk) => {
    const { start, end } = rangeOf(hunk);
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.start ?? 0) < end) low = middle + 1;
      else high = middle;
    }
    return low > 0 && (furthest[low - 1] ?? 0) > start;
  };
}

/** Up to and without `end`. A hunk without old lines stands on the gap behind `oldStart`, and counts as that line. */
function rangeOf({ oldStart, oldLines }: PatchHunk): { readonly start: number; readonly end: number } {
  return { start: oldStart, end: oldStart + Math.max(oldLines, 1) };
}

function changeOf({ lines }: PatchHunk): string {
  return lines
    .flatMap(({ kind, text }) => (kind === "context" ? [] : [`${kind === "added" ? "+" : "-"}${text}`]))
    .join("\n");
}
