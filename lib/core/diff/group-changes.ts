import type { ChangeBlock, DiffHunk, DiffLine } from "./model.ts";

const longestComparedLine = 200;
/** What comparing costs grows with the characters of one side times those of the other. */
const blockBudget = 100_000;
const documentBudget = 10_000_000;

type UngroupedLine = Pick<DiffLine, "kind" | "text">;

/**
 * Finds each run of removed lines with the added ones right after it. In order, blocks are marked comparable until a
 * budget is used up, so that a hostile patch cannot buy more time than a long one.
 */
export function groupChanges(lines: readonly UngroupedLine[], hunks: readonly DiffHunk[]): ChangeBlock[] {
  const blocks: ChangeBlock[] = [];
  let budget = documentBudget;
  for (const { firstLine: start, endLine: end } of hunks) {
    for (let id = start; id < end; ) {
      const firstLine = id;
      while (id < end && lines[id]?.kind === "removed") id++;
      const firstAdded = id;
      while (id < end && lines[id]?.kind === "added") id++;
      if (id === firstLine) {
        id++;
        continue;
      }
      const cost = comparingCost(lines.slice(firstLine, firstAdded), lines.slice(firstAdded, id));
      const isComparable = cost <= Math.min(blockBudget, budget);
      if (isComparable) budget -= cost;
      blocks.push({ firstLine, firstAdded, endLine: id, isComparable });
    }
  }
  return blocks;
}

function comparingCost(removed: readonly UngroupedLine[], added: readonly UngroupedLine[]): number {
  return sideLength(removed) * sideLength(added);
}

function sideLength(lines: readonly UngroupedLine[]): number {
  let length = 0;
  for (const { text } of lines) {
    if (text.length > longestComparedLine) return Number.POSITIVE_INFINITY;
    length += text.length + 1;
  }
  return length;
}
