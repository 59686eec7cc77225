import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Cache } from "../src/index.js";

describe("events", () => {
  it("tells what is evicted", () => {
    const cache = new Cache({ maxEntries: 1 });
    const seen = [];
    cache.on("evict", (key, value) => seen.push([key, value]));
    cache.set("a", 1).set("b", 2);
    assert.deepEqual(seen, [["a", 1]]);
  });

  it("tells what expires", () => {
    let now = 0;
    const cache = new Cache({ ttl: 10, now: () => now }).set("a", 1);
    const seen = [];
    cache.on("expire", (key) => seen.push(key));
    now = 20;
    cache.get("a");
    assert.deepEqual(seen, ["a"]);
  });

  it("calls listeners in order", () => {
    const cache = new Cache().set("a", 1);
    const seen = [];
    cache.on("delete", () => seen.push("first"));
    cache.on("delete", () => seen.push("second"));
    cache.delete("a");
    assert.deepEqual(seen, ["first", "second"]);
  });

  it("removes listeners", () => {
    const cache = new Cache().set("a", 1).set("b", 2);
    const seen = [];
    const listener = (key) => seen.push(key);
    cache.on("delete", listener);
    cache.delete("a");
    cache.off("delete", listener);
    cache.delete("b");
    assert.deepEqual(seen, ["a"]);
  });

  it("calls a listener once", () => {
    const cache = new Cache().set("a", 1).set("b", 2);
    const seen = [];
    cache.once("delete", (key) => seen.push(key));
    cache.delete("a");
    cache.delete("b");
    assert.deepEqual(seen, ["a"]);
  });
});
