import { describe, expect, it } from "vitest";
import { parseQuery } from "#lib/rest/parse-query";
import { readFilters, taskExportQuery, taskListQuery } from "#lib/rest/task-schemas";

describe("parseQuery", () => {
  it("fills in what was not said", () => {
    expect(parse(taskListQuery, "")).toEqual({ sort: "createdAt", dir: "desc", limit: 50 });
    expect(parse(taskListQuery, "limit=500&patchLinesMax=5")).toMatchObject({ limit: 500, patchLinesMax: 5 });
  });

  it.each([
    ["limit=0", /^limit: /],
    ["limit=501", /^limit: /],
    ["limit=many", /^limit: /],
    ["sort=password", /^sort: /],
    ["patchLinesMin=-1", /^patchLinesMin: /],
    ["patchLinesMin=1.5", /^patchLinesMin: /],
    ["colour=red", /^colour: no such parameter$/],
    [`q=${"x".repeat(501)}`, /^q: /],
    ["sort=x&limit=x", /sort: .*; .*|limit: .*; .*/],
  ])("says what is wrong with %s", (search, message) => {
    expect(() => parse(taskListQuery, search)).toThrow(expect.objectContaining({ code: "invalid" }));
    expect(() => parse(taskListQuery, search)).toThrow(message);
  });

  it("wants to know the format of an export", () => {
    expect(() => parse(taskExportQuery, "")).toThrow(/^format: /);
  });
});

describe("readFilters", () => {
  it.each(["10", "1e3", "0x10", " 7 ", "5.0", "2147483647"])(
    "means what the check let through: patchLinesMax=%s",
    (text) => {
      const params = new URLSearchParams({ patchLinesMax: text });
      let checked: unknown;
      try {
        checked = parse(taskListQuery, params.toString());
      } catch {
        return; // What is refused means nothing.
      }
      expect(checked).toMatchObject({ patchLinesMax: readFilters(params).ranges.patchLines.max });
    },
  );

  it("reads lists with commas, and leaves out what is no filter", () => {
    const filters = readFilters(new URLSearchParams("repo=a/b,c/d&limit=3&format=csv"));
    expect(filters.facets.repo).toEqual(["a/b", "c/d"]);
  });
});

function parse(schema: Parameters<typeof parseQuery>[0], search: string): unknown {
  return parseQuery(schema, new URLSearchParams(search));
}
