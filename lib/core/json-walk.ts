/**
 * Finds the end of the JSON object that starts at an offset, by its brackets and strings alone: the offset behind it,
 * null where it has none, and how many characters that took.
 */
export function walkObject(text: string, start: number): { readonly end: number | null; readonly walked: number } {
  const token = /["{}[\]]/gu;
  token.lastIndex = start;
  let depth = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const char = match[0];
    if (char === '"') {
      const quote = walkString(text, match.index + 1);
      if (!quote.isClosed) return { end: null, walked: quote.at - start };
      token.lastIndex = quote.at + 1;
    } else if (char === "{" || char === "[") depth++;
    else if (--depth === 0) return { end: match.index + 1, walked: match.index + 1 - start };
  }
  return { end: null, walked: text.length - start };
}

function walkString(text: string, from: number): { readonly at: number; readonly isClosed: boolean } {
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '"') return { at, isClosed: true };
    if (char === "\n") return { at, isClosed: false };
    if (char === "\\") at++;
  }
  return { at: text.length, isClosed: false };
}
