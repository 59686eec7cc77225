import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Prediction } from "./model.ts";
import { parsePredictions } from "./parse-predictions.ts";

const one = { instance_id: "a__b-1", model_name_or_path: "m", model_patch: "diff" };
const two = { instance_id: "a__b-2", model_name_or_path: "m", model_patch: null };
const read: readonly Prediction[] = [
  { instanceId: "a__b-1", model: "m", patch: "diff" },
  { instanceId: "a__b-2", model: "m", patch: null },
];

describe("parsePredictions", () => {
  test.each([
    ["JSON Lines", `${JSON.stringify(one)}\r\n\n${JSON.stringify(two)}\n`],
    ["an array", JSON.stringify([one, two])],
    ["an array over several lines", JSON.stringify([one, two], null, 2)],
    ["an object by instance id", JSON.stringify({ "a__b-1": one, "a__b-2": two }, null, 1)],
    [
      "objects over several lines, one after the other",
      `${JSON.stringify(one, null, 2)}\n${JSON.stringify(two, null, 2)}`,
    ],
    ["a byte order mark", `\ufeff${JSON.stringify(one)}\n${JSON.stringify(two)}`],
  ])("%s", (_what, text) => {
    expect(parsePredictions(text)).toEqual({ value: read, problems: [] });
  });

  test("an object by instance id needs neither the id nor the model again", () => {
    expect(parsePredictions('{"a__b-1": {"model_patch": ""}}')).toEqual({
      value: [{ instanceId: "a__b-1", model: null, patch: "" }],
      problems: [],
    });
  });

  test("Multi-SWE-bench names the pull request", () => {
    const text = JSON.stringify({ org: "cli", repo: "cli", number: 42, fix_patch: "diff" });
    expect(parsePredictions(text)).toEqual({
      value: [{ instanceId: "cli/cli:pr-42", model: null, patch: "diff" }],
      problems: [],
    });
  });

  test.each(["", " \n\n", "[]", "{}", "\ufeff"])("%j holds none", (text) => {
    expect(parsePredictions(text)).toEqual({ value: [], problems: [] });
  });

  test.each([
    ["a broken line", `{"instance_id"\n${JSON.stringify(two)}`, 1, "a JSON object", '{"instance_id"'],
    ["a line that is no object", `3\n${JSON.stringify(two)}`, 1, "a JSON object", "3"],
    ["no patch", `{"instance_id":"x"}\n${JSON.stringify(two)}`, 1, "model_patch", /undefined/],
    [
      "a patch that is no text",
      `\n{"instance_id":"x","model_patch":1}\n${JSON.stringify(two)}`,
      2,
      "model_patch",
      /number/,
    ],
    ["no id", `{"model_patch":"x"}\n${JSON.stringify(two)}`, 1, "instance_id", "nothing"],
    ["an element that is none", `[${JSON.stringify(two)},\n 3]`, 2, "a JSON object to its end", "3]"],
    [
      "an array that breaks off",
      `[${JSON.stringify(two)},\n\n {"instance_id": "x`,
      3,
      "a JSON object to its end",
      /^\{/,
    ],
    ["an array without an end", `[${JSON.stringify(two)}`, 1, "a JSON object to its end", "the end"],
    ["a value that is none", `{"a__b-2": ${JSON.stringify(two)},\n "x": 1}`, 2, /"key"/, "1}"],
    [
      "another id than its key",
      `{"a__b-2": ${JSON.stringify(two)},\n "x": ${JSON.stringify(one)}}`,
      2,
      /as its key says/,
      "a__b-1",
    ],
    [
      "a pull request without a number",
      `{"org":"o","repo":"r","fix_patch":""}\n${JSON.stringify(two)}`,
      1,
      "number",
      /number/,
    ],
  ])("%s is a problem with its line, and the other is read", (_what, text, line, expected, found) => {
    const { value, problems } = parsePredictions(text);
    expect(value).toEqual([read[1]]);
    expect(problems).toEqual([{ line, expected: matching(expected), found: matching(found) }]);
  });

  test("of two for one instance the later one stays", () => {
    const { value, problems } = parsePredictions(
      `${JSON.stringify(one)}\n${JSON.stringify({ ...one, model_patch: "x" })}`,
    );
    expect(value).toMatchObject([{ patch: "x" }]);
    expect(problems).toEqual([
      { line: 2, expected: "one prediction for a__b-1", found: "another one, which replaces it" },
    ]);
  });

  test("the predictions of two models for one instance both stay", () => {
    const other = { ...one, model_name_or_path: "n" };
    const { value, problems } = parsePredictions(`${JSON.stringify(one)}\n${JSON.stringify(other)}`);
    expect(value).toMatchObject([{ model: "m" }, { model: "n" }]);
    expect(problems).toEqual([]);
  });

  test("never fails, and reads back whatever was written, in every form", () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(parsePredictions(text).value)));
    const prediction = fc.record({ instance_id: fc.string({ minLength: 1 }), model_patch: fc.option(fc.string()) });
    const list = fc.uniqueArray(prediction, { selector: (item) => item.instance_id, minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(list, fc.nat(3), (items, indent) => {
        const expected = items.map((item) => ({ instanceId: item.instance_id, model: null, patch: item.model_patch }));
        const map = Object.fromEntries(items.map((item) => [item.instance_id, item]));
        for (const text of [
          JSON.stringify(items, null, indent),
          items.map((item) => JSON.stringify(item)).join("\n"),
        ]) {
          expect(parsePredictions(text)).toEqual({ value: expected, problems: [] });
        }
        const byId = parsePredictions(JSON.stringify(map, null, indent));
        expect(byId.problems).toEqual([]);
        expect(new Set(byId.value.map(({ instanceId }) => instanceId))).toEqual(
          new Set(expected.map(({ instanceId }) => instanceId)),
        );
      }),
    );
  });
});

function matching(text: string | RegExp) {
  return typeof text === "string" ? text : expect.stringMatching(text);
}
