import { fail, type Reader } from "./python-reader.ts";

const opening = /([rRbBuU]{0,2})("""|'''|"|')/uy;
const prefixes = new Set(["", "r", "b", "u", "rb", "br"]);

export interface PythonString {
  readonly value: string;
  readonly isBytes: boolean;
}

/** Reads one string literal at the reader's place; null where none starts there. */
export function readPythonString(reader: Reader): PythonString | null {
  opening.lastIndex = reader.at;
  const [start, prefix = "", quote = ""] = opening.exec(reader.text) ?? [];
  if (start === undefined) return null;
  const kind = prefix.toLowerCase();
  if (!prefixes.has(kind)) fail(reader, "a string prefix that Python knows");
  const startAt = reader.at;
  reader.at += start.length;
  const parts: string[] = [];
  while (!reader.text.startsWith(quote, reader.at)) {
    const next = reader.text.charAt(reader.at);
    if (next === "" || (next === "\n" && quote.length === 1)) fail(reader, "a closed string", startAt);
    if (next !== "\\") parts.push(takePlain(reader, quote));
    else if (kind.includes("r")) parts.push(takeChars(reader, 2));
    else parts.push(takeEscape(reader, kind === "b"));
  }
  reader.at += quote.length;
  const isBytes = kind.includes("b");
  if (isBytes && /[^\0-\x7f]/u.test(reader.text.slice(startAt, reader.at)))
    fail(reader, "ASCII text in a bytes literal", startAt);
  return { value: parts.join(""), isBytes };
}

const plain = /[^\\\n'"]+/uy;

function takePlain(reader: Reader, quote: string): string {
  plain.lastIndex = reader.at;
  const run = plain.exec(reader.text)?.[0];
  if (run !== undefined) return takeChars(reader, run.length);
  return takeChars(reader, reader.text.startsWith(quote, reader.at) ? 0 : 1);
}

function takeChars(reader: Reader, count: number): string {
  const chars = reader.text.slice(reader.at, reader.at + count);
  reader.at += count;
  return chars;
}

const simpleEscapes = new Map(
  Object.entries({
    "\n": "",
    "\\": "\\",
    "'": "'",
    '"': '"',
    a: "\x07",
    b: "\b",
    f: "\f",
    n: "\n",
    r: "\r",
    t: "\t",
    v: "\v",
  }),
);
const codeEscape = /\\(?:([0-7]{1,3})|x([\da-fA-F]{2}))/uy;
const unicodeEscape = /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8}))/uy;

/** An escape Python does not know keeps its backslash, as in Python. */
function takeEscape(reader: Reader, isBytes: boolean): string {
  const next = reader.text.charAt(reader.at + 1);
  const simple = simpleEscapes.get(next);
  if (simple !== undefined) {
    reader.at += 2;
    return simple;
  }
  if (next === "\r") return takeChars(reader, reader.text.charAt(reader.at + 2) === "\n" ? 3 : 2).slice(0, 0);
  const code = takeCode(reader, codeEscape, [8, 16]) ?? (isBytes ? null : takeCode(reader, unicodeEscape, [16, 16]));
  if (code !== null) return code;
  if (next === "x" || (!isBytes && (next === "u" || next === "U"))) fail(reader, "a complete escape");
  if (!isBytes && next === "N") fail(reader, "an escape without a character name");
  return takeChars(reader, 1);
}

function takeCode(reader: Reader, pattern: RegExp, radixes: readonly [number, number]): string | null {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.text);
  if (!match) return null;
  const [all, first, second] = match;
  const code = Number.parseInt(first ?? second ?? "", first === undefined ? radixes[1] : radixes[0]);
  if (code > 0x10ffff) fail(reader, "a Unicode code point");
  reader.at += all.length;
  return String.fromCodePoint(code);
}

/** What `repr` does not print as it is: quotes, the backslash, and all that Unicode calls other or separator. */
const escapable = /[\\'"]|\p{C}|[\p{Z}--[ ]]/gv;

/** A string as Python's `repr` writes it: single quotes unless only double ones avoid an escape. */
export function formatPythonString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const body = text.replace(escapable, (char) => escapeChar(char, quote));
  return quote + body + quote;
}

const shortEscapes = new Map([
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

function escapeChar(char: string, quote: string): string {
  const short = shortEscapes.get(char);
  if (short !== undefined) return short;
  if (char === "'" || char === '"') return char === quote ? `\\${char}` : char;
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
