import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trajectoryFacetKeys, trajectoryRangeKeys } from "#lib/core/trajectory/list";
import { listActiveTrajectoryFilters } from "#lib/trajectories/active-filters";
import { trajectoryFractions } from "#lib/trajectories/columns";
import {
  loadTrajectoryListParams,
  loadTrajectoryViewParams,
  serializeTrajectoryListParams,
  trajectoryFilterParams,
  trajectoryFilters,
  trajectoryListRequest,
} from "#lib/trajectories/filters";
import type { TrajectoryFilters } from "#lib/trajectories/list-model";

const value = fc.constantFrom("none", "maker/model", "a,b", "&", "=", "#", "'", "x y", "ü");
const whole = fc.option(fc.integer({ min: 0, max: 2 ** 31 - 1 }));
const fraction = fc.option(fc.integer({ min: 0, max: 100_000 }).map((cents) => cents / 100));
const anyFilters: fc.Arbitrary<TrajectoryFilters> = fc.record({
  q: fc.string({ unit: "grapheme" }).map((text) => text.trim()),
  facets: fc.record(recordOf(trajectoryFacetKeys, () => fc.uniqueArray(value, { maxLength: 3 }))),
  ranges: fc.record(
    recordOf(trajectoryRangeKeys, (key) => {
      const end = trajectoryFractions.includes(key) ? fraction : whole;
      return fc.record({ min: end, max: end });
    }),
  ),
});

describe("the filters of the list of trajectories", () => {
  it("come back out of the URL as they went in", () => {
    fc.assert(
      fc.property(anyFilters, (filters) => {
        const url = serializeTrajectoryListParams(trajectoryFilterParams(filters));
        expect(trajectoryFilters(loadTrajectoryListParams(url))).toEqual(filters);
      }),
    );
  });

  it.each([
    ["?sort=password&dir=up", { sort: "importedAt", dir: "desc" }],
    ["?sort=repo", { sort: "importedAt" }],
    ["?turnsMin=abc&turnsMax=", { ranges: { turns: { min: null, max: null } } }],
    ["?costUsdMin=0.5", { ranges: { costUsd: { min: 0.5, max: null } } }],
    ["?flag=", { facets: { flag: [] } }],
  ])("%s falls back where it makes no sense", (search, expected) => {
    expect(trajectoryListRequest(loadTrajectoryListParams(search), 50)).toMatchObject({ limit: 50, ...expected });
  });

  it("are named in words", () => {
    const filters = trajectoryFilters(
      loadTrajectoryListParams("?q=x&exitStatus=a,b&costUsdMax=0.25&turnsMin=3&flag=hit_cap,none"),
    );
    expect(listActiveTrajectoryFilters(filters).map(({ label }) => label)).toEqual([
      "“x”",
      "exit status a or b",
      "flag hit the cap or no flag",
      "turns ≥ 3",
      "cost ($) ≤ 0.25",
    ]);
  });
});

it("columns that have no order can be shown", () => {
  expect(loadTrajectoryViewParams("?cols=run,flags,repo").cols).toEqual(["run", "flags", "repo"]);
});

function recordOf<K extends string, V>(keys: readonly K[], valueFor: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, valueFor(key)])) as Record<K, V>;
}
