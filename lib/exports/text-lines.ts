import { formatCsvRow } from "#lib/exports/csv";
import type { ListColumn } from "#lib/lists/columns";

/** Rows under the names of their columns, in the order of these. */
export async function* csvLines<T, K extends string>(
  columns: readonly ListColumn<K>[],
  shown: readonly K[],
  batches: AsyncIterable<readonly T[]>,
  valueFor: (row: T, column: K) => string | number | null,
): AsyncGenerator<string> {
  yield formatCsvRow(shown.map((id) => columns.find((column) => column.id === id)?.label ?? id));
  for await (const batch of batches) {
    yield batch.map((row) => formatCsvRow(shown.map((id) => valueFor(row, id)))).join("");
  }
}

export async function* encodeText(parts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const part of parts) yield encoder.encode(part);
}
