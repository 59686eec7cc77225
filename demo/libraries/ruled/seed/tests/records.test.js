import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseRecords } from "../src/index.js";

describe("parseRecords", () => {
  it("uses the first row for names", () => {
    const records = parseRecords("name,age\nAda,36\nGrace,85\n");
    assert.equal(records.length, 2);
    assert.equal(records[1].name, "Grace");
    assert.equal(records[1].age, "85");
  });

  it("fills missing fields and drops surplus ones", () => {
    const [short, long] = parseRecords("a,b\n1\n1,2,3\n");
    assert.equal(short.b, "");
    assert.deepEqual(Object.keys(long), ["a", "b"]);
  });

  it("has no records without rows", () => {
    assert.deepEqual(parseRecords("a,b\n"), []);
  });

  it("passes options on", () => {
    assert.equal(parseRecords("a;b\n1;2\n", { delimiter: ";" })[0].b, "2");
  });
});
