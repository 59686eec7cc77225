import { pipeline } from "node:stream/promises";
import type postgres from "postgres";
import { type CopyValue, formatCopyRow } from "#lib/db/copy-text";

/** Columns of a table, each with the value that an item gives it. */
export type ColumnValues<T> = Readonly<Record<string, (item: T) => CopyValue>>;

/** Adds a row for each item by COPY, one after the other, so that no more than a few rows are in memory as text. */
export async function copyRows<T>(
  sql: postgres.ISql,
  table: string,
  columns: ColumnValues<T>,
  items: readonly T[],
): Promise<void> {
  const stream = await sql`copy ${sql(table)} (${sql(Object.keys(columns))}) from stdin`.writable();
  await pipeline(formatRows(Object.values(columns), items), stream);
}

const chunkCharacters = 65_536;

function* formatRows<T>(values: readonly ((item: T) => CopyValue)[], items: readonly T[]): Generator<string> {
  let chunk = "";
  for (const item of items) {
    chunk += formatCopyRow(values.map((valueFor) => valueFor(item)));
    if (chunk.length < chunkCharacters) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}
