import { describe, expect, it } from "vitest";
import { readTaskChoice, validationRequestSchema } from "./validation-request.ts";

describe("readTaskChoice", () => {
  it("takes picked tasks whatever the list shows", () => {
    const choice = readTaskChoice({ ids: [3, 1], query: "?repo=owner/name&q=word" });
    expect(choice).toMatchObject({ ids: [3, 1], query: null, filters: { q: "", facets: { repo: [] } } });
  });

  it("keeps the filters of a query, and leaves out its order, page and looks", () => {
    const query =
      "?q=two words&repo=owner/name&patchLinesMax=5&sort=repo&dir=asc&cursor=next.x&cols=repo&patchLinesMin=x";
    const choice = readTaskChoice({ ids: null, query });
    expect(choice).toMatchObject({
      ids: null,
      filters: { q: "two words", facets: { repo: ["owner/name"] }, ranges: { patchLines: { min: null, max: 5 } } },
    });
    expect(Object.fromEntries(new URLSearchParams(choice.query ?? ""))).toEqual({
      q: "two words",
      repo: "owner/name",
      patchLinesMax: "5",
    });
  });

  it("takes no filter for all tasks", () => {
    expect(readTaskChoice({ ids: null, query: "" }).query).toBe("");
  });
});

describe("validationRequestSchema", () => {
  const options = { policy: "skywork", repeats: 2, driver: "auto", priority: 0, title: " Nightly " };

  it("takes what the form sends", () => {
    const request = validationRequestSchema.parse({ choice: { ids: [1], query: "" }, options });
    expect(request.options).toEqual({ ...options, title: "Nightly" });
  });

  it.each([
    [{ ids: [], query: "" }, options],
    [{ ids: [0], query: "" }, options],
    [{ ids: [1.5], query: "" }, options],
    [{ ids: [2 ** 31], query: "" }, options],
    [{ ids: ["1"], query: "" }, options],
    [{ ids: null }, options],
    [
      { ids: [1], query: "" },
      { ...options, repeats: 0 },
    ],
    [
      { ids: [1], query: "" },
      { ...options, repeats: 21 },
    ],
    [
      { ids: [1], query: "" },
      { ...options, driver: "host" },
    ],
    [
      { ids: [1], query: "" },
      { ...options, policy: "none" },
    ],
  ])("refuses %j with %j", (choice, changed) => {
    expect(validationRequestSchema.safeParse({ choice, options: changed }).success).toBe(false);
  });
});
