import type { ChangeBlock, DiffDocument } from "./model.ts";

/** Ids of a removed line and of the added one it became; null where there is none. */
export type LinePair = readonly [number | null, number | null];

export interface MatchedLine {
  readonly id: number;
  readonly text: string;
}

/** Groups two lists by likeness, as diff2html's matcher does: the groups keep both orders and hold every line once. */
export type LineMatcher = (removed: MatchedLine[], added: MatchedLine[]) => MatchedLine[][][];

/** Pairs the lines of a change block: by likeness where the block is comparable, else side by side as they stand. */
export function pairLines({ lines }: DiffDocument, block: ChangeBlock, match: LineMatcher): readonly LinePair[] {
  const removed = lines.slice(block.firstLine, block.firstAdded);
  const added = lines.slice(block.firstAdded, block.endLine);
  const isPlain = !block.isComparable || removed.length + added.length <= 2 || removed.length * added.length === 0;
  const groups = isPlain ? [[removed, added]] : match(removed, added);
  return groups.flatMap(([old = [], now = []]) =>
    Array.from(
      { length: Math.max(old.length, now.length) },
      (_, index): LinePair => [old[index]?.id ?? null, now[index]?.id ?? null],
    ),
  );
}

/** Whether the pairs of a block tell which line became which; words are worth comparing only then. */
export function hasTruePairs({ firstLine, firstAdded, endLine, isComparable }: ChangeBlock): boolean {
  return isComparable || firstAdded - firstLine === endLine - firstAdded;
}
