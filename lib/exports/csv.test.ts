import { expect, it } from "vitest";
import { formatCsvRow } from "#lib/exports/csv";

it.each<[string | number | null, string]>([
  [null, ""],
  ["", ""],
  [0, "0"],
  [-5, "-5"],
  ["plain", "plain"],
  ["a,b", '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ["two\nlines", '"two\nlines"'],
  ["two\r\nlines", '"two\r\nlines"'],
  ["=1+1", "'=1+1"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["\r=1", '"\'\r=1"'],
  ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ["a=1", "a=1"],
])("%j is the field %j", (value, field) => {
  expect(formatCsvRow([value])).toBe(`${field}\r\n`);
});

it("a row has commas between and ends as RFC 4180 says", () => {
  expect(formatCsvRow(["a", null, 1])).toBe("a,,1\r\n");
});
