import type { JsonObject } from "#lib/core/json";
import { formatPosition, type RecordPosition } from "#lib/core/record-position";

export type RecordFormat = "jsonl" | "json" | "json-array" | "json-map" | "parquet" | "unknown";

export interface SourceRecord {
  readonly kind: "record";
  readonly position: RecordPosition;
  readonly value: JsonObject;
}

export interface SourceProblem {
  readonly kind: "problem";
  readonly position: RecordPosition;
  readonly expected: string;
  readonly found: string;
  /** One sentence for people, with the position. */
  readonly message: string;
  /** The text of the record itself, where it could be read as text; at most a million characters. */
  readonly source?: string;
}

export type SourceItem = SourceRecord | SourceProblem;

export function sourceProblem(position: RecordPosition, expected: string, found: string): SourceProblem {
  return {
    kind: "problem",
    position,
    expected,
    found,
    message: `${formatPosition(position)}: expected ${expected}, found ${found}`,
  };
}
