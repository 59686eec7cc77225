import { displayWidth } from "./width.js";

/** The text, or as much of it as fits into `width` columns with an ellipsis at its end. */
export function truncate(text, width) {
  if (displayWidth(text) <= width) return text;
  return `${text.slice(0, width - 1)}…`;
}

/** Breaks a text at spaces into lines of at most `width` columns. A word that is too long is cut. */
export function wrap(text, width) {
  if (displayWidth(text) <= width) return [text];
  const lines = [];
  let line = "";
  for (const word of text.split(" ").flatMap((word) => cut(word, width))) {
    if (line === "") {
      line = word;
    } else if (displayWidth(line) + 1 + displayWidth(word) < width) {
      line += ` ${word}`;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function cut(word, width) {
  const parts = [];
  for (let start = 0; start < word.length; start += width) parts.push(word.slice(start, start + width));
  return parts;
}
