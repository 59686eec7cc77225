import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject, JsonValue } from "#lib/core/json";
import { contentHash } from "./content-hash.ts";

test("is SHA-256 over JSON with sorted keys", () => {
  const canonical = '{"a":[1,{"b":null,"c":"é"}],"z":[]}';
  expect(contentHash({ z: [], a: [1, { c: "é", b: null }] })).toBe(
    createHash("sha256").update(canonical).digest("hex"),
  );
});

test("does not depend on the order of keys, and on everything else", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (raw, key) => {
      const record: JsonObject = JSON.parse(JSON.stringify(raw));
      expect(contentHash(turnAround(record))).toBe(contentHash(record));
      expect(contentHash({ ...record, [key]: "another value" })).not.toBe(contentHash({ ...record, [key]: 1 }));
    }),
  );
});

function turnAround(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(turnAround);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, turnAround(item)]),
  );
}
