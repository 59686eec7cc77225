import { comparePatches, type PatchComparison } from "#lib/core/patch/compare-patches";
import { patchPath } from "#lib/core/patch/model";
import { parsePatch } from "#lib/core/patch/parse-patch";

/** What a patch does to one file. */
export interface FileChange {
  readonly added: number;
  readonly removed: number;
}

/** A file that one of the patches changes. */
export interface ComparedFile {
  readonly path: string;
  readonly left: FileChange | null;
  readonly right: FileChange | null;
  /** Null without a gold patch to compare with. */
  readonly gold: FileChange | null;
  /** Both sides change the same lines in the same way. */
  readonly isSame: boolean;
}

/** How much of a patch's hunks another one has. */
export interface HunkOverlap {
  readonly hunks: number;
  /** Stand where the other patch has one, too. */
  readonly shared: number;
  /** Change the same lines in the same way there. */
  readonly same: number;
}

export interface FinalPatches {
  /** Those of both sides first, then those of one, then those of the gold patch alone. */
  readonly files: readonly ComparedFile[];
  /** The left's hunks by the right's, and the other way round. */
  readonly left: HunkOverlap;
  readonly right: HunkOverlap;
  /** Each side's hunks by the gold patch; null without one. */
  readonly leftByGold: HunkOverlap | null;
  readonly rightByGold: HunkOverlap | null;
}

/** What two final patches have in common, with each other and with the gold patch. */
export function compareFinalPatches(left: string, right: string, gold: string | null): FinalPatches {
  const sides = comparePatches(left, right);
  return {
    files: listFiles(left, right, gold ?? "", sides),
    left: overlapOf(sides.firstHunks),
    right: overlapOf(sides.secondHunks),
    leftByGold: gold === null ? null : overlapOf(comparePatches(left, gold).firstHunks),
    rightByGold: gold === null ? null : overlapOf(comparePatches(right, gold).firstHunks),
  };
}

function listFiles(left: string, right: string, gold: string, sides: PatchComparison): ComparedFile[] {
  const changes = [changesOf(left), changesOf(right), changesOf(gold)] as const;
  const paths = [
    ...sides.sharedFiles,
    ...sides.onlyInFirst,
    ...sides.onlyInSecond,
    ...[...changes[2].keys()].filter((path) => !changes[0].has(path) && !changes[1].has(path)),
  ];
  const hunks = [...sides.firstHunks, ...sides.secondHunks];
  return paths.map((path) => ({
    path,
    left: changes[0].get(path) ?? null,
    right: changes[1].get(path) ?? null,
    gold: changes[2].get(path) ?? null,
    isSame: isSameIn(path, hunks),
  }));
}

function isSameIn(path: string, hunks: PatchComparison["firstHunks"]): boolean {
  const own = hunks.filter((hunk) => hunk.path === path);
  return own.length > 0 && own.every(({ isSame }) => isSame);
}

function changesOf(patch: string): ReadonlyMap<string, FileChange> {
  const changes = new Map<string, FileChange>();
  for (const file of parsePatch(patch).value) {
    const known = changes.get(patchPath(file)) ?? { added: 0, removed: 0 };
    changes.set(patchPath(file), { added: known.added + file.added, removed: known.removed + file.removed });
  }
  return changes;
}

function overlapOf(hunks: PatchComparison["firstHunks"]): HunkOverlap {
  return {
    hunks: hunks.length,
    shared: hunks.filter(({ isShared }) => isShared).length,
    same: hunks.filter(({ isSame }) => isSame).length,
  };
}
