import { type PatchFile, type PatchHunk, patchPath } from "../patch/model.ts";
import { parsePatch } from "../patch/parse-patch.ts";
import { isGeneratedPath } from "./generated-path.ts";
import { groupChanges } from "./group-changes.ts";
import { nameSlugs } from "./line-anchor.ts";
import type { DiffDocument, DiffFile, DiffHunk, DiffLine } from "./model.ts";
import { countColumns } from "./text-columns.ts";

const largeFileLines = 1000;

/**
 * Reads a patch for showing. Total: text that is no patch gives a document without files and with a problem. Line
 * numbers come from the hunk headers.
 */
export function readDiff(text: string): DiffDocument {
  const { value: patches, problems } = parsePatch(text);
  const slugs = nameSlugs(patches.map(patchPath));
  const lines: DiffLine[] = [];
  const files = patches.map((patch, place) => readFile(patch, place, slugs[place] ?? "file", lines));
  const blocks = groupChanges(
    lines,
    files.flatMap(({ hunks }) => hunks),
  );
  const blockOfLine = new Map<number, number>();
  blocks.forEach(({ firstLine, endLine }, block) => {
    for (let id = firstLine; id < endLine; id++) blockOfLine.set(id, block);
  });
  return {
    files,
    lines: lines.map((line) => ({ ...line, block: blockOfLine.get(line.id) ?? null })),
    blocks,
    problems,
    added: sum(files.map((file) => file.added)),
    removed: sum(files.map((file) => file.removed)),
    leadingLines: (patches[0]?.startLine ?? 1) - 1,
    columns: lines.reduce((most, line) => Math.max(most, countColumns(line.text)), 0),
    highestNumber: lines.reduce((most, line) => Math.max(most, line.oldNumber ?? 0, line.newNumber ?? 0), 0),
  };
}

function readFile(patch: PatchFile, place: number, slug: string, lines: DiffLine[]): DiffFile {
  const path = patchPath(patch);
  const changed = patch.added + patch.removed;
  let newEnd = 1;
  const hunks: DiffHunk[] = patch.hunks.map((hunk) => {
    const unchangedBefore = Math.max(0, firstNumber(hunk.newStart, hunk.newLines) - newEnd);
    const firstLine = lines.length;
    newEnd = numberLines(hunk, place, lines);
    return { ...header(hunk), startLine: hunk.startLine, firstLine, endLine: lines.length, unchangedBefore };
  });
  const foldedAs =
    changed === 0 ? null : isGeneratedPath(path) ? "generated" : changed > largeFileLines ? "large" : null;
  return { place, path, slug, patch, hunks, added: patch.added, removed: patch.removed, foldedAs };
}

function header({ oldStart, oldLines, newStart, newLines, section }: PatchHunk) {
  return { header: `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, section };
}

/** An empty range names the line before it. */
function firstNumber(start: number, count: number): number {
  return count === 0 ? start + 1 : start;
}

/** Gives the number after the hunk's last new line. */
function numberLines(hunk: PatchHunk, file: number, lines: DiffLine[]): number {
  let old = firstNumber(hunk.oldStart, hunk.oldLines);
  let now = firstNumber(hunk.newStart, hunk.newLines);
  for (const { kind, text, noNewlineAtEnd } of hunk.lines) {
    lines.push({
      id: lines.length,
      file,
      kind,
      text,
      oldNumber: kind === "added" ? null : old++,
      newNumber: kind === "removed" ? null : now++,
      block: null,
      lacksNewline: noNewlineAtEnd === true,
    });
  }
  return now;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
