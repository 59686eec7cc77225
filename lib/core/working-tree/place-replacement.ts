import type { KnownFile, KnownRun } from "./known-file.ts";
import { splitLines } from "./split-lines.ts";

/** An editor shows this many lines before the one that it changed (Anthropic's text editor, SWE-agent, OpenHands). */
const shownBefore = 4;

/**
 * Puts `after` in the place of `before`: where the known lines have that text, or where `shown`, the lines that the
 * editor showed after the edit, have the new one. False where neither tells the place.
 */
export function placeReplacement(file: KnownFile, before: string, after: string, shown: KnownRun | null): boolean {
  if (before === "") return false;
  const hint = shown ? shown.start + shownBefore : null;
  const change = findInRuns(file, before, after, hint) ?? findInShown(before, after, shown, hint);
  if (!change) return false;
  file.learn({ start: change.start, lines: change.oldLines });
  file.replace(change.start, change.oldLines.length, change.newLines);
  return true;
}

interface LineChange {
  readonly start: number;
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
}

/** The place in the known lines; of several the one that the editor showed, none where it showed none. */
function findInRuns(file: KnownFile, before: string, after: string, hint: number | null): LineChange | null {
  const places = file.runs().flatMap((run) => findChanges(run, before, after));
  if (places.length < 2) return places[0] ?? null;
  return places.find(({ start }) => start === hint) ?? null;
}

/** The place in what the editor showed after the edit, from which the old lines follow. */
function findInShown(before: string, after: string, shown: KnownRun | null, hint: number | null): LineChange | null {
  if (!shown || after === "") return null;
  const places = findChanges(shown, after, before);
  const place = places.length < 2 ? places[0] : places.find(({ start }) => start === hint);
  return place ? { start: place.start, oldLines: place.newLines, newLines: place.oldLines } : null;
}

const mostPlaces = 100;

/** Every place of a text in a run of lines, as the whole lines that it stands on and what becomes of them. */
function findChanges(run: KnownRun, before: string, after: string): readonly LineChange[] {
  const text = `${run.lines.join("\n")}\n`;
  const found: LineChange[] = [];
  let line = run.start;
  let counted = 0;
  for (let at = text.indexOf(before); at !== -1 && found.length < mostPlaces; at = text.indexOf(before, at + 1)) {
    const start = at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
    line += countNewlines(text, counted, start);
    counted = start;
    const end = endOfLines(text, at + before.length, after);
    found.push({
      start: line,
      oldLines: splitLines(text.slice(start, end)),
      newLines: splitLines(text.slice(start, at) + after + text.slice(at + before.length, end)),
    });
  }
  return found;
}

/** The end of the last line that changes; a new text that ends amid a line takes the next one in. */
function endOfLines(text: string, end: number, after: string): number {
  const isAtStart = text.charAt(end - 1) === "\n";
  if (isAtStart && (after === "" || after.endsWith("\n") || end >= text.length)) return end;
  const newline = text.indexOf("\n", end);
  return newline === -1 ? text.length : newline + 1;
}

function countNewlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at !== -1 && at < to; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
