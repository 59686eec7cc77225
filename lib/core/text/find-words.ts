import type { TextRange } from "./segment-text.ts";

/** Every place of the words in a text, whatever their case, in order; where several fit, the one that is named first counts. */
export function findWords(text: string, words: readonly string[]): readonly TextRange[] {
  const named = words.filter((word) => word !== "");
  if (named.length === 0) return [];
  const pattern = new RegExp(named.map((word) => RegExp.escape(word)).join("|"), "giu");
  return Array.from(text.matchAll(pattern), ({ index, 0: { length } }) => ({ start: index, end: index + length }));
}
