import { describe, expect, it } from "vitest";
import { listActiveFilters } from "#lib/tasks/active-filters";
import { loadTaskListParams, taskFilters } from "#lib/tasks/filters";

describe("listActiveFilters", () => {
  it("names each condition in force, and gives the filters without it", () => {
    const filters = taskFilters(
      loadTaskListParams("?q=nested models&repo=a/b,c/d&year=2020&patchLinesMax=5&failToPassMin=1&failToPassMax=3"),
    );
    const active = listActiveFilters(filters);
    expect(active.map(({ key, label }) => [key, label])).toEqual([
      ["q", "“nested models”"],
      ["repo", "repository a/b or c/d"],
      ["year", "year 2020"],
      ["patchLines", "lines ≤ 5"],
      ["failToPass", "F2P 1–3"],
    ]);
    for (const { key, without } of active) {
      expect(listActiveFilters(without).map((left) => left.key)).toEqual(
        active.map((one) => one.key).filter((one) => one !== key),
      );
    }
  });

  it("is empty where nothing is in force", () => {
    expect(listActiveFilters(taskFilters(loadTaskListParams("")))).toEqual([]);
  });
});
