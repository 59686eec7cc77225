import type { LogPart } from "./model.ts";

export interface LogLine {
  readonly text: string;
  /** 1-based, in the whole log. */
  readonly number: number;
}

/**
 * The lines of a part of a log. A lone carriage return also ends a line, as it does where Python reads a log, but only
 * newlines count for the number.
 */
export function* readLines({ text, firstLine }: LogPart): Generator<LogLine> {
  let number = firstLine;
  for (let start = 0; start <= text.length; number++) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, end);
    if (line.includes("\r")) for (const piece of line.split("\r")) yield { text: piece, number };
    else yield { text: line, number };
    start = end + 1;
  }
}
