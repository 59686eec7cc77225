import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { taskFacetKeys, taskRangeKeys } from "#lib/core/task/list";
import {
  loadTaskListParams,
  loadTaskViewParams,
  serializeTaskListParams,
  taskFilterParams,
  taskFilters,
  taskListRequest,
} from "#lib/tasks/filters";
import type { TaskFilters } from "#lib/tasks/model";

const value = fc.oneof(
  fc.constantFrom("none", "django/django", "<15 min fix", "C++", "a,b", "&", "=", "#", "'"),
  // The URL writes a comma of a value as `%2C`, so that text itself cannot stand in one.
  fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !/%2c/i.test(text)),
);
const end = fc.option(fc.integer({ min: 0, max: 2 ** 31 - 1 }));
const anyFilters: fc.Arbitrary<TaskFilters> = fc.record({
  q: fc.string({ unit: "grapheme" }).map((text) => text.trim()),
  facets: fc.record(recordOf(taskFacetKeys, fc.uniqueArray(value, { maxLength: 3 }))),
  ranges: fc.record(recordOf(taskRangeKeys, fc.record({ min: end, max: end }))),
});

describe("the filters of the task list", () => {
  it("come back out of the URL as they went in", () => {
    fc.assert(
      fc.property(anyFilters, (filters) => {
        const url = serializeTaskListParams(taskFilterParams(filters));
        expect(taskFilters(loadTaskListParams(url))).toEqual(filters);
      }),
    );
  });

  it("let everything through for an empty URL", () => {
    const filters = taskFilters(loadTaskListParams(""));
    expect(filters.q).toBe("");
    expect(Object.values(filters.facets).flat()).toEqual([]);
    expect(Object.values(filters.ranges)).toEqual(taskRangeKeys.map(() => ({ min: null, max: null })));
  });

  it.each([
    ["?sort=password&dir=up", { sort: "createdAt", dir: "desc" }],
    ["?sort=patchLines;drop table tasks", { sort: "createdAt" }],
    ["?patchLinesMin=abc&patchLinesMax=", { ranges: { patchLines: { min: null, max: null } } }],
    ["?patchLinesMin=5&patchLinesMin=6", { ranges: { patchLines: { min: 5, max: null } } }],
    ["?q=%20%20two%20words%20", { q: "two words" }],
    ["?repo=", { facets: { repo: [] } }],
    ["?cursor=nonsense&unknown=1", { cursor: "nonsense" }],
    ["?repo=%E0%A4%A", {}],
  ])("%s falls back where it makes no sense", (search, expected) => {
    expect(taskListRequest(loadTaskListParams(search), 50)).toMatchObject({ limit: 50, ...expected });
  });

  it("never throw for any query", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(() => taskListRequest(loadTaskListParams(`?q=${text}&${text}`), 50)).not.toThrow();
      }),
    );
  });
});

it("how the table looks falls back too", () => {
  expect(loadTaskViewParams("?cols=repo,nonsense&density=huge")).toMatchObject({ density: "compact" });
  expect(loadTaskViewParams("?cols=repo,instanceId").cols).toEqual(["repo", "instanceId"]);
});

function recordOf<K extends string, V>(keys: readonly K[], entry: V): Record<K, V> {
  // `Object.fromEntries` forgets the keys' type; they are exactly the ones given.
  return Object.fromEntries(keys.map((key) => [key, entry])) as Record<K, V>;
}
