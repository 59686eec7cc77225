import type postgres from "postgres";
import type { ColumnMappingLine } from "#lib/core/column-mapping";
import type { ImportCounts, Reject } from "#lib/imports/model";

/** A connection of one's own with a transaction open on it. */
export type ImportSql = postgres.ReservedSql;

/** What a record became, with its 1-based number in the file. */
export interface Numbered {
  readonly record: number;
}

export type ReadItem<T extends Numbered> =
  | { readonly kind: "item"; readonly item: T }
  | { readonly kind: "reject"; readonly reject: Reject };

/** A file opened as what its records become. */
export interface Importer<T extends Numbered> {
  readonly found: FoundFile;
  /** Can be read once. */
  readonly items: AsyncIterable<ReadItem<T>>;
  bytesRead(): number;
  /** The text that an item holds, in characters, so that batches are bounded in memory. */
  sizeOf(item: T): number;
  /** An earlier attempt has committed it. */
  passOver(item: T): void;
  /** What `write` would do, from reading alone. */
  foretell(items: readonly T[]): Promise<ImportCounts>;
  write(sql: ImportSql, items: readonly T[]): Promise<WriteOutcome>;
}

/** What a file is, for people. */
export interface FoundFile {
  readonly fileFormat: string;
  readonly adapter: string;
  readonly mapping: readonly ColumnMappingLine[];
  /** Null where only reading to the end tells. */
  readonly totalRecords: number | null;
}

export interface WriteOutcome extends ImportCounts {
  readonly rejects: readonly Reject[];
}
