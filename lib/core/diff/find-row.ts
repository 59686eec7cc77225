import type { DiffRow } from "./flatten-diff.ts";

/** The place of the row that shows a line; -1 where it is folded away. */
export function findLineRow(rows: readonly DiffRow[], line: number): number {
  return rows.findIndex((row) =>
    row.kind === "pair" ? row.old?.id === line || row.now?.id === line : "line" in row && row.line.id === line,
  );
}

/** The place of a file's header; -1 where there is none. */
export function findFileRow(rows: readonly DiffRow[], file: number): number {
  return rows.findIndex((row) => row.kind === "file" && row.file.place === file);
}

/** The first line shown at a row or below it; null where none follows. */
export function lineFrom(rows: readonly DiffRow[], place: number): number | null {
  for (const row of rows.slice(Math.max(0, place))) {
    if (row.kind === "pair") return (row.old ?? row.now)?.id ?? null;
    if ("line" in row) return row.line.id;
  }
  return null;
}
