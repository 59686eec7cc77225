import { wideRanges } from "../generated/wide-ranges.js";

/** How many terminal columns a text without line breaks takes. */
export function displayWidth(text) {
  let width = 0;
  for (const char of text) width += isWide(char.codePointAt(0)) ? 2 : 1;
  return width;
}

function isWide(codePoint) {
  let low = 0;
  let high = wideRanges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = wideRanges[middle];
    if (codePoint < first) high = middle - 1;
    else if (codePoint > last) low = middle + 1;
    else return true;
  }
  return false;
}
