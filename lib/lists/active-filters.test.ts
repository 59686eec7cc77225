import { expect, it } from "vitest";
import { formatRange, isBounded } from "#lib/lists/active-filters";

it.each([
  [{ min: null, max: 3 }, "≤ 3", true],
  [{ min: 10, max: null }, "≥ 10", true],
  [{ min: 3, max: 10 }, "3–10", true],
  [{ min: 3, max: 3 }, "3", true],
  [{ min: 0, max: 0 }, "0", true],
])("the range %j is written %s", (range, text, isInForce) => {
  expect(formatRange(range)).toBe(text);
  expect(isBounded(range)).toBe(isInForce);
});
