import { expect, it } from "vitest";
import { isRowId, parseRowId } from "#lib/trajectories/row-id";

it.each([
  ["1", 1],
  ["2147483647", 2_147_483_647],
  ["2147483648", Number.NaN],
  ["9999999999", Number.NaN],
  ["0", Number.NaN],
  ["01", Number.NaN],
  ["-1", Number.NaN],
  ["1.5", Number.NaN],
  ["", Number.NaN],
])("%j names the row %d", (text, id) => {
  expect(parseRowId(text)).toBe(id);
  expect(isRowId(parseRowId(text))).toBe(!Number.isNaN(id));
});
