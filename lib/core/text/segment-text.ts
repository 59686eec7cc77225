import { findHidden } from "./visible-characters.ts";

/** A range of a text in UTF-16 units, the end not included. Ranges of one kind are in order and do not overlap. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export interface TextSegment {
  readonly start: number;
  readonly text: string;
  /** A word that the other side does not have. */
  readonly isChanged: boolean;
  readonly isHit: boolean;
  /** The name of the one hidden character this segment is, like `U+202E`. */
  readonly hidden: string | null;
}

/** Cuts a line into pieces that look alike throughout; joined again they are the line. */
export function segmentText(
  text: string,
  changed: readonly TextRange[],
  hits: readonly TextRange[],
): readonly TextSegment[] {
  const hidden = findHidden(text);
  const nameByStart = new Map(hidden.map(({ start, name }) => [start, name]));
  const isChanged = reader(changed);
  const isHit = reader(hits);
  const edges = [...changed, ...hits, ...hidden].flatMap(({ start, end }) => [start, end]);
  const cuts = [...new Set([0, ...edges, text.length])].filter((cut) => cut >= 0 && cut <= text.length);
  cuts.sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => ({
    start,
    text: text.slice(start, cuts[index + 1]),
    isChanged: isChanged(start),
    isHit: isHit(start),
    hidden: nameByStart.get(start) ?? null,
  }));
}

/** Tells whether a place lies in a range; asked from left to right, it passes over the ranges once. */
function reader(ranges: readonly TextRange[]): (place: number) => boolean {
  let next = 0;
  return (place) => {
    while ((ranges[next]?.end ?? Number.POSITIVE_INFINITY) <= place) next++;
    return (ranges[next]?.start ?? Number.POSITIVE_INFINITY) <= place;
  };
}
