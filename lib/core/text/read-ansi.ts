import { type AnsiStyle, applyGraphicRendition, isPlain, plainStyle } from "./ansi-style.ts";
import type { TextRange } from "./segment-text.ts";

/** A range of the text in one style that is not the plain one. Ranges are in order and do not overlap. */
export interface AnsiSpan extends TextRange {
  readonly style: AnsiStyle;
}

/** What one piece of a log leaves to the next. */
export interface AnsiState {
  readonly style: AnsiStyle;
  /** The beginning of a sequence whose end is still to come. */
  readonly pending: string;
}

export interface AnsiText {
  readonly text: string;
  readonly spans: readonly AnsiSpan[];
  readonly state: AnsiState;
}

export const ansiStart: AnsiState = { style: plainStyle, pending: "" };

/**
 * Reads a piece of what a terminal was sent. Gives the text without the terminal's sequences, and where it has which
 * style; a link's target, a title, a cursor move leave nothing. Every other character stays: a lone escape as `␛`,
 * carriage returns that no newline follows as one `␍`, so that lines are those that newlines make. Pieces cut
 * anywhere give together what the whole gives; the last of them says so with `isLast`.
 */
export function readAnsi(piece: string, { style, pending }: AnsiState = ansiStart, isLast = false): AnsiText {
  const input = pending + piece;
  const output = new Output(style);
  let at = 0;
  while (at < input.length) {
    const special = nextSpecial(input, at);
    output.add(input.slice(at, special));
    at = special;
    if (at === input.length) break;
    const token = input[at] === "\r" ? readReturn(input, at) : readSequence(input, at);
    if (token.isOpen && !isLast) return output.end(input.slice(at));
    output.add(token.shown);
    if (token.rendition !== null) output.restyle(token.rendition);
    at = token.end;
  }
  return output.end("");
}

interface Token {
  readonly end: number;
  /** What stands for it in the text. */
  readonly shown: string;
  /** The parameters of a change of style. */
  readonly rendition: string | null;
  /** Whether more text could make it another token. */
  readonly isOpen: boolean;
}

const escapeCharacter = String.fromCharCode(27);
const bell = String.fromCharCode(7);
const special = new RegExp(`[${escapeCharacter}\r]`, "g");
/** Bounds keep the reading linear, and what may be pending short: longer than these, a sequence is none. */
const mostReturns = 1_000;
const returns = new RegExp(`\r{1,${mostReturns}}`, "y");
const parameters = "[0-?]{0,200}[ -/]{0,8}";
const command = new RegExp(String.raw`${escapeCharacter}\[(${parameters})([@-~])`, "y");
/** Titles, links and other strings; one that its line does not end is none. */
const body = `[^${bell}${escapeCharacter}\n]{0,4000}`;
const string = new RegExp(String.raw`${escapeCharacter}[\]PX^_]${body}(?:${bell}|${escapeCharacter}\\)`, "y");
const short = new RegExp(String.raw`${escapeCharacter}[ -/]{0,8}(?![[\]PX^_])[0-~]`, "y");
const open = new RegExp(
  String.raw`${escapeCharacter}(?:\[${parameters}|[\]PX^_]${body}${escapeCharacter}?|[ -/]{0,8})$`,
  "y",
);

function nextSpecial(input: string, from: number): number {
  special.lastIndex = from;
  return special.exec(input)?.index ?? input.length;
}

function readReturn(input: string, at: number): Token {
  const length = matchAt(returns, input, at)?.[0].length ?? 1;
  const end = at + length;
  const isOpen = end === input.length && length < mostReturns;
  return { end, shown: input[end] === "\n" ? "" : "␍", rendition: null, isOpen };
}

function readSequence(input: string, at: number): Token {
  const found = matchAt(command, input, at);
  if (found) {
    const [{ length }, given = "", final] = found;
    const isRendition = final === "m" && /^[\d;:]*$/.test(given);
    return { end: at + length, shown: "", rendition: isRendition ? given : null, isOpen: false };
  }
  const other = matchAt(string, input, at) ?? matchAt(short, input, at);
  if (other) return { end: at + other[0].length, shown: "", rendition: null, isOpen: false };
  return { end: at + 1, shown: "␛", rendition: null, isOpen: matchAt(open, input, at) !== null };
}

function matchAt(pattern: RegExp, input: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(input);
}

class Output {
  #style: AnsiStyle;
  #length = 0;
  #spanStart = 0;
  readonly #pieces: string[] = [];
  readonly #spans: AnsiSpan[] = [];

  constructor(style: AnsiStyle) {
    this.#style = style;
  }

  add(text: string): void {
    if (text === "") return;
    this.#pieces.push(text);
    this.#length += text.length;
  }

  restyle(parameters: string): void {
    this.#closeSpan();
    this.#style = applyGraphicRendition(this.#style, parameters);
  }

  end(pending: string): AnsiText {
    this.#closeSpan();
    return { text: this.#pieces.join(""), spans: this.#spans, state: { style: this.#style, pending } };
  }

  #closeSpan(): void {
    if (!isPlain(this.#style) && this.#length > this.#spanStart) {
      this.#spans.push({ start: this.#spanStart, end: this.#length, style: this.#style });
    }
    this.#spanStart = this.#length;
  }
}
