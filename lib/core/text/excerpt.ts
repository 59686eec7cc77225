import { wordsOf } from "../search-text.ts";

/** Some text around a hit, on one line, and whether there is more on either side. */
interface TextExcerpt {
  readonly text: string;
  readonly isCutBefore: boolean;
  readonly isCutAfter: boolean;
}

const before = 60;
const length = 240;

/** More of them than this are not looked for in a row. */
const maxWords = 20;

/**
 * The text around some words that follow each other, whatever their case and whatever signs stand between them: where they
 * begin a word rather than inside of one, if they do. Undefined where the text does not have them.
 */
export function excerptAround(text: string, words: string): TextExcerpt | undefined {
  const at = findWords(text, wordsOf(words).slice(0, maxWords));
  if (at === -1) return undefined;
  const start = wholeCharacter(text, Math.max(0, at - before));
  const end = wholeCharacter(text, Math.min(text.length, start + length));
  return { text: text.slice(start, end).replace(/\s+/gu, " "), isCutBefore: start > 0, isCutAfter: end < text.length };
}

function findWords(text: string, words: readonly string[]): number {
  if (words.length === 0) return -1;
  const pattern = words.map((word) => RegExp.escape(word)).join("[^\\p{L}\\p{N}\\p{M}]+");
  const atWord = text.search(new RegExp(`(?<![\\p{L}\\p{N}\\p{M}])${pattern}`, "iu"));
  return atWord === -1 ? text.search(new RegExp(pattern, "iu")) : atWord;
}

/** Not between the halves of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
