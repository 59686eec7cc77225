import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Cache } from "../src/index.js";

describe("Cache", () => {
  it("gives back what was set", () => {
    const cache = new Cache().set("a", 1).set("b", 2);
    assert.equal(cache.get("a"), 1);
    assert.equal(cache.get("c"), undefined);
    assert.equal(cache.size, 2);
  });

  it("takes any value as key", () => {
    const key = {};
    const cache = new Cache().set(key, "object").set(Number.NaN, "nan");
    assert.equal(cache.get(key), "object");
    assert.equal(cache.get(Number.NaN), "nan");
  });

  it("replaces values", () => {
    const cache = new Cache().set("a", 1).set("a", 2);
    assert.equal(cache.get("a"), 2);
    assert.equal(cache.size, 1);
  });

  it("deletes and clears", () => {
    const cache = new Cache().set("a", 1).set("b", 2);
    assert.equal(cache.delete("a"), true);
    assert.equal(cache.delete("a"), false);
    cache.clear();
    assert.equal(cache.size, 0);
  });

  it("drops the oldest entry when it is full", () => {
    const cache = new Cache({ maxEntries: 2 }).set("a", 1).set("b", 2).set("c", 3);
    assert.deepEqual(cache.keys(), ["b", "c"]);
  });

  it("counts a new value as use", () => {
    const cache = new Cache({ maxEntries: 2 }).set("a", 1).set("b", 2).set("a", 3).set("c", 4);
    assert.deepEqual(cache.keys(), ["a", "c"]);
  });

  it("counts hits and misses", () => {
    const cache = new Cache().set("a", 1);
    cache.get("a");
    cache.get("b");
    cache.has("a");
    assert.deepEqual(cache.stats(), { hits: 1, misses: 1, size: 1, loading: 0 });
  });

  it("refuses a cache without room", () => {
    for (const maxEntries of [0, -1, Number.NaN]) assert.throws(() => new Cache({ maxEntries }), RangeError);
  });
});
