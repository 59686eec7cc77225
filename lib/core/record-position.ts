/** Where a record stands: its file in a folder or an archive, its 1-based line in a text, its 0-based row in Parquet, its key in a map of records. */
export interface RecordPosition {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly row?: number;
  readonly key?: string;
}

/** The position in words; `file` where only the whole file can be pointed at. */
export function formatPosition({ file, line, column, row, key }: RecordPosition): string {
  const parts = [
    file === undefined ? null : file,
    row === undefined ? null : `row ${row}`,
    line === undefined ? null : `line ${line}`,
    column === undefined ? null : `column ${column}`,
    key === undefined ? null : `key ${key}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? "file" : parts.join(", ");
}
