import { mayHoldUnspacedScript, segmentRun, unspacedRun } from "./unspaced-script.ts";

/**
 * The text with spaces between the words of Chinese, Japanese, Thai and other unspaced scripts, so that a word index
 * finds them. Every other character stays; text without such scripts comes back as it is.
 */
export function segmentForSearch(text: string): string {
  if (!mayHoldUnspacedScript(text)) return text;
  return text.replace(unspacedRun, (run, offset: number) => {
    const before = /[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, offset - 2), offset)) ? " " : "";
    const after = /^[\p{L}\p{N}]/u.test(text.slice(offset + run.length, offset + run.length + 2)) ? " " : "";
    return before + segmentRun(run).join(" ") + after;
  });
}

const word = /[\p{L}\p{N}\p{M}]+/gu;

/** The words of a text, in lower case: runs of letters, digits and marks. Queries and documents are both cut by it. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(word) ?? [];
}
