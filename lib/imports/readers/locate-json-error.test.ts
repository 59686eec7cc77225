import fc from "fast-check";
import { expect, test } from "vitest";
import { locateJsonError } from "./locate-json-error.ts";

test.each([
  ['{"a": x}', 6, "a JSON value"],
  ['{"a": 1 "b"}', 8, '"," or "}"'],
  ["[1, 2", 5, '"," or "]"'],
  ['{"a" 1}', 5, '":"'],
  ["{a: 1}", 1, "a key in double quotes"],
  ['{"a": 1,}', 8, "a key in double quotes"],
  ["[1,]", 3, "a JSON value"],
  ['"a\nb"', 2, "an escaped control character in the string"],
  ['"\\x"', 1, "a known escape"],
  ['"abc', 4, "a closed string"],
  ["{} {}", 3, "the end of the value"],
  ["NaN", 0, "a JSON value"],
])("%j", (text, offset, expected) => expect(locateJsonError(text)).toEqual({ offset, expected }));

test("finds an error exactly where JSON.parse does not accept the text", () => {
  const scrap = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    '"',
    ":",
    ",",
    "1",
    "-",
    "0",
    "e5",
    ".",
    "true",
    "null",
    "a",
    "\\",
    "\\u00e9",
    " ",
    "\n",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(scrap, { maxLength: 12 }).map((parts) => parts.join("")),
        fc.json(),
        fc.string(),
      ),
      (text) => {
        expect(locateJsonError(text) === null).toBe(isJson(text));
      },
    ),
    { numRuns: 2000 },
  );
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
