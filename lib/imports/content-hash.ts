import { createHash } from "node:crypto";
import { canonicalJson } from "#lib/core/environment/canonical-json";
import type { JsonValue } from "#lib/core/json";

/** SHA-256, in hex, of a record as JSON with sorted keys: the same for the same content, whatever the order of its keys. */
export function contentHash(record: JsonValue): string {
  return createHash("sha256").update(canonicalJson(record), "utf8").digest("hex");
}
