import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePythonLiteral } from "./python-literal.ts";
import { formatPythonString } from "./python-string.ts";

describe("parsePythonLiteral", () => {
  test.each([
    ["['a', \"b\"]", ["a", "b"]],
    ["('a',)", ["a"]],
    ["('a')", "a"],
    ["()", []],
    ["'a' 'b' \"c\"", "abc"],
    ["'''line\none'''", "line\none"],
    ["r'\\d+'", "\\d+"],
    ["rb'\\x'", "\\x"],
    ["b'\\xff'", "\xff"],
    ["u'\\u00e9\\x41\\101\\t\\'\\q'", "éAA\t'\\q"],
    ["'\\U0001f600'", "😀"],
    ["'a\\\nb'", "ab"],
    ["{'a': 1, 'b': [True, False, None],}", { a: 1, b: [true, false, null] }],
    ["{'x', 'y'}", ["x", "y"]],
    ["{}", {}],
    ["[1, -2.5, 1e3, 0x_ff, 0o17, 0b11, 1_000, .5, 5.]", [1, -2.5, 1000, 255, 15, 3, 1000, 0.5, 5]],
    [" [ # a comment\n 'a',\n]\n", ["a"]],
    ["{'__proto__': 1}", Object.fromEntries([["__proto__", 1]])],
  ])("%s", (text, value) => expect(parsePythonLiteral(text)).toEqual({ value, problems: [] }));

  test.each([
    ["", 1, 1, "a literal"],
    ["['a', __import__('os')]", 1, 7, "a literal"],
    ["f'{x}'", 1, 1, "a literal"],
    ["['a'", 1, 5, '"," or "]"'],
    ["'a\nb'", 1, 1, "a closed string"],
    ["[\n'a',\n'b' + 'c']", 3, 5, '"," or "]"'],
    ["{1: 2}", 1, 2, "a string as the key of a dict"],
    ["{'a': 1, 'b'}", 1, 10, "a dict or a set, not both"],
    ["b'é'", 1, 1, "ASCII text in a bytes literal"],
    ["'a' b'b'", 1, 5, "strings or bytes, not both"],
    ["1j", 1, 1, "a number"],
    ["007", 1, 1, "a number"],
    ["99999999999999999999", 1, 1, "a number that a double can hold"],
    ["1e999", 1, 1, "a number that a double can hold"],
    ["'\\N{DASH}'", 1, 2, "an escape without a character name"],
    ["'\\x4'", 1, 2, "a complete escape"],
    ["1 2", 1, 3, "the end of the literal"],
    ["[".repeat(101), 1, 102, "at most 100 levels"],
  ])("%j is a problem", (text, line, column, expected) => {
    expect(parsePythonLiteral(text)).toMatchObject({ value: undefined, problems: [{ line, column, expected }] });
  });

  test("what formatPythonString writes, it reads", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (items) => {
        expect(parsePythonLiteral(`[${items.map(formatPythonString).join(", ")}]`).value).toEqual(items);
      }),
    );
  });

  test("what JSON writes without null, true and false is Python too", () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer()))), (value) => {
        expect(parsePythonLiteral(JSON.stringify(value)).value).toEqual(value);
      }),
    );
  });

  test("never throws", () => {
    const scrap = fc.constantFrom(
      "[",
      "]",
      "(",
      ")",
      "{",
      "}",
      "'",
      '"',
      ",",
      ":",
      "\\",
      "r",
      "b",
      "1",
      "None",
      "#",
      "\n",
      ".",
      "-",
    );
    fc.assert(fc.property(fc.array(fc.oneof(scrap, fc.string())), (parts) => void parsePythonLiteral(parts.join(""))));
  });
});

describe("formatPythonString", () => {
  test.each([
    ["it's", `"it's"`],
    [`it's "x"`, `'it\\'s "x"'`],
    ["a\n\t\r\\", "'a\\n\\t\\r\\\\'"],
    ["\x00\x7f\u00a0\u200b\u{e0001}", "'\\x00\\x7f\\xa0\\u200b\\U000e0001'"],
    ["é中😀", "'é中😀'"],
  ])("%j", (text, written) => expect(formatPythonString(text)).toBe(written));
});
