import { alignItems } from "../text/align-items.ts";
import type { KnownFile, PlacelessEdit } from "./known-file.ts";
import { splitLines } from "./split-lines.ts";

const contextLines = 3;
/** Lines of the two sides of one change, multiplied, up to which the shortest diff is sought. */
const mostCompared = 1_000_000;

/** Lines that differ: at `oldAt` of the old file (from 0) these go, at `newAt` of the new one those stand. */
interface Change {
  readonly oldAt: number;
  readonly newAt: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/**
 * The unified diff of a file from what it was at the start to what it is now, in git's form, with as much context as is
 * known, up to three lines; empty where nothing differs. Null where a line that went is not known. Edits without a place stand at the end, counted from 1.
 */
export function writeFileDiff(path: string, file: KnownFile): string | null {
  const changes = listChanges(file);
  if (!changes) return null;
  const hunks = groupHunks(changes, file.base).map((group) => writeHunk(group, file));
  const head = [`diff --git a/${path} b/${path}`];
  if (file.base === null) head.push("new file mode 100644");
  if (file.isDeleted) head.push("deleted file mode 100644");
  const placeless = writePlaceless(file.placeless);
  if (hunks.length + placeless.length === 0 && head.length === 1) return "";
  if (hunks.length + placeless.length > 0) {
    head.push(
      `--- ${file.base === null ? "/dev/null" : `a/${path}`}`,
      `+++ ${file.isDeleted ? "/dev/null" : `b/${path}`}`,
    );
  }
  return `${[...head, ...hunks.flat(), ...placeless].join("\n")}\n`;
}

function listChanges({ base, baseLength, segments }: KnownFile): readonly Change[] | null {
  if (!segments) return null;
  const changes: Change[] = [];
  let [oldAt, newAt] = [0, 0];
  let added: string[] = [];
  const end = { kind: "kept", from: base === null ? 0 : (baseLength ?? Number.POSITIVE_INFINITY), count: 0 } as const;
  for (const segment of [...segments, end]) {
    if (segment.kind === "added") {
      for (const line of segment.lines) added.push(line);
      continue;
    }
    if (segment !== end || oldAt !== Number.POSITIVE_INFINITY) {
      const removed = takeLines(base, oldAt, segment.from);
      if (!removed) return null;
      for (const change of narrow({ oldAt, newAt, removed, added })) changes.push(change);
    }
    newAt += added.length + segment.count;
    oldAt = segment.from + segment.count;
    added = [];
  }
  return changes;
}

/** The old lines from one to another; null where one of them is not known. */
function takeLines(base: KnownFile["base"], from: number, to: number): readonly string[] | null {
  const lines: string[] = [];
  for (let at = from; at < to; at++) {
    const line = base?.get(at);
    if (line === undefined) return null;
    lines.push(line);
  }
  return lines;
}

/** Leaves out the lines that went and came back. */
function narrow({ oldAt, newAt, removed, added }: Change): readonly Change[] {
  const changes: Change[] = [];
  let [i, j] = [0, 0];
  for (const [nextOld, nextNew] of [
    ...alignItems(removed, added, mostCompared),
    [removed.length, added.length] as const,
  ]) {
    if (nextOld > i || nextNew > j) {
      changes.push({
        oldAt: oldAt + i,
        newAt: newAt + j,
        removed: removed.slice(i, nextOld),
        added: added.slice(j, nextNew),
      });
    }
    [i, j] = [nextOld + 1, nextNew + 1];
  }
  return changes;
}

/** Changes that share context make one hunk. */
function groupHunks(changes: readonly Change[], base: KnownFile["base"]): readonly (readonly Change[])[] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const last = groups.at(-1)?.at(-1);
    const from = last ? last.oldAt + last.removed.length : 0;
    const isNear = last !== undefined && change.oldAt - from <= 2 * contextLines;
    if (isNear && takeLines(base, from, change.oldAt)) groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups;
}

function writeHunk(group: readonly Change[], { base, lacksNewline, segments }: KnownFile): readonly string[] {
  const lines: string[] = [];
  const [first] = group;
  const before: string[] = [];
  for (let at = (first?.oldAt ?? 0) - 1; before.length < contextLines && base?.has(at); at--)
    before.unshift(` ${base.get(at)}`);
  let [oldLines, newLines] = [before.length, before.length];
  let at = first?.oldAt ?? 0;
  for (const { oldAt, removed, added } of group) {
    for (; at < oldAt; at++, oldLines++, newLines++) lines.push(` ${base?.get(at)}`);
    for (const line of removed) lines.push(`-${line}`);
    for (const line of added) lines.push(`+${line}`);
    at += removed.length;
    oldLines += removed.length;
    newLines += added.length;
  }
  for (let more = 0; more < contextLines && base?.has(at); more++, at++, oldLines++, newLines++)
    lines.push(` ${base.get(at)}`);
  if (lacksNewline && base === null && segments) lines.push("\\ No newline at end of file");
  const oldStart = (first?.oldAt ?? 0) - before.length;
  const newStart = (first?.newAt ?? 0) - before.length;
  return [`@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`, ...before, ...lines];
}

function writePlaceless(edits: readonly PlacelessEdit[]): readonly string[] {
  let [oldAt, newAt] = [0, 0];
  return edits.flatMap(({ before, after }) => {
    const [removed, added] = [splitLines(before), splitLines(after)];
    const lines: string[] = [];
    let [i, j] = [0, 0];
    for (const [nextOld, nextNew] of [
      ...alignItems(removed, added, mostCompared),
      [removed.length, added.length] as const,
    ]) {
      for (; i < nextOld; i++) lines.push(`-${removed[i]}`);
      for (; j < nextNew; j++) lines.push(`+${added[j]}`);
      if (i < removed.length) lines.push(` ${removed[i]}`);
      [i, j] = [nextOld + 1, nextNew + 1];
    }
    const header = `@@ -${range(oldAt, removed.length)} +${range(newAt, added.length)} @@`;
    oldAt += removed.length;
    newAt += added.length;
    return [header, ...lines];
  });
}

/** An empty range names the line before it. */
function range(start: number, count: number): string {
  return count === 1 ? `${start + 1}` : `${count === 0 ? start : start + 1},${count}`;
}
