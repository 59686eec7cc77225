import { describe, expect, it } from "vitest";
import { cutPage, numberPattern, parseRowCursor, uuidPattern } from "#lib/runs/cursor";

describe("parseRowCursor", () => {
  it("reads what a page gives", () => {
    const { nextCursor } = cutPage([1, 2, 3], 2, undefined, (row) => row);
    expect(parseRowCursor(nextCursor, numberPattern)).toEqual({ toward: "next", id: "2" });
    const id = crypto.randomUUID();
    expect(parseRowCursor(`previous.${id}`, uuidPattern)).toEqual({ toward: "previous", id });
  });

  it.each([
    null,
    "",
    "next",
    "next.",
    "next.x",
    "next.0",
    "next.1.5",
    "up.1",
    "next.1' or",
    "next.99999999999999999999",
  ])("takes %j for no cursor", (text) => expect(parseRowCursor(text, numberPattern)).toBeUndefined());
});

describe("cutPage", () => {
  const cut = (found: number[], toward?: "next" | "previous") =>
    cutPage(found, 2, toward && { toward, id: "9" }, (row) => row);

  it("knows whether there is more on either side", () => {
    expect(cut([1, 2, 3])).toEqual({ items: [1, 2], nextCursor: "next.2", previousCursor: null });
    expect(cut([1, 2])).toEqual({ items: [1, 2], nextCursor: null, previousCursor: null });
    expect(cut([1, 2, 3], "next")).toEqual({ items: [1, 2], nextCursor: "next.2", previousCursor: "previous.1" });
    expect(cut([3, 2, 1], "previous")).toEqual({ items: [2, 3], nextCursor: "next.3", previousCursor: "previous.2" });
    expect(cut([3, 2], "previous")).toEqual({ items: [2, 3], nextCursor: "next.3", previousCursor: null });
    expect(cut([])).toEqual({ items: [], nextCursor: null, previousCursor: null });
  });
});
