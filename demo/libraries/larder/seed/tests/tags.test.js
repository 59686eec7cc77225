import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Cache } from "../src/index.js";

describe("tags", () => {
  it("invalidates all entries with a tag", () => {
    const cache = new Cache()
      .set("a", 1, { tags: ["x"] })
      .set("b", 2, { tags: ["x", "y"] })
      .set("c", 3, { tags: ["y"] });
    assert.equal(cache.invalidateTag("x"), 2);
    assert.deepEqual(cache.keys(), ["c"]);
  });

  it("knows no entries for an unknown tag", () => {
    assert.equal(new Cache().set("a", 1).invalidateTag("x"), 0);
  });

  it("lists tags by name", () => {
    const cache = new Cache().set("a", 1, { tags: ["y"] }).set("b", 2, { tags: ["x", "y"] });
    assert.deepEqual(cache.tags(), ["x", "y"]);
  });

  it("forgets tags when cleared", () => {
    const cache = new Cache().set("a", 1, { tags: ["y"] });
    cache.clear();
    assert.deepEqual(cache.tags(), []);
  });
});
