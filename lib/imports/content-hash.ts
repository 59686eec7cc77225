import { createHash } from "node:crypto";
import { isJsonObject, type JsonValue } from "#lib/core/json";

/** SHA-256, in hex, of a record as JSON with sorted keys: the same for the same content, whatever the order of its keys. */
export function contentHash(record: JsonValue): string {
  return createHash("sha256").update(canonicalJson(record), "utf8").digest("hex");
}

function canonicalJson(value: JsonValue): string {
  if (Array.isArray(value) && value.some((item) => typeof item === "object")) {
    return `[${value.map(canonicalJson).join(",")}]`;
  }
  if (!isJsonObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
}
