import { describe, expect, it } from "vitest";
import {
  cutMiddle,
  formatAmount,
  formatBytes,
  formatCost,
  formatCount,
  formatDay,
  formatDuration,
  formatRelativeTime,
  formatShortCount,
  formatUtcTime,
} from "#lib/format";

it("formatCount and formatAmount group digits, and know one from many", () => {
  expect(formatCount(10_169)).toBe("10,169");
  expect([0, 1, 2, 1_000].map((count) => formatAmount(count, "task"))).toEqual([
    "0 tasks",
    "1 task",
    "2 tasks",
    "1,000 tasks",
  ]);
  expect(formatAmount(2, "repository", "repositories")).toBe("2 repositories");
});

it.each([
  [0, "0 B"],
  [812, "812 B"],
  [999, "999 B"],
  [1_000, "1.0 kB"],
  [1_240, "1.2 kB"],
  [99_900, "99.9 kB"],
  [99_960, "100 kB"],
  [100_400, "100 kB"],
  [999_400, "999 kB"],
  [999_600, "1.0 MB"],
  [1_200_000_000, "1.2 GB"],
  [11_900_000_000_000, "11.9 TB"],
  [5_000_000_000_000_000, "5000 TB"],
])("%i bytes are %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it.each([
  [0, "0 s"],
  [59.4, "59 s"],
  [59.6, "1 m 0 s"],
  [133, "2 m 13 s"],
  [3_600, "1 h 0 m"],
  [3_900, "1 h 5 m"],
  [90_000, "25 h 0 m"],
])("%f seconds are %s", (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

it.each([
  [0, "$0.00"],
  [0.001, "< $0.01"],
  [0.005, "$0.01"],
  [0.42, "$0.42"],
  [12.345, "$12.35"],
])("%f dollars are %s", (dollars, text) => {
  expect(formatCost(dollars)).toBe(text);
});

it("a short count keeps three digits", () => {
  expect([0, 812, 1_234, 53_412, 1_234_567].map(formatShortCount)).toEqual(["0", "812", "1.23K", "53.4K", "1.23M"]);
});

it("dates are written in UTC", () => {
  const date = new Date("2026-11-23T23:59:59.999+00:00");
  expect([formatUtcTime(date), formatDay(date)]).toEqual(["2026-11-23 23:59 UTC", "2026-11-23"]);
});

describe("formatRelativeTime", () => {
  const now = new Date("2026-11-23T12:00:00Z");
  it.each([
    [0, "just now"],
    [-59, "just now"],
    [-60, "1 min. ago"],
    [-3 * 3_600, "3 hr. ago"],
    [-86_400, "yesterday"],
    [-5 * 86_400, "5 days ago"],
    [-40 * 86_400, "last mo."],
    [-800 * 86_400, "2 yr. ago"],
    [7_200, "in 2 hr."],
  ])("%i seconds from now is %s", (seconds, text) => {
    expect(formatRelativeTime(new Date(now.getTime() + seconds * 1_000), now)).toBe(text);
  });
});

it("cutMiddle keeps what is short, and cuts the rest to the length, ends in sight", () => {
  expect(cutMiddle("short", 5)).toBe("short");
  const cut = cutMiddle("astropy__astropy-12907", 15);
  expect(cut).toHaveLength(15);
  expect(cut).toMatch(/^astropy__….*12907$/);
});
