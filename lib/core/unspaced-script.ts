/** Runs of letters in scripts that put no space between words: Chinese, Japanese, Thai, Lao, Khmer and Burmese. */
export const unspacedRun =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;

const segmenter = new Intl.Segmenter("und", { granularity: "word" });

/** The words of an unspaced run by Unicode's word rules and the runtime's dictionaries; every character is kept. */
export function segmentRun(run: string): string[] {
  return Array.from(segmenter.segment(run), ({ segment }) => segment);
}

export function countWordLike(text: string): number {
  return Array.from(segmenter.segment(text)).filter(({ isWordLike }) => isWordLike).length;
}

/** False without looking closely where no such character can be in the text. */
export function mayHoldUnspacedScript(text: string): boolean {
  return /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uff66-\uff9f\ud840-\udbff]/.test(text);
}
