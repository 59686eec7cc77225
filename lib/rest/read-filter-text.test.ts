import { describe, expect, it } from "vitest";
import { readFilterText } from "#lib/rest/read-filter-text";

describe("readFilterText", () => {
  it.each([
    ["language=Python&patchLinesMax=5", "language=Python&patchLinesMax=5"],
    ["?q=a", "q=a"],
    [
      "https://assay.example.org/tasks?dataset=demo&sort=repo&dir=asc&cols=repo&density=compact&cursor=x",
      "dataset=demo",
    ],
    ["", ""],
  ])("takes the filters out of %j", (text, expected) => {
    expect(readFilterText(text).toString()).toBe(expected);
  });

  it.each([
    ["langauge=Python", "langauge: no such parameter"],
    ["patchLinesMax=many", "patchLinesMax: a whole number"],
    ["q=a%00b", "q: text without NUL characters"],
  ])("refuses %j", (text, message) => {
    expect(() => readFilterText(text)).toThrow(message);
  });
});
