import type { JsonObject } from "#lib/core/json";

export type RecordFormat = "jsonl" | "json" | "json-array" | "json-map" | "parquet" | "unknown";

/** Where a record stands: its 1-based line in a text, its 0-based row in Parquet, its key in a map of records. */
export interface RecordPosition {
  readonly line?: number;
  readonly column?: number;
  readonly row?: number;
  readonly key?: string;
}

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

export function formatPosition({ line, column, row, key }: RecordPosition): string {
  const parts = [
    row === undefined ? null : `row ${row}`,
    line === undefined ? null : `line ${line}`,
    column === undefined ? null : `column ${column}`,
    key === undefined ? null : `key ${key}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? "file" : parts.join(", ");
}
