import { describe, expect, it } from "vitest";
import { formatRanges } from "./format-ranges.ts";

describe("formatRanges", () => {
  it("joins what follows on itself, in order, each once", () => {
    expect(formatRanges([9, 1, 2, 3, 7, 10, 2])).toBe("1–3, 7, 9–10");
    expect(formatRanges([])).toBe("");
  });

  it("says how many are left after twenty ranges", () => {
    const numbers = Array.from({ length: 25 }, (_, place) => place * 10);
    expect(formatRanges(numbers)).toMatch(/^0, 10, .*, 190 and 5 more$/u);
  });
});
