import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatJsonPath, jsonPlace, positionIn, scanJson } from "./scan-json.ts";

describe("scanJson", () => {
  it("knows where every value stands", () => {
    const text = '{\n  "limits": { "cpus": 2 },\n  "setup": ["a", "b"]\n}';
    const { places, problems } = scanJson(text);
    expect(problems).toEqual([]);
    expect([...places].map(([path, offset]) => [path, text.slice(offset, offset + 3)])).toEqual([
      ["[]", "{\n "],
      ['["limits"]', '{ "'],
      ['["limits","cpus"]', "2 }"],
      ['["setup"]', '["a'],
      ['["setup",0]', '"a"'],
      ['["setup",1]', '"b"'],
    ]);
  });

  it("finds each value of any JSON where it stands", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const { places, problems } = scanJson(text);
        expect(problems).toEqual([]);
        for (const [path, offset] of places) {
          const keys: (string | number)[] = JSON.parse(path);
          const found = keys.reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), JSON.parse(text));
          expect(text.slice(offset)).toMatch(startOf(found));
        }
      }),
    );
  });

  it("takes what JSON.parse takes, and nothing else", () => {
    const piece = fc.constantFrom(
      ...'{}[]:,"\\ \n\t\u007f',
      "1",
      "-",
      "0",
      ".5",
      "e3",
      "true",
      "null",
      '"a"',
      "\\u12",
      "x",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        const isTaken = scanJson(text).problems.every(({ expected }) => expected === "every key once");
        expect(isTaken, text).toBe(isJson(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["", 1, 1, "a value", "the end"],
    ['{"a": 1,}', 1, 9, "a key in double quotes", "}"],
    ['{"a": 1\n "b": 2}', 2, 2, "a comma or }", '"b": 2}'],
    ["{a: 1}", 1, 2, "a key in double quotes", "a: 1}"],
    ['{"a" 1}', 1, 6, "a colon after the key", "1}"],
    ["[1 2]", 1, 4, "a comma or ]", "2]"],
    ["[1] x", 1, 5, "nothing after the value", "x"],
    ['["a\nb"]', 1, 2, "text that ends on its line, with escapes of JSON", '"a'],
    ["{\n  // no\n}", 2, 3, "a key in double quotes", "// no"],
  ])("%j is no JSON", (text, line, column, expected, found) => {
    expect(scanJson(text).problems).toEqual([{ line, column, expected, found }]);
  });

  it("names the second of two equal keys, however it is written, and goes on", () => {
    const { problems, places } = scanJson('{"env": {"A": 1, "\\u0041": 2}, "x": 3}');
    expect(problems).toEqual([{ line: 1, column: 18, expected: "every key once", found: '"\\u0041"' }]);
    expect(places.has(jsonPlace(["x"]))).toBe(true);
  });

  it("lives with what is deep, long or full of the same key", () => {
    expect(scanJson("[".repeat(100_000)).problems).toMatchObject([{ expected: "at most 200 levels" }]);
    expect(scanJson(`"${"a".repeat(3_000_000)}\\n"`).problems).toEqual([]);
    expect(scanJson(`{${'"a":1,'.repeat(50_000)}"b":1}`).problems).toHaveLength(20);
  });
});

describe("formatJsonPath", () => {
  it("writes keys and numbers", () => {
    expect(formatJsonPath([])).toBe("");
    expect(formatJsonPath(["setup", 0, "x"])).toBe("setup[0].x");
    expect(formatJsonPath([1, "x"])).toBe("[1].x");
  });
});

describe("positionIn", () => {
  it("counts from 1", () => {
    expect(positionIn("ab\ncd", 0)).toEqual({ line: 1, column: 1 });
    expect(positionIn("ab\ncd", 4)).toEqual({ line: 2, column: 2 });
  });
});

function startOf(value: unknown): RegExp {
  if (Array.isArray(value)) return /^\[/;
  if (typeof value === "object" && value !== null) return /^\{/;
  return new RegExp(`^${RegExp.escape(JSON.stringify(value))}`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
