import type { PatchHunk } from "../patch/model.ts";
import { replaceLines, type Segment } from "./segments.ts";

/** The segments with the changes of a diff made at the lines that its hunks name, in order. */
export function applyHunks(segments: readonly Segment[], hunks: readonly PatchHunk[]): readonly Segment[] {
  let changed = segments;
  for (const { newStart, newLines, lines } of hunks) {
    let at = newLines === 0 ? newStart : newStart - 1;
    for (let next = 0; next < lines.length; ) {
      const end = endOfChange(lines, next);
      const added = lines.slice(next, end).filter(({ kind }) => kind === "added");
      if (end > next) {
        const removed = end - next - added.length;
        changed = replaceLines(
          changed,
          at,
          removed,
          added.map(({ text }) => text),
        );
      }
      at += added.length + (end > next ? 0 : 1);
      next = Math.max(end, next + 1);
    }
  }
  return changed;
}

/** Where a run of added and removed lines ends that starts at `from`. */
function endOfChange(lines: PatchHunk["lines"], from: number): number {
  let end = from;
  while (lines[end] && lines[end]?.kind !== "context") end++;
  return end;
}
