import type { TextRange } from "../text/segment-text.ts";
import type { ChangeBlock, DiffDocument, DiffLine } from "./model.ts";
import { hasTruePairs, type LinePair } from "./pair-lines.ts";
import { readMarks } from "./read-marks.ts";

/** diff2html's `diffHighlight`: two lines with their marks in, the markup of both out. */
export type LineHighlighter = (
  oldLine: string,
  newLine: string,
  isCombined: boolean,
  config: { readonly maxLineLengthHighlight: number },
) => { readonly oldLine: { readonly content: string }; readonly newLine: { readonly content: string } };

export const longestMarkedLine = 2000;
const none: readonly TextRange[] = [];

/** Gives the words of a line that its counterpart does not have. Each block is compared once, when a line of it is first asked for. */
export function createWordMarker(
  document: DiffDocument,
  pairBlock: (block: ChangeBlock) => readonly LinePair[],
  highlight: LineHighlighter,
): (line: DiffLine) => readonly TextRange[] {
  const known = new Map<number, readonly TextRange[]>();
  const partners = new Map<ChangeBlock, ReadonlyMap<number, LinePair>>();
  return (line) => {
    const block = document.blocks[line.block ?? -1];
    if (!block || !hasTruePairs(block)) return none;
    const pair = pairsOf(block).get(line.id);
    if (pair && !known.has(line.id)) markPair(pair);
    return known.get(line.id) ?? none;
  };

  function pairsOf(block: ChangeBlock): ReadonlyMap<number, LinePair> {
    const found =
      partners.get(block) ?? new Map(pairBlock(block).flatMap((pair) => pair.map((id) => [id ?? -1, pair])));
    partners.set(block, found);
    return found;
  }

  function markPair([oldId, newId]: LinePair): void {
    const old = document.lines[oldId ?? -1];
    const now = document.lines[newId ?? -1];
    if (!old || !now) return;
    if (Math.max(old.text.length, now.text.length) > longestMarkedLine) return;
    const markup = highlight(`-${old.text}`, `+${now.text}`, false, { maxLineLengthHighlight: longestMarkedLine });
    known.set(old.id, readMarks(markup.oldLine.content, "del", old.text));
    known.set(now.id, readMarks(markup.newLine.content, "ins", now.text));
  }
}
