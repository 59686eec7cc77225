import { describe, expect, it } from "vitest";
import { readFilterText, readTrajectoryFilterText } from "#lib/rest/read-filter-text";

describe("readFilterText", () => {
  it.each([
    ["language=Python&patchLinesMax=5", "language=Python&patchLinesMax=5"],
    ["?q=a", "q=a"],
    [
      "https://assay.example.org/tasks?dataset=demo&sort=repo&dir=asc&cols=repo&density=compact&cursor=x",
      "dataset=demo",
    ],
    ["", ""],
  ])("takes the filters out of %j", (text, expected) => {
    expect(readFilterText(text).toString()).toBe(expected);
  });

  it.each([
    ["langauge=Python", "langauge: no such parameter"],
    ["patchLinesMax=many", "patchLinesMax: a whole number"],
    ["q=a%00b", "q: text without NUL characters"],
  ])("refuses %j", (text, message) => {
    expect(() => readFilterText(text)).toThrow(message);
  });
});

describe("readTrajectoryFilterText", () => {
  it("takes the filters out of an address", () => {
    const address =
      "/trajectories?verdict=resolved&decision=none&costUsdMax=0.5&sort=turns&dir=asc&cols=model&pin=model&density=compact&cursor=x";
    expect(readTrajectoryFilterText(address).toString()).toBe("verdict=resolved&decision=none&costUsdMax=0.5");
  });

  it.each([
    ["verdct=resolved", "verdct: no such parameter"],
    ["status=approved", "status: no such parameter"],
    ["turnsMin=1.5", "turnsMin: a whole number"],
    ["q=a%00b", "q: text without NUL characters"],
  ])("refuses %j", (text, message) => {
    expect(() => readTrajectoryFilterText(text)).toThrow(message);
  });
});
