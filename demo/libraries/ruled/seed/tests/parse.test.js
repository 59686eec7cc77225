import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CsvError, createParser, parse } from "../src/index.js";

describe("parse", () => {
  it("reads rows and fields", () => {
    assert.deepEqual(parse("a,b\n1,2\n"), [
      ["a", "b"],
      ["1", "2"],
    ]);
  });

  it("reads a last line without a line break", () => {
    assert.deepEqual(parse("a,b\n1,2"), [
      ["a", "b"],
      ["1", "2"],
    ]);
  });

  it("keeps empty fields", () => {
    assert.deepEqual(parse(",a,\n"), [["", "a", ""]]);
  });

  it("keeps delimiters and line breaks in quotes", () => {
    assert.deepEqual(parse('"a,b","c\nd"\n'), [["a,b", "c\nd"]]);
  });

  it("reads doubled quotes", () => {
    assert.deepEqual(parse('"say ""hi"""\n'), [['say "hi"']]);
  });

  it("takes other delimiters", () => {
    assert.deepEqual(parse("a;b\tc\n", { delimiter: ";" }), [["a", "b\tc"]]);
  });

  it("has no rows for an empty text", () => {
    assert.deepEqual(parse(""), []);
  });

  it("names the line of an open quote", () => {
    assert.throws(
      () => parse('a\nb\n"c'),
      (error) => error instanceof CsvError && error.line === 3,
    );
  });
});

describe("createParser", () => {
  it("reports rows as they end", () => {
    const rows = [];
    const parser = createParser({ onRow: (row, line) => rows.push([line, ...row]) });
    parser.write("a,b\nc,");
    assert.deepEqual(rows, [[1, "a", "b"]]);
    parser.write("d\n");
    assert.deepEqual(rows, [
      [1, "a", "b"],
      [2, "c", "d"],
    ]);
  });

  it("counts lines within quotes", () => {
    const lines = [];
    const parser = createParser({ onRow: (_, line) => lines.push(line) });
    parser.write('"a\nb",c\nd,e\n');
    assert.deepEqual(lines, [1, 3]);
  });
});
