import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dateCodecs, decodeColumn, listCodecs } from "./codecs.ts";

describe("dates", () => {
  test.each([
    ["2022-03-03T15:14:54Z", "2022-03-03T15:14:54.000Z", "date-utc"],
    ["2022-03-03T15:14:54.120Z", "2022-03-03T15:14:54.120Z", "date-utc-ms"],
    ["2023-01-23 04:10:47", "2023-01-23T04:10:47.000Z", "date-space"],
    ["2023-01-23T04:10:47", "2023-01-23T04:10:47.000Z", "date-naive"],
    ["2023-01-23 04:10:47+00:00", "2023-01-23T04:10:47.000Z", "date-space-offset"],
    ["2023-01-23", "2023-01-23T00:00:00.000Z", "date-only"],
    [1609298073000, "2020-12-30T03:14:33.000Z", "epoch-ms"],
    [null, null, "null"],
    ["2025-03-21T08:23:31.701599", "2025-03-21T08:23:31.701Z", null],
    ["2022-03-03T15:14:54+0530", "2022-03-03T09:44:54.000Z", null],
  ])("%j is %s by %s", (raw, value, codec) => expect(decodeColumn(raw, dateCodecs)).toEqual({ value, codec }));

  test.each(["2023-02-31", "2023-13-01", "2023-01-01T25:00:00Z", "yesterday", "", "0000-01-01", 1e15, true, []])(
    "%j is no date",
    (raw) => expect(decodeColumn(raw, dateCodecs)).toBeNull(),
  );
});

describe("lists", () => {
  test.each([
    [["a"], ["a"], "list"],
    ['["a", "\\u00e9\\u007f"]', ["a", "é\x7f"], "json-list"],
    ['["a", "é"]', ["a", "é"], "json-list-unicode"],
    ['["a","b"]', ["a", "b"], "json-list-compact"],
    ["['a', \"it's\"]", ["a", "it's"], "python-list"],
    ["[]", [], "json-list"],
    [null, [], "null-list"],
    ['[ "a" ]', ["a"], null],
    ["('a',)", ["a"], null],
  ])("%j", (raw, value, codec) => expect(decodeColumn(raw, listCodecs)).toEqual({ value, codec }));

  test.each(["", "a b", '["a", 1]', "{'a': 1}", 5, ["a", 1], "[__import__('os')]"])("%j is no list of names", (raw) =>
    expect(decodeColumn(raw, listCodecs)).toBeNull(),
  );

  test("every list is exact as a list and as JSON text", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (items) => {
        expect(decodeColumn(items, listCodecs)).toEqual({ value: items, codec: "list" });
        expect(decodeColumn(JSON.stringify(items), listCodecs)).toMatchObject({
          value: items,
          codec: expect.any(String),
        });
      }),
    );
  });
});
