import { describe, expect, it } from "vitest";
import { parseQuery } from "#lib/rest/parse-query";
import { batchListQuery, runListQuery } from "#lib/rest/run-schemas";

const batchId = "0b7c5f0e-3d55-4c8e-9a55-8a8a3f6f0a11";

describe("the queries of batches and runs", () => {
  it("fill in what was not said", () => {
    expect(parseQuery(batchListQuery, new URLSearchParams())).toEqual({ limit: 50 });
    const asked = new URLSearchParams(`batch=${batchId}&task=7&state=failed&kind=gold&limit=2&cursor=next.41`);
    expect(parseQuery(runListQuery, asked)).toEqual({
      batch: batchId,
      task: 7,
      state: "failed",
      kind: "gold",
      limit: 2,
      cursor: "next.41",
    });
  });

  it.each([
    ["limit=0", /^limit: /],
    ["batch=7", /^batch: /],
    ["task=1e3", /^task: the number of a task$/],
    ["state=done", /^state: /],
    ["kind=silver", /^kind: /],
    [`cursor=next.${batchId}`, /^cursor: not a cursor of this list$/],
    ["colour=red", /^colour: no such parameter$/],
  ])("say what is wrong with %s", (search, message) => {
    expect(() => parseQuery(runListQuery, new URLSearchParams(search))).toThrow(message);
  });

  it("take the cursors of their own list", () => {
    const own = new URLSearchParams({ cursor: `previous.${batchId}` });
    expect(parseQuery(batchListQuery, own)).toMatchObject({ cursor: `previous.${batchId}` });
    expect(() => parseQuery(batchListQuery, new URLSearchParams("cursor=next.41"))).toThrow(/^cursor: /);
  });
});
