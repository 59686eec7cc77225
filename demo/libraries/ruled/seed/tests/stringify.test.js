import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { stringify } from "../src/index.js";

describe("stringify", () => {
  it("writes one line per row", () => {
    assert.equal(
      stringify([
        ["a", 1],
        ["b", true],
      ]),
      "a,1\nb,true\n",
    );
  });

  it("writes nothing for null and undefined", () => {
    assert.equal(stringify([[null, undefined, 0]]), ",,0\n");
  });

  it("quotes fields with the delimiter", () => {
    assert.equal(stringify([["a,b", "a;b"]]), '"a,b",a;b\n');
    assert.equal(stringify([["a,b", "a;b"]], { delimiter: ";" }), 'a,b;"a;b"\n');
  });

  it("writes nothing for no rows", () => {
    assert.equal(stringify([]), "");
  });
});
