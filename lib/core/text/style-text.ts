import type { AnsiStyle } from "./ansi-style.ts";
import type { AnsiSpan } from "./read-ansi.ts";
import type { TextRange } from "./segment-text.ts";
import { findHidden } from "./visible-characters.ts";

/** A piece of a text of many lines that looks alike throughout. */
export interface StyledSegment {
  readonly start: number;
  readonly text: string;
  readonly style: AnsiStyle | null;
  readonly isHit: boolean;
  /** The name of the one hidden character that this is, like `U+202E`; line breaks count as seen. */
  readonly hidden: string | null;
}

/** Cuts a text at every change of its looks; joined again the pieces are the text. */
export function styleText(
  text: string,
  spans: readonly AnsiSpan[],
  hits: readonly TextRange[],
): readonly StyledSegment[] {
  const hidden = findHidden(text).filter(({ start }) => text[start] !== "\n");
  if (spans.length === 0 && hits.length === 0 && hidden.length === 0) {
    return text === "" ? [] : [{ start: 0, text, style: null, isHit: false, hidden: null }];
  }
  const edges = [...spans, ...hits, ...hidden].flatMap(({ start, end }) => [start, end]);
  const cuts = [...new Set([0, ...edges, text.length])].filter((cut) => cut >= 0 && cut <= text.length);
  cuts.sort((a, b) => a - b);
  const spanAt = reader(spans);
  const hitAt = reader(hits);
  const hiddenAt = reader(hidden);
  return cuts.slice(0, -1).map((start, index) => ({
    start,
    text: text.slice(start, cuts[index + 1]),
    style: spanAt(start)?.style ?? null,
    isHit: hitAt(start) !== undefined,
    hidden: hiddenAt(start)?.name ?? null,
  }));
}

/** The range that a place lies in; asked from left to right, it passes over the ranges once. */
function reader<R extends TextRange>(ranges: readonly R[]): (place: number) => R | undefined {
  let next = 0;
  return (place) => {
    while ((ranges[next]?.end ?? Number.POSITIVE_INFINITY) <= place) next++;
    const range = ranges[next];
    return range && range.start <= place ? range : undefined;
  };
}
