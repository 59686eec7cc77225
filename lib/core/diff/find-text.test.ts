import { expect, test } from "vitest";
import { findText } from "./find-text.ts";

const lines = [{ text: "Foo foo" }, { text: "a.*b" }, { text: "" }];

test("finds every hit, whatever its case, and takes the query as text", () => {
  expect(findText(lines, "FOO", 10)).toEqual([
    { line: 0, start: 0, end: 3 },
    { line: 0, start: 4, end: 7 },
  ]);
  expect(findText(lines, ".*", 10)).toEqual([{ line: 1, start: 1, end: 3 }]);
  expect(findText(lines, "-/[\\", 10)).toEqual([]);
});

test("stops at the limit; an empty query finds nothing", () => {
  expect(findText(lines, "o", 3)).toHaveLength(3);
  expect(findText(lines, "", 3)).toEqual([]);
});
