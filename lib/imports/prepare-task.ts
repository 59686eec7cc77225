import { createHash } from "node:crypto";
import type { JsonObject } from "#lib/core/json";
import type { RecordPosition } from "#lib/core/record-position";
import type { Task } from "#lib/core/task/model";
import type { RecordLayout } from "#lib/imports/adapters/adapter";
import { contentHash } from "#lib/imports/content-hash";

/** A task with what tells whether it is known already. What only a new one needs is computed when it is written. */
export interface PreparedTask {
  readonly record: number;
  readonly position: RecordPosition;
  readonly task: Task;
  readonly layout: RecordLayout;
  readonly layoutHash: string;
  readonly contentHash: string;
}

interface Adaptation {
  readonly record: number;
  readonly position: RecordPosition;
  readonly value: JsonObject;
  readonly task: Task;
  readonly layout: RecordLayout;
}

export function prepareTask({ value, ...adaptation }: Adaptation): PreparedTask {
  return {
    ...adaptation,
    layoutHash: createHash("sha256").update(JSON.stringify(adaptation.layout)).digest("hex"),
    contentHash: contentHash(value),
  };
}
