import { describe, expect, it } from "vitest";
import { matchesLock } from "./install.mjs";

const next = { version: "16.0.0", integrity: "sha512-a" };
const darwin = { version: "1.0.0", integrity: "sha512-b", optional: true };

describe("matchesLock", () => {
  it.each([
    ["the same packages", { "": {}, "node_modules/next": next }, { "node_modules/next": next }, true],
    [
      "another platform's left out",
      { "node_modules/next": next, "node_modules/d": darwin },
      { "node_modules/next": next },
      true,
    ],
    ["one missing", { "node_modules/next": next }, {}, false],
    ["another version", { "node_modules/next": next }, { "node_modules/next": { ...next, version: "15.0.0" } }, false],
    [
      "another content",
      { "node_modules/next": next },
      { "node_modules/next": { ...next, integrity: "sha512-c" } },
      false,
    ],
    ["one too many", { "": {} }, { "node_modules/next": next }, false],
    [
      "an outdated optional one",
      { "node_modules/d": darwin },
      { "node_modules/d": { ...darwin, version: "0.9.0" } },
      false,
    ],
  ])("%s", (_, locked, installed, expected) => {
    expect(matchesLock(locked, installed)).toBe(expected);
  });
});
