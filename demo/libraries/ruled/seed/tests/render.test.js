import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { displayWidth, renderTable } from "../src/index.js";

const people = [
  ["name", "age"],
  ["Ada", 36],
  ["Grace", 85],
];

function lines(...expected) {
  return expected.join("\n");
}

describe("renderTable", () => {
  it("draws light borders", () => {
    assert.equal(
      renderTable(people),
      lines(
        "┌───────┬─────┐",
        "│ name  │ age │",
        "├───────┼─────┤",
        "│ Ada   │ 36  │",
        "│ Grace │ 85  │",
        "└───────┴─────┘",
      ),
    );
  });

  it("draws ascii borders", () => {
    assert.equal(
      renderTable([["a"], ["b"]], { border: "ascii" }),
      lines("+-----+", "| a   |", "+-----+", "| b   |", "+-----+"),
    );
  });

  it("aligns columns", () => {
    assert.equal(
      renderTable(
        [
          ["left", "right", "center"],
          ["a", "b", "c"],
        ],
        { border: "none", align: ["left", "right", "center"] },
      ),
      lines("left  right  center", "a         b    c"),
    );
  });

  it("writes markdown", () => {
    assert.equal(
      renderTable(people, { border: "markdown", align: ["left", "right"] }),
      lines("| name  | age |", "| ----- | --: |", "| Ada   |  36 |", "| Grace |  85 |"),
    );
  });

  it("leaves the header rule out", () => {
    assert.equal(
      renderTable([["abc"], ["def"]], { border: "ascii", header: false }),
      lines("+-----+", "| abc |", "| def |", "+-----+"),
    );
  });

  it("fills short rows", () => {
    assert.equal(
      renderTable([["a", "b"], ["c"]], { border: "ascii", header: false }),
      lines("+-----+-----+", "| a   | b   |", "| c   |     |", "+-----+-----+"),
    );
  });

  it("spreads line breaks over lines", () => {
    assert.equal(renderTable([["one\ntwo", "x"]], { border: "none" }), lines("one  x", "two"));
  });

  it("refuses unknown borders", () => {
    assert.throws(() => renderTable(people, { border: "double" }), RangeError);
  });

  it("fits into the terminal", { skip: process.stdout.isTTY ? false : "needs a terminal" }, () => {
    for (const line of renderTable(people).split("\n")) assert.ok(displayWidth(line) <= process.stdout.columns);
  });
});
