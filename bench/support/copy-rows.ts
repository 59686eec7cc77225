import { closeSync, createReadStream, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import type postgres from "postgres";

/** The tables of finished tasks, in the order in which they can be filled. */
const tables = ["tasks", "task_texts", "task_search"];

export async function copyOut(sql: postgres.Sql, folder: string): Promise<void> {
  for (const table of tables) {
    const columns = await columnsOf(sql, table);
    const rows = await sql`copy ${sql(table)} (${sql(columns)}) to stdout`.readable();
    await writeAll(rows, join(folder, `${table}.copy`));
  }
}

/** Writes finished rows back into the emptied tables, in one transaction, with nothing but COPY. Gives the seconds. */
export async function copyIn(sql: postgres.Sql, folder: string): Promise<number> {
  await sql`truncate ${sql(tables)} cascade`;
  await sql`truncate task_facets`;
  await sql`checkpoint`;
  const columns = new Map<string, string[]>();
  for (const table of tables) columns.set(table, await columnsOf(sql, table));
  const began = performance.now();
  await sql.begin(async (transaction) => {
    for (const [table, names] of columns) {
      const rows = await transaction`copy ${sql(table)} (${sql(names)}) from stdin`.writable();
      await pipeline(createReadStream(join(folder, `${table}.copy`)), rows);
    }
  });
  return (performance.now() - began) / 1000;
}

/** Takes every chunk at once: a stream that is ever paused can leave the connection paused after its end. */
async function writeAll(rows: Readable, path: string): Promise<void> {
  const file = openSync(path, "w");
  try {
    rows.on("data", (chunk: Buffer) => writeSync(file, chunk));
    await finished(rows);
  } finally {
    closeSync(file);
  }
}

async function columnsOf(sql: postgres.Sql, table: string): Promise<string[]> {
  const columns = await sql<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`;
  return columns.map(({ name }) => name);
}
