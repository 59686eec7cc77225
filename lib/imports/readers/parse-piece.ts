import { isUtf8 } from "node:buffer";
import { isDeeperThan, isJsonObject, type JsonObject, maxJsonDepth } from "#lib/core/json";
import { excerpt } from "#lib/core/parsed";
import type { RecordPosition } from "#lib/core/record-position";
import { locateJsonError } from "./locate-json-error.ts";
import type { Piece } from "./pieces.ts";
import { type SourceItem, sourceProblem } from "./records.ts";

const maxSourceCharacters = 1_000_000;
const maxKeyCharacters = 500;

/** One record out of the bytes of one line or one JSON value. */
export function parsePiece(piece: Piece): SourceItem {
  const position = { line: piece.line };
  const text = readText(piece, position);
  if (typeof text !== "string") return text;
  return withSource(
    parseObject(text, piece.line, (value) => ({ kind: "record", position, value })),
    text,
  );
}

/** One record out of a `"key": {…}` entry of a map; its key goes into the position. */
export function parseMapEntry(piece: Piece): SourceItem {
  const text = readText(piece, { line: piece.line });
  if (typeof text !== "string") return text;
  const item = parseObject(`{${text}}`, piece.line, (entry) => {
    const [key = "", value] = Object.entries(entry)[0] ?? [];
    const position = { line: piece.line, key: shorten(key) };
    return isJsonObject(value)
      ? { kind: "record", position, value }
      : sourceProblem(position, "a JSON object", excerpt(text));
  });
  return withSource(item, text);
}

function shorten(key: string): string {
  return key.length > maxKeyCharacters ? `${key.slice(0, maxKeyCharacters - 1)}…` : key;
}

function withSource(item: SourceItem, text: string): SourceItem {
  return item.kind === "problem" ? { ...item, source: text.slice(0, maxSourceCharacters).toWellFormed() } : item;
}

function readText(piece: Piece, position: RecordPosition): string | SourceItem {
  if (!("bytes" in piece)) return sourceProblem(position, piece.expected, piece.found);
  if (!isUtf8(piece.bytes)) return sourceProblem(position, "text in UTF-8", "bytes that are none");
  return withoutBlankLines(
    Buffer.from(piece.bytes.buffer, piece.bytes.byteOffset, piece.bytes.byteLength).toString("utf8"),
  );
}

/** A piece is known by the line it begins on, so blank lines before it do not count. */
function withoutBlankLines(text: string): string {
  const start = text.search(/\S/u);
  return start === -1 ? text : text.slice(text.lastIndexOf("\n", start) + 1);
}

function parseObject(text: string, line: number, accept: (value: JsonObject) => SourceItem): SourceItem {
  const value = parseJson(text);
  if (isDeeperThan(value, maxJsonDepth)) {
    return sourceProblem({ line }, `at most ${maxJsonDepth} levels of nesting`, "more");
  }
  if (isJsonObject(value)) return accept(value);
  if (value !== undefined) return sourceProblem({ line }, "a JSON object", excerpt(text));
  const error = locateJsonError(text) ?? { offset: 0, expected: "JSON" };
  const before = text.slice(0, error.offset).split("\n");
  const position = { line: line + before.length - 1, column: (before.at(-1)?.length ?? 0) + 1 };
  return sourceProblem(position, error.expected, excerpt(text.slice(error.offset, error.offset + 40)) || "the end");
}

/** Undefined where the text is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
