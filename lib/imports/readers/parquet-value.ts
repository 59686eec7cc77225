import { isUtf8 } from "node:buffer";
import type { ParquetParsers } from "hyparquet";
import { isDeeperThan, type JsonObject, type JsonValue, maxJsonDepth } from "#lib/core/json";

/** Text that is not UTF-8: kept apart so that one bad value costs its row, not its row group. */
class BrokenText {}

const brokenText = new BrokenText();

/** Parsers that keep what the defaults would round off or replace: microseconds, and bytes that are no text. */
export const exactParsers: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (millis) => formatInstant(millis, 3),
  timestampFromMicroseconds: (micros) => formatInstant(micros, 6),
  timestampFromNanoseconds: (nanos) => formatInstant(nanos, 9),
  stringFromBytes: (bytes) => (bytes ? decodeText(bytes) : bytes),
  jsonFromBytes: (bytes) => (bytes ? decodeJson(bytes) : bytes),
};

/** The JSON form of a Parquet row, or the column whose text is not UTF-8. */
export function rowToJson(row: object): { ok: true; value: JsonObject } | { ok: false; column: string } {
  const entries: [string, JsonValue][] = [];
  for (const [column, raw] of Object.entries(row)) {
    const value = toJson(raw);
    if (value === undefined) return { ok: false, column };
    entries.push([column, value]);
  }
  return { ok: true, value: Object.fromEntries(entries) };
}

/**
 * 64-bit integers a double cannot hold become decimal strings, NaN and infinities null (JSON has none), dates ISO
 * 8601, bytes text where they are UTF-8 and base64 where not. Undefined where a text inside is broken.
 */
function toJson(value: unknown): JsonValue | undefined {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (value instanceof BrokenText) return undefined;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return bytesToText(value);
  if (Array.isArray(value)) return listToJson(value);
  if (ArrayBuffer.isView(value)) return listToJson(Array.from(iterate(value)));
  return objectToJson(value);
}

function listToJson(items: readonly unknown[]): JsonValue | undefined {
  const list: JsonValue[] = [];
  for (const item of items) {
    const value = toJson(item);
    if (value === undefined) return undefined;
    list.push(value);
  }
  return list;
}

function objectToJson(object: object): JsonValue | undefined {
  const json = rowToJson(object);
  return json.ok ? json.value : undefined;
}

/** A view that is no Uint8Array is a typed array of numbers, or a DataView, which Parquet does not give. */
function iterate(view: ArrayBufferView): Iterable<unknown> {
  return Symbol.iterator in view && typeof view[Symbol.iterator] === "function"
    ? (view as Iterable<unknown> & ArrayBufferView)
    : [];
}

function bytesToText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString(isUtf8(bytes) ? "utf8" : "base64");
}

function decodeText(bytes: Uint8Array): string | BrokenText {
  return isUtf8(bytes) ? bytesToText(bytes) : brokenText;
}

/** A JSON column's value; its text where that is no JSON, or nested without end. */
function decodeJson(bytes: Uint8Array): unknown {
  const text = decodeText(bytes);
  if (text instanceof BrokenText) return text;
  try {
    const value: unknown = JSON.parse(text);
    return isDeeperThan(value, maxJsonDepth) ? text : value;
  } catch {
    return text;
  }
}

/** ISO 8601 in UTC with all the digits the column holds, without the zeros at their end. */
function formatInstant(count: bigint, digits: number): string | null {
  const perSecond = 10n ** BigInt(digits);
  const fraction = ((count % perSecond) + perSecond) % perSecond;
  const date = new Date(Number((count - fraction) / perSecond) * 1000);
  if (Number.isNaN(date.getTime())) return null;
  const written = fraction.toString().padStart(digits, "0").replace(/0+$/u, "");
  return `${date.toISOString().slice(0, -5)}${written === "" ? "" : `.${written}`}Z`;
}
