import type { JsonObject, JsonValue } from "#lib/core/json";
import type { Difficulty, QualityScores, Task } from "#lib/core/task/model";
import type { CodecName } from "./codecs.ts";

export const textFields = [
  "instanceId",
  "repo",
  "baseCommit",
  "problemStatement",
  "hints",
  "patch",
  "testPatch",
] as const;
export const listFields = ["failToPass", "passToPass"] as const;
export const optionalFields = ["createdAt", "version", "language", "difficulty"] as const;

/** The task fields that one source column can hold. */
export type TaskField = (typeof textFields)[number] | (typeof listFields)[number] | (typeof optionalFields)[number];

/** One line of the mapping that a dry run shows: where a source column goes. */
export interface ColumnMapping {
  readonly column: string;
  readonly field: TaskField;
  /** Tried in this order; the first that gives the source value back exactly is used. None: read with other columns. */
  readonly codecs: readonly CodecName[];
  readonly note?: string;
}

/** How to write a task back as the record it came from: each source column in its order, with `field.codec` or `extra`. */
export type RecordLayout = readonly (readonly [column: string, codec: string])[];

export interface FieldProblem {
  readonly field: string;
  readonly expected: string;
  /** Shortened. */
  readonly found: string;
}

export type Adapted =
  | { readonly ok: true; readonly task: Task; readonly layout: RecordLayout }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** What several columns say together, and no single one gives back. */
export interface DerivedFields {
  readonly instanceId?: string;
  readonly repo?: string;
  readonly baseCommit?: string;
  readonly problemStatement?: string;
  readonly hints?: string;
  readonly patch?: string;
  readonly testPatch?: string;
  readonly failToPass?: readonly string[];
  readonly passToPass?: readonly string[];
  readonly createdAt?: string | null;
  readonly difficulty?: Difficulty | null;
  readonly qualityScores?: QualityScores;
}

/** One published schema of task records. */
export interface AdapterSpec {
  readonly id: string;
  readonly label: string;
  /** Each entry must be there; an entry with several names is met by any of them. */
  readonly needs: readonly (readonly string[])[];
  /** How surely a record that has what it needs is of this schema; 0 for not at all. */
  score(columns: ReadonlySet<string>, sample: JsonObject): number;
  readonly mapping: readonly ColumnMapping[];
  derive?(record: JsonObject): DerivedFields;
  /** Some schemas describe an environment and have no gold patch. */
  readonly isPatchOptional?: boolean;
}

export interface Adapter extends Omit<AdapterSpec, "score" | "derive"> {
  /** 0 where the record is not of this schema; the adapter with the highest score takes the file. */
  recognise(columns: ReadonlySet<string>, sample: JsonObject): number;
  adapt(record: JsonObject): Adapted;
}

export function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
