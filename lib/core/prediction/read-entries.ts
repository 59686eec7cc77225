import { isJsonObject, type JsonObject, parseJson } from "../json.ts";
import { walkObject } from "../json-walk.ts";
import { lineCounter } from "../line-counter.ts";
import { excerpt, type Problem } from "../parsed.ts";

export type Entry =
  /** `key` is null in lists and lines. */
  | { readonly kind: "entry"; readonly key: string | null; readonly value: JsonObject; readonly line: number }
  | { readonly kind: "problem"; readonly problem: Problem };

/**
 * The objects of a text that holds them one a line, one after the other over several lines each, in an array, or as the
 * values of an object. A broken one is a problem; the others are read as far as it can be told where they begin.
 */
export function* readEntries(text: string): Generator<Entry> {
  const start = text.search(/[^\s\ufeff]/u);
  if (start === -1) return;
  if (text.charAt(start) === "[") yield* readMembers(text, start + 1, "array");
  else if (startsAt(mapStart, text, start)) yield* readMembers(text, start + 1, "map");
  else if (startsAt(prettyStart, text, start)) yield* readMembers(text, start, "sequence");
  else yield* readLines(text);
}

/** An object whose first value is an object, or that has none. */
const mapStart = /\{\s*(?:\}|"(?:[^"\\\n]|\\.)*"\s*:\s*\{)/uy;
/** An object that goes on behind the line of its brace. */
const prettyStart = /\{[ \t\r]*\n/uy;

function* readLines(text: string): Generator<Entry> {
  let line = 0;
  for (const source of text.split("\n")) {
    line++;
    if (source.trim() !== "") yield readObject(source.replace(/^\ufeff/u, ""), null, line);
  }
}

const separator = /[\s,]*/uy;
const memberKey = /("(?:[^"\\\n]|\\.)*")\s*:\s*/uy;
const closing = { array: "]", map: "}", sequence: "" } as const;

function* readMembers(text: string, from: number, container: keyof typeof closing): Generator<Entry> {
  const lineAt = lineCounter(text);
  let at = from;
  for (;;) {
    at += matchAt(separator, text, at)?.[0].length ?? 0;
    if (text.charAt(at) === closing[container]) return;
    const key = container === "map" ? matchAt(memberKey, text, at) : null;
    at += key?.[0].length ?? 0;
    const line = lineAt(at);
    const isObject = text.charAt(at) === "{" && (key !== null || container !== "map");
    const { end } = isObject ? walkObject(text, at) : { end: null };
    if (end === null) {
      yield broken(
        line,
        container === "map" ? 'a "key" and a JSON object to its end' : "a JSON object to its end",
        text.slice(at, at + 80),
      );
      return;
    }
    const name = parseJson(key?.[1] ?? "");
    yield readObject(text.slice(at, end), typeof name === "string" ? name : null, line);
    at = end;
  }
}

function readObject(source: string, key: string | null, line: number): Entry {
  const value = parseJson(source);
  return isJsonObject(value) ? { kind: "entry", key, value, line } : broken(line, "a JSON object", source);
}

function broken(line: number, expected: string, source: string): Entry {
  return { kind: "problem", problem: { line, expected, found: excerpt(source.trim()) || "the end" } };
}

function startsAt(pattern: RegExp, text: string, at: number): boolean {
  return matchAt(pattern, text, at) !== null;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
