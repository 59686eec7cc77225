/**
 * The lines of a file, as pieces of the file that it was at the start and lines that were put in. Line numbers count
 * from 0. The end of a file that was never seen whole is open: its last piece has infinitely many lines.
 */
export type Segment =
  | { readonly kind: "kept"; readonly from: number; readonly count: number }
  | { readonly kind: "added"; readonly lines: readonly string[] };

export function segmentSize(segment: Segment): number {
  return segment.kind === "kept" ? segment.count : segment.lines.length;
}

export function countLines(segments: readonly Segment[]): number {
  return segments.reduce((sum, segment) => sum + segmentSize(segment), 0);
}

/** The segments with `count` lines from `start` on replaced; what lies behind the end is left alone. */
export function replaceLines(
  segments: readonly Segment[],
  start: number,
  count: number,
  lines: readonly string[],
): readonly Segment[] {
  const end = start + count;
  const before: Segment[] = [];
  const after: Segment[] = [];
  let at = 0;
  for (const segment of segments) {
    const size = segmentSize(segment);
    if (at < start) before.push(cut(segment, 0, Math.min(size, start - at)));
    if (at + size > end) after.push(cut(segment, Math.max(0, end - at), size));
    at += size;
  }
  return mergeSegments([...before, { kind: "added", lines }, ...after]);
}

/** Where the line number `line` comes from: a line of the start, or its text; undefined behind the end. */
export function findLine(segments: readonly Segment[], line: number): number | string | undefined {
  let at = 0;
  for (const segment of segments) {
    const size = segmentSize(segment);
    if (line < at + size) return segment.kind === "kept" ? segment.from + line - at : segment.lines[line - at];
    at += size;
  }
  return undefined;
}

function cut(segment: Segment, from: number, to: number): Segment {
  if (segment.kind === "added") return { kind: "added", lines: segment.lines.slice(from, to) };
  return { kind: "kept", from: segment.from + from, count: to - from };
}

function mergeSegments(segments: readonly Segment[]): readonly Segment[] {
  const merged: Segment[] = [];
  for (const segment of segments) {
    const last = merged.at(-1);
    if (segmentSize(segment) === 0) continue;
    if (last?.kind === "added" && segment.kind === "added") {
      merged[merged.length - 1] = { kind: "added", lines: [...last.lines, ...segment.lines] };
    } else if (last?.kind === "kept" && segment.kind === "kept" && last.from + last.count === segment.from) {
      merged[merged.length - 1] = { ...last, count: last.count + segment.count };
    } else merged.push(segment);
  }
  return merged;
}
