import { isSameJson, type JsonValue } from "#lib/core/json";
import { languageName } from "#lib/core/patch/languages";
import { reversePatch } from "#lib/core/patch/reverse-patch";
import { parsePythonLiteral } from "#lib/core/python-literal";
import { formatPythonString } from "#lib/core/python-string";
import { difficulties } from "#lib/core/task/model";
import { anyDate, dateCodec, epochMilliseconds } from "./date-codecs.ts";

/** What a task field that maps to one column can hold. */
export type FieldValue = string | null | readonly string[];

/** A spelling of a field value in a source column; both ways give undefined where they do not apply. */
export interface Codec {
  decode(raw: JsonValue): FieldValue | undefined;
  encode(value: FieldValue): JsonValue | undefined;
}

const text: Codec = { decode: (raw) => (typeof raw === "string" ? raw : undefined), encode: (value) => value };

export const codecs = {
  text,
  number: {
    decode: (raw) => (typeof raw === "number" ? String(raw) : undefined),
    encode: (value) => (typeof value === "string" ? Number(value) : undefined),
  },
  "null-text": nullAs(""),
  "null-list": nullAs([]),
  null: nullAs(null),
  language: {
    decode: (raw) => (typeof raw === "string" && raw !== "" ? languageName(raw) : undefined),
    encode: (value) => value,
  },
  difficulty: { decode: (raw) => difficulties.find((name) => name === raw), encode: (value) => value },
  "reversed-patch": { decode: decodeReversed, encode: (value) => decodeReversed(value) },
  list: { decode: listOfStrings, encode: (value) => value },
  "json-list": { decode: decodeJsonList, encode: (value) => formatJsonList(value)?.replace(nonAscii, escapeUnit) },
  "json-list-unicode": { decode: decodeJsonList, encode: formatJsonList },
  "json-list-compact": { decode: decodeJsonList, encode: (value) => JSON.stringify(value) },
  "python-list": { decode: decodePythonList, encode: formatPythonList },
  "date-utc": dateCodec("T", "seconds", "Z"),
  "date-utc-ms": dateCodec("T", "milliseconds", "Z"),
  "date-naive": dateCodec("T", "seconds", ""),
  "date-offset": dateCodec("T", "seconds", "+00:00"),
  "date-space": dateCodec(" ", "seconds", ""),
  "date-space-utc": dateCodec(" ", "seconds", "Z"),
  "date-space-offset": dateCodec(" ", "seconds", "+00:00"),
  "date-only": dateCodec("T", "day", ""),
  "date-any": anyDate,
  "epoch-ms": epochMilliseconds,
} as const satisfies Record<string, Codec>;

export type CodecName = keyof typeof codecs;

export const textCodecs = ["text", "null-text"] as const satisfies readonly CodecName[];
export const nullableCodecs = ["text", "null"] as const satisfies readonly CodecName[];
export const listCodecs = [
  "list",
  "json-list",
  "json-list-unicode",
  "json-list-compact",
  "python-list",
  "null-list",
] as const satisfies readonly CodecName[];
export const dateCodecs = [
  "date-utc",
  "date-utc-ms",
  "date-space",
  "date-naive",
  "date-offset",
  "date-space-utc",
  "date-space-offset",
  "date-only",
  "epoch-ms",
  "null",
  "date-any",
] as const satisfies readonly CodecName[];

/** The value of a field, and the codec that gives the source value back exactly, where there is one. */
export function decodeColumn(
  raw: JsonValue,
  names: readonly CodecName[],
): { readonly value: FieldValue; readonly codec: CodecName | null } | null {
  let inexact: FieldValue | undefined;
  for (const name of names) {
    const codec: Codec = codecs[name];
    const value = codec.decode(raw);
    if (value === undefined) continue;
    if (isSameJson(codec.encode(value), raw)) return { value, codec: name };
    inexact ??= value;
  }
  return inexact === undefined ? null : { value: inexact, codec: null };
}

export function isCodecName(name: string): name is CodecName {
  return Object.hasOwn(codecs, name);
}

function nullAs(empty: FieldValue): Codec {
  return { decode: (raw) => (raw === null ? empty : undefined), encode: () => null };
}

function decodeReversed(raw: JsonValue): string | undefined {
  return typeof raw === "string" ? (reversePatch(raw).value ?? undefined) : undefined;
}

function listOfStrings(raw: unknown): readonly string[] | undefined {
  return Array.isArray(raw) && raw.every((item): item is string => typeof item === "string") ? raw : undefined;
}

function decodeJsonList(raw: JsonValue): readonly string[] | undefined {
  if (typeof raw !== "string") return undefined;
  try {
    return listOfStrings(JSON.parse(raw));
  } catch {
    return undefined;
  }
}

/** A list as Python's `json.dumps(…, ensure_ascii=False)` writes it. */
function formatJsonList(value: FieldValue): string | undefined {
  const items = listOfStrings(value);
  return items && `[${items.map((item) => JSON.stringify(item)).join(", ")}]`;
}

const nonAscii = /[\x7f-\uffff]/g;

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function decodePythonList(raw: JsonValue): readonly string[] | undefined {
  return typeof raw === "string" ? listOfStrings(parsePythonLiteral(raw).value) : undefined;
}

function formatPythonList(value: FieldValue): string | undefined {
  const items = listOfStrings(value);
  return items && `[${items.map(formatPythonString).join(", ")}]`;
}
