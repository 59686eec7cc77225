/** How sure the patch of one file is. */
export const certainties = ["exact", "rebuilt", "unknown"] as const;
/**
 * `exact`: the source itself gives this diff. `rebuilt`: put together from the calls and what came back. `unknown`: the
 * file changed, but how can't be told.
 */
export type Certainty = (typeof certainties)[number];

export interface FilePatch {
  /** From the root of the repository. */
  readonly path: string;
  /** A unified diff in git's form, with less context where less is known; null where it is unknown. */
  readonly patch: string | null;
  readonly certainty: Certainty;
  /** False where an edit's place in the file was never shown: its hunks count from line 1. */
  readonly linesAreKnown: boolean;
}

/** What the working tree differs by after a step. */
export interface PatchState {
  readonly step: number;
  readonly files: readonly FilePatch[];
  /** Every change is known: no file is `unknown`, and nothing ran that may have changed files that can't be named. */
  readonly isKnown: boolean;
  /** The step since which that isn't so; null where it is. */
  readonly unknownSince: number | null;
  /** Why, for people. */
  readonly reason: string | null;
}

/** The steps after which the working tree is another, in order; the first is step 0, before everything. */
export interface PatchTimeline {
  readonly changes: readonly [PatchState, ...PatchState[]];
}

/** The state after a step: that of the last change up to it. */
export function patchAtStep({ changes }: PatchTimeline, step: number): PatchState {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.step ?? 0) <= step) low = middle + 1;
    else high = middle;
  }
  return changes[Math.max(0, low - 1)] ?? changes[0];
}
