import type { TextRange } from "../text/segment-text.ts";

export interface TextHit extends TextRange {
  /** The place of the line among those searched. */
  readonly line: number;
}

/** Finds a text in every line, whatever its case, in order; stops at the limit. An empty query finds nothing. */
export function findText(
  lines: readonly { readonly text: string }[],
  query: string,
  limit: number,
): readonly TextHit[] {
  if (query === "") return [];
  const pattern = new RegExp(RegExp.escape(query), "giu");
  const hits: TextHit[] = [];
  for (const [line, { text }] of lines.entries()) {
    for (const match of text.matchAll(pattern)) {
      if (hits.length === limit) return hits;
      hits.push({ line, start: match.index, end: match.index + match[0].length });
    }
  }
  return hits;
}
