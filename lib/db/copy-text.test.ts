import { expect, it } from "vitest";
import { type CopyValue, formatCopyRow } from "#lib/db/copy-text";

it.each<[CopyValue, string]>([
  [null, "\\N"],
  ["", ""],
  ["\\N", "\\\\N"],
  ["a\tb\nc\rd\\e", "a\\tb\\nc\\rd\\\\e"],
  [0, "0"],
  [-1.5, "-1.5"],
  [true, "true"],
  [[], "{}"],
  [["", 'say "hi"', "back\\slash", "{a,b}", "NULL"], '{"","say \\\\"hi\\\\"","back\\\\\\\\slash","{a,b}","NULL"}'],
])("%j stands in COPY's text format", (value, expected) => {
  expect(formatCopyRow([value])).toBe(`${expected}\n`);
});

it("a row is tab-separated and ends in a newline", () => {
  expect(formatCopyRow(["a", null, 1])).toBe("a\t\\N\t1\n");
});
