import type { KnownRun } from "./known-file.ts";

/** Lines of a file that a tool showed. */
export interface ShownLines extends KnownRun {
  /** Lines of the whole file, where the tool says so. */
  readonly total: number | null;
}

const clipped = /clipped>|truncated due to|<NOTE>|elided|\[\d{1,9} (?:more )?(?:lines|characters)[^\]\n]{0,40}\]/u;
const window = /^\[File: .{1,4000} \((\d{1,9}) lines total\)\]\r?$/mu;
const catHeading = "Here's the result of running `cat -n` on ";

/**
 * The numbered lines that an editor shows: what follows `cat -n` of Anthropic's text editor and its kin (SWE-agent,
 * OpenHands), or SWE-agent's window with `12:text`. Null where the text has neither, or was shortened.
 */
export function readShownLines(text: string): ShownLines | null {
  const heading = text.indexOf(catHeading);
  if (heading !== -1)
    return readNumbered(text.slice(text.indexOf("\n", heading) + 1), /^ {0,12}(\d{1,9})\t(.*)$/u, null);
  const found = window.exec(text);
  return found
    ? readNumbered(text.slice(found.index + found[0].length + 1), /^(\d{1,9}):(.*)$/u, Number(found[1]))
    : null;
}

/** Whether a text is not the whole of what was printed. */
export function isShortened(text: string): boolean {
  return clipped.test(text.slice(0, 400)) || clipped.test(text.slice(-2_000)) || text.includes("<response clipped>");
}

function readNumbered(text: string, pattern: RegExp, total: number | null): ShownLines | null {
  const lines: string[] = [];
  let start: number | null = null;
  for (const line of text.split("\n")) {
    const match = pattern.exec(line.replace(/\r$/u, ""));
    const number = match ? Number(match[1]) - 1 : -1;
    if (match && (start === null || number === start + lines.length)) {
      start ??= number;
      lines.push(match[2] ?? "");
    } else if (start !== null) break;
  }
  if (start === null || lines.length === 0) return null;
  if (isShortened(text)) lines.pop();
  // The newline at the end of what is shown comes out as one more, empty line.
  if (total === null && lines.at(-1) === "") lines.pop();
  return { start, lines, total };
}
