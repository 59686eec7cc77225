import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Cache } from "../src/index.js";

function clock() {
  const time = { now: 1000 };
  return { time, now: () => time.now };
}

describe("expiry", () => {
  it("ends entries after their time to live", () => {
    const { time, now } = clock();
    const cache = new Cache({ ttl: 100, now }).set("a", 1);
    time.now = 1099;
    assert.equal(cache.get("a"), 1);
    time.now = 1101;
    assert.equal(cache.get("a"), undefined);
    assert.equal(cache.size, 0);
  });

  it("takes a time to live for one entry", () => {
    const { time, now } = clock();
    const cache = new Cache({ ttl: 100, now }).set("a", 1).set("b", 2, { ttl: 500 });
    time.now = 1200;
    assert.deepEqual(cache.keys(), ["b"]);
  });

  it("keeps entries for good by default", () => {
    const { time, now } = clock();
    const cache = new Cache({ now }).set("a", 1);
    time.now = Number.MAX_SAFE_INTEGER;
    assert.equal(cache.has("a"), true);
    assert.equal(cache.expiresAt("a"), Infinity);
  });

  it("starts again with a new value", () => {
    const { time, now } = clock();
    const cache = new Cache({ ttl: 100, now }).set("a", 1);
    time.now = 1080;
    cache.set("a", 2);
    assert.equal(cache.expiresAt("a"), 1180);
  });

  it("refuses times that are none", () => {
    for (const ttl of [0, -5, "100", Number.NaN, null]) assert.throws(() => new Cache({ ttl }), RangeError);
  });
});
