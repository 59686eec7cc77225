import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { displayWidth, truncate, wrap } from "../src/index.js";

describe("displayWidth", () => {
  it("counts narrow characters once", () => {
    assert.equal(displayWidth("naïve"), 5);
  });

  it("counts wide characters twice", () => {
    assert.equal(displayWidth("日本"), 4);
    assert.equal(displayWidth("한글 x"), 6);
  });
});

describe("truncate", () => {
  it("leaves short texts alone", () => {
    assert.equal(truncate("short", 5), "short");
  });

  it("ends with an ellipsis", () => {
    assert.equal(truncate("a longer text", 8), "a longe…");
  });
});

describe("wrap", () => {
  it("leaves short texts alone", () => {
    assert.deepEqual(wrap("a short text", 20), ["a short text"]);
  });

  it("breaks at spaces", () => {
    assert.deepEqual(wrap("the quick brown fox jumps", 14), ["the quick", "brown fox", "jumps"]);
  });

  it("cuts long words", () => {
    assert.deepEqual(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
  });

  it("has no limit by default", () => {
    assert.deepEqual(wrap("a b c", Infinity), ["a b c"]);
  });
});
