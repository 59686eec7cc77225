/** One line of the table that shows where a file's columns go. */
export type ColumnMappingLine = {
  readonly column: string;
  /** A field of the task, or null where the column is kept as it is. */
  readonly field: string | null;
  /** How the value is written in the file. */
  readonly codec: string | null;
  readonly note: string | null;
};
