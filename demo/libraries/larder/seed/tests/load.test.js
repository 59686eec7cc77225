import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Cache } from "../src/index.js";

function deferred() {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
}

describe("load", () => {
  it("loads what is missing and keeps it", async () => {
    const cache = new Cache();
    assert.equal(await cache.load("a", async (key) => `${key}!`), "a!");
    assert.equal(cache.get("a"), "a!");
  });

  it("does not load what is there", async () => {
    const cache = new Cache().set("a", 1);
    assert.equal(await cache.load("a", () => assert.fail("loaded")), 1);
  });

  it("loads once for many callers", async () => {
    const cache = new Cache();
    const source = deferred();
    let calls = 0;
    const loader = () => {
      calls++;
      return source.promise;
    };
    const loads = [cache.load("a", loader), cache.load("a", loader), cache.load("a", loader)];
    source.resolve("value");
    assert.deepEqual(await Promise.all(loads), ["value", "value", "value"]);
    assert.equal(calls, 1);
    assert.equal(cache.stats().loading, 0);
  });

  it("passes options on", async () => {
    const cache = new Cache({ now: () => 0 });
    await cache.load("a", async () => 1, { ttl: 50 });
    assert.equal(cache.expiresAt("a"), 50);
  });
});
