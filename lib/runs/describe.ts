import { formatAmount } from "#lib/format";
import type { BatchRow } from "#lib/runs/model";
import { listActiveFilters } from "#lib/tasks/active-filters";
import { loadTaskListParams, taskFilters } from "#lib/tasks/filters";

/** What a batch is called: its title, else what it does with which tasks. */
export function describeBatch(batch: Pick<BatchRow, "title" | "kind" | "taskCount" | "filter" | "model">): string {
  if (batch.title !== "") return batch.title;
  const amount = formatAmount(batch.taskCount, "task");
  if (batch.kind === "evaluation") return `Grade ${batch.model ?? "a model"} on ${amount}`;
  const choice = batch.filter === null ? [] : listActiveFilters(readFilter(batch.filter)).map(({ label }) => label);
  return [`Validate ${amount}`, ...choice].join(", ");
}

function readFilter(query: string) {
  return taskFilters(loadTaskListParams(new URLSearchParams(query)));
}

/** `38/min`, `0.4/min`, `6/h`; of work that comes to its end. */
export function formatRate(perMinute: number): string {
  if (perMinute >= 10) return `${Math.round(perMinute)}/min`;
  if (perMinute >= 0.5) return `${perMinute.toFixed(1).replace(/\.0$/, "")}/min`;
  return `${(perMinute * 60).toFixed(perMinute * 60 >= 10 ? 0 : 1).replace(/\.0$/, "")}/h`;
}

/** A word of a closed list as people write it: `out of memory`. */
export function inWords(word: string): string {
  return word === word.toUpperCase() ? word : word.replaceAll("_", " ");
}
