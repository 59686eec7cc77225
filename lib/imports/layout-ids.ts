import type { PreparedTask } from "#lib/imports/prepare-task";
import type { ImportSql } from "#lib/imports/staging";

/** Gives every layout that the tasks have a row, and adds its id to `known`. A file has few, so most batches ask nothing. */
export async function ensureLayouts(
  sql: ImportSql,
  adapter: string,
  tasks: readonly PreparedTask[],
  known: Map<string, number>,
): Promise<void> {
  const unknown = new Map(
    tasks.filter((task) => !known.has(task.layoutHash)).map((task) => [task.layoutHash, task.layout]),
  );
  for (const [hash, layout] of unknown) {
    const [row] = await sql<{ id: number }[]>`
      insert into record_layouts (adapter, columns, hash) values (${adapter}, ${JSON.stringify(layout)}::jsonb, ${hash})
      on conflict (hash) do update set hash = excluded.hash returning id`;
    if (!row) throw new Error("An insert gave no row back");
    known.set(hash, row.id);
  }
}
