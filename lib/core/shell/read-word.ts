/** One word of a shell text. */
export interface Word {
  readonly text: string;
  readonly end: number;
  readonly isQuoted: boolean;
}

const plainRun = /[^ \t\r\n;&|<>()'"\\$`]+/uy;
const quotedRun = /[^"\\$`]+/uy;

/** Reads the word that starts at an offset, without its quotes; variables and `$(…)` stay as they are written. */
export function readWord(text: string, start: number): Word {
  const pieces: string[] = [];
  let at = start;
  let isQuoted = false;
  while (at < text.length) {
    const char = text.charAt(at);
    const run = match(plainRun, text, at);
    if (run !== "") take(run, at + run.length);
    else if (char === "'") {
      const end = text.indexOf("'", at + 1);
      isQuoted = true;
      take(text.slice(at + 1, end === -1 ? text.length : end), end === -1 ? text.length : end + 1);
    } else if (char === '"') {
      isQuoted = true;
      at = readDoubleQuotes(text, at + 1, pieces);
    } else if (char === "\\") {
      isQuoted = true;
      const escaped = text.charAt(at + 1);
      take(escaped === "\n" ? "" : escaped, Math.min(at + 2, text.length));
    } else if (char === "$" || char === "`") {
      const end = endOfExpansion(text, at);
      take(text.slice(at, end), end);
    } else break;
  }
  return { text: pieces.join(""), end: at, isQuoted };

  function take(piece: string, end: number): void {
    pieces.push(piece);
    at = end;
  }
}

function readDoubleQuotes(text: string, start: number, pieces: string[]): number {
  let at = start;
  while (at < text.length) {
    const char = text.charAt(at);
    const run = match(quotedRun, text, at);
    if (run !== "") {
      pieces.push(run);
      at += run.length;
    } else if (char === '"') return at + 1;
    else if (char === "\\") {
      const next = text.charAt(at + 1);
      pieces.push(next === "\n" ? "" : '"\\$`'.includes(next) ? next : `\\${next}`);
      at += 2;
    } else {
      const end = endOfExpansion(text, at);
      pieces.push(text.slice(at, end));
      at = end;
    }
  }
  return text.length;
}

/** Where `$(…)`, `` `…` `` or a lone `$` ends. */
function endOfExpansion(text: string, start: number): number {
  if (text.charAt(start) === "`") {
    const end = text.indexOf("`", start + 1);
    return end === -1 ? text.length : end + 1;
  }
  if (text.charAt(start + 1) !== "(") return start + 1;
  const parenthesis = /[()]/gu;
  parenthesis.lastIndex = start + 1;
  let depth = 0;
  for (let found = parenthesis.exec(text); found; found = parenthesis.exec(text)) {
    depth += found[0] === "(" ? 1 : -1;
    if (depth === 0) return found.index + 1;
  }
  return text.length;
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}
