import type { JsonValue } from "./json.ts";
import { excerpt, type Parsed } from "./parsed.ts";
import { fail, LiteralError, type Reader, skipBlank } from "./python-reader.ts";
import { type PythonString, readPythonString } from "./python-string.ts";

const maxDepth = 100;
const maxLength = 32 * 1024 * 1024;

/**
 * Reads one Python literal as `ast.literal_eval` would, without evaluating anything: strings in every spelling,
 * numbers, `True`, `False`, `None`, lists, tuples, sets and dicts. Tuples and sets become arrays; a dict becomes an
 * object whose keys must be strings; bytes become a string of one character per byte. Not literals, and a problem:
 * names, calls, f-strings, operators, complex numbers and integers that a double cannot hold. The value is undefined
 * when there is a problem. At most 100 levels deep and 32 Mi characters long.
 */
export function parsePythonLiteral(text: string): Parsed<JsonValue | undefined> {
  try {
    if (text.length > maxLength) throw new LiteralError(0, `at most ${maxLength} characters`, `${text.length}`);
    const reader: Reader = { text, at: 0, depth: 0 };
    const value = readValue(reader);
    skipBlank(reader);
    if (reader.at < text.length) fail(reader, "the end of the literal");
    return { value, problems: [] };
  } catch (error) {
    if (!(error instanceof LiteralError)) throw error;
    const before = text.slice(0, error.at);
    const position = { line: before.split("\n").length, column: error.at - before.lastIndexOf("\n") };
    return { value: undefined, problems: [{ ...position, expected: error.expected, found: excerpt(error.found) }] };
  }
}

const constants: readonly (readonly [RegExp, JsonValue])[] = [
  [/None(?![\p{L}\p{N}_])/uy, null],
  [/True(?![\p{L}\p{N}_])/uy, true],
  [/False(?![\p{L}\p{N}_])/uy, false],
];

function readValue(reader: Reader): JsonValue {
  skipBlank(reader);
  const next = reader.text.charAt(reader.at);
  if (next === "[") return readItems(reader, "]").items;
  if (next === "{") return readBraced(reader);
  if (next === "(") {
    const { items, hasComma } = readItems(reader, ")");
    const [only] = items;
    return items.length === 1 && !hasComma && only !== undefined ? only : items;
  }
  if (next !== "" && "+-.0123456789".includes(next)) return readNumber(reader);
  const text = readStrings(reader);
  if (text !== null) return text;
  for (const [word, value] of constants) {
    if (takeMatch(reader, word) !== null) return value;
  }
  return fail(reader, "a literal");
}

/** Strings that stand side by side are one string, and so are bytes; the two do not mix. */
function readStrings(reader: Reader): string | null {
  const parts: PythonString[] = [];
  for (
    let at = reader.at, part = readPythonString(reader);
    part !== null;
    at = reader.at, part = readPythonString(reader)
  ) {
    if (parts[0] && parts[0].isBytes !== part.isBytes) fail(reader, "strings or bytes, not both", at);
    parts.push(part);
    skipBlank(reader);
  }
  return parts.length === 0 ? null : parts.map(({ value }) => value).join("");
}

function readItems(reader: Reader, end: "]" | ")" | "}"): { items: JsonValue[]; hasComma: boolean } {
  const items: JsonValue[] = [];
  let hasComma = false;
  enter(reader);
  while (!takeChar(reader, end)) {
    items.push(readValue(reader));
    hasComma = takeChar(reader, ",");
    if (!hasComma && !isNext(reader, end)) fail(reader, `"," or "${end}"`);
  }
  reader.depth--;
  return { items, hasComma };
}

/** A dict, or a set; `{}` is the empty dict. */
function readBraced(reader: Reader): JsonValue {
  const entries: [string, JsonValue][] = [];
  const items: JsonValue[] = [];
  enter(reader);
  while (!takeChar(reader, "}")) {
    const keyAt = reader.at;
    const key = readValue(reader);
    if (takeChar(reader, ":")) {
      if (typeof key !== "string") fail(reader, "a string as the key of a dict", keyAt);
      entries.push([key, readValue(reader)]);
    } else items.push(key);
    if (entries.length > 0 && items.length > 0) fail(reader, "a dict or a set, not both", keyAt);
    if (!takeChar(reader, ",") && !isNext(reader, "}")) fail(reader, '"," or "}"');
  }
  reader.depth--;
  return items.length > 0 ? items : Object.fromEntries(entries);
}

const numberToken = /[+-]?(?:[\w.]|(?<=[eE])[+-])+/uy;
const integerPattern = /^(?:[1-9](?:_?\d)*|0(?:_?0)*|0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+)$/u;
const floatPattern = /^(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?$/u;
const maxNumberLength = 400;

function readNumber(reader: Reader): number {
  const start = reader.at;
  const token = takeMatch(reader, numberToken) ?? "";
  const digits = token.slice(0, maxNumberLength).replace(/^[+-]/u, "");
  const isInteger = integerPattern.test(digits);
  if (token.length > maxNumberLength || !(isInteger || (/[.eE]/u.test(digits) && floatPattern.test(digits)))) {
    fail(reader, "a number", start);
  }
  const value = Number(digits.replaceAll("_", "")) * (token.startsWith("-") ? -1 : 1);
  if (!Number.isFinite(value) || (isInteger && !Number.isSafeInteger(value))) {
    fail(reader, "a number that a double can hold", start);
  }
  return value;
}

function enter(reader: Reader): void {
  reader.at++;
  reader.depth++;
  if (reader.depth > maxDepth) fail(reader, `at most ${maxDepth} levels`);
}

function takeMatch(reader: Reader, pattern: RegExp): string | null {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0] ?? null;
  reader.at += found?.length ?? 0;
  return found;
}

function takeChar(reader: Reader, char: string): boolean {
  if (!isNext(reader, char)) return false;
  reader.at++;
  return true;
}

function isNext(reader: Reader, char: string): boolean {
  skipBlank(reader);
  return reader.text.charAt(reader.at) === char;
}
