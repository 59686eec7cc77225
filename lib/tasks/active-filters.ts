import { type TaskFacetKey, type TaskRangeKey, taskFacetKeys, taskRangeKeys } from "#lib/core/task/list";
import { taskFacetLabels, taskRangeLabels } from "#lib/tasks/columns";
import type { Range, TaskFilters } from "#lib/tasks/model";

/** One condition that is in force: what it says to a reader, and the filters without it. */
export interface ActiveFilter {
  readonly key: "q" | TaskFacetKey | TaskRangeKey;
  readonly label: string;
  readonly without: TaskFilters;
}

export function listActiveFilters(filters: TaskFilters): ActiveFilter[] {
  const words =
    filters.q === "" ? [] : [{ key: "q" as const, label: `“${filters.q}”`, without: { ...filters, q: "" } }];
  const facets = taskFacetKeys
    .filter((key) => filters.facets[key].length > 0)
    .map((key) => ({
      key,
      label: `${inSentence(taskFacetLabels[key])} ${filters.facets[key].join(" or ")}`,
      without: { ...filters, facets: { ...filters.facets, [key]: [] } },
    }));
  const ranges = taskRangeKeys
    .filter((key) => isBounded(filters.ranges[key]))
    .map((key) => ({
      key,
      label: `${inSentence(taskRangeLabels[key])} ${formatRange(filters.ranges[key])}`,
      without: { ...filters, ranges: { ...filters.ranges, [key]: { min: null, max: null } } },
    }));
  return [...words, ...facets, ...ranges];
}

export function isBounded({ min, max }: Range): boolean {
  return min !== null || max !== null;
}

/** `≤ 3`, `≥ 10`, `3–10`. */
export function formatRange({ min, max }: Range): string {
  if (min === null) return `≤ ${max}`;
  if (max === null) return `≥ ${min}`;
  return min === max ? String(min) : `${min}–${max}`;
}

/** A label as it stands inside a sentence: `Lines` becomes `lines`, `F2P` stays. */
export function inSentence(label: string): string {
  return /^[A-Z0-9]+$/.test(label) ? label : label.toLowerCase();
}
