import { createHash } from "node:crypto";
import type { JsonObject } from "#lib/core/json";
import { segmentForSearch } from "#lib/core/search-text";
import { measureTask } from "#lib/core/task/measure";
import type { Task, TaskMeasures } from "#lib/core/task/model";
import type { RecordLayout } from "#lib/imports/adapters/adapter";
import { contentHash } from "#lib/imports/content-hash";
import type { RecordPosition } from "#lib/imports/readers/records";

/** A task with everything that is computed once, ready to be written. */
export interface PreparedTask {
  readonly record: number;
  readonly position: RecordPosition;
  readonly task: Task;
  readonly measures: TaskMeasures;
  readonly layout: RecordLayout;
  readonly layoutHash: string;
  readonly contentHash: string;
  /** The issue text with spaces between words where its script has none; null where it needs none. */
  readonly segmentedIssue: string | null;
}

interface Adaptation {
  readonly record: number;
  readonly position: RecordPosition;
  readonly value: JsonObject;
  readonly task: Task;
  readonly layout: RecordLayout;
}

export function prepareTask({ record, position, value, task, layout }: Adaptation): PreparedTask {
  const issue = issueText(task);
  const segmented = segmentForSearch(issue);
  return {
    record,
    position,
    task,
    measures: measureTask(task),
    layout,
    layoutHash: createHash("sha256").update(JSON.stringify(layout)).digest("hex"),
    contentHash: contentHash(value),
    segmentedIssue: segmented === issue ? null : segmented,
  };
}

function issueText({ problemStatement, hints }: Task): string {
  return hints === "" ? problemStatement : `${problemStatement}\n${hints}`;
}
