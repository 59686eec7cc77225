import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Cache, restoreSnapshot, takeSnapshot } from "../src/index.js";

function throughJson(value) {
  return JSON.parse(JSON.stringify(value));
}

describe("snapshot", () => {
  it("keeps the entries", () => {
    const cache = new Cache().set("a", { n: 1 }).set("b", [2]);
    const restored = restoreSnapshot(new Cache(), throughJson(takeSnapshot(cache)));
    assert.deepEqual(restored.get("a"), { n: 1 });
    assert.deepEqual(restored.get("b"), [2]);
  });

  it("leaves expired entries out", () => {
    let now = 0;
    const cache = new Cache({ now: () => now }).set("a", 1, { ttl: 10 }).set("b", 2);
    now = 20;
    assert.deepEqual(
      takeSnapshot(cache).entries.map((entry) => entry.key),
      ["b"],
    );
  });

  it("refuses other data", () => {
    for (const data of [null, {}, { version: 99, entries: [] }]) {
      assert.throws(() => restoreSnapshot(new Cache(), data), TypeError);
    }
  });
});
