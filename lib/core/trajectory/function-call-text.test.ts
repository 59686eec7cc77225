import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCommandBlock } from "./command-block.ts";
import { readFunctionCallText } from "./function-call-text.ts";

describe("readFunctionCallText", () => {
  test.each([
    [
      "one call",
      "Say.\n\n<function=f>\n<parameter=a>1</parameter>\n<parameter=b>\nx\ny\n</parameter>\n</function>",
      "Say.",
      [["f", { a: "1", b: "x\ny" }]],
    ],
    [
      "two calls",
      "<function=f></function>\nand\n<function=g>\n</function>\nend",
      "\nand\nend",
      [
        ["f", {}],
        ["g", {}],
      ],
    ],
    ["the stop word cut off", "Say.\n<function=f>\n<parameter=a>1</parameter>\n", "Say.", [["f", { a: "1" }]]],
    ["half the stop word", "<function=f>\n<parameter=a>1</parameter>\n</function", "", [["f", { a: "1" }]]],
    ["a value cut off", "<function=f>\n<parameter=a>\n1", "", [["f", { a: "1" }]]],
    [
      "a value with the end of a function",
      "<function=f><parameter=a></function></parameter></function>",
      "",
      [["f", { a: "</function>" }]],
    ],
    ["none", "Call <function> or f()", "Call <function> or f()", []],
  ])("%s", (_what, source, text, calls) => {
    const read = readFunctionCallText(source);
    expect(read.text.trim()).toBe(text.trim());
    expect(read.calls.map((call) => [call.name, call.arguments])).toEqual(calls);
    expect(new Set(read.calls.map(({ id }) => id)).size).toBe(read.calls.length);
  });

  test("reads back any call whose values hold no end of a parameter", () => {
    const value = fc.string().filter((one) => !one.includes("</parameter>") && !/^\n|\n$/u.test(one));
    const parameters = fc.dictionary(fc.stringMatching(/^\w+$/u), value, { noNullPrototype: true });
    fc.assert(
      fc.property(fc.stringMatching(/^\w+$/u), parameters, (name, given) => {
        const lines = Object.entries(given).map(([key, one]) => `<parameter=${key}>\n${one}\n</parameter>\n`);
        const { calls, text } = readFunctionCallText(`Say.\n<function=${name}>\n${lines.join("")}</function>`);
        expect(calls).toEqual([{ id: "call-1", name, arguments: given, extra: {} }]);
        expect(text).toBe("Say.");
      }),
    );
  });

  test("takes every text", () => {
    const piece = fc.constantFrom("<function=f>", "<parameter=a>", "</parameter>", "</function>", "\n", "x", "<");
    fc.assert(fc.property(fc.array(piece), (pieces) => Array.isArray(readFunctionCallText(pieces.join("")).calls)));
  });
});

describe("readCommandBlock", () => {
  test.each([
    ["the last block", "A\n```\none\n```\nB\n```bash\ntwo\nthree\n```", "two\nthree", "A\n```\none\n```\nB"],
    ["text behind it", "A\n```\none\n```\n\nB", "one", "A\nB"],
    ["an open block", "A\n```\none", null, "A\n```\none"],
    ["none", "A", null, "A"],
  ])("%s", (_what, source, command, text) => {
    expect(readCommandBlock(source)).toMatchObject({
      text,
      calls: command === null ? [] : [{ name: "bash", arguments: { command } }],
    });
  });
});
