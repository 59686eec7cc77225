import type postgres from "postgres";
import type { PreparedTask } from "#lib/imports/prepare-task";

/**
 * Gives every layout that the tasks have a row, and adds its id to `known`. A file has few, so most batches ask nothing. On a
 * connection of its own: inside a long import its row would keep others waiting.
 */
export async function ensureLayouts(
  sql: postgres.Sql,
  adapter: string,
  tasks: readonly PreparedTask[],
  known: Map<string, number>,
): Promise<void> {
  const unknown = new Map(
    tasks.filter((task) => !known.has(task.layoutHash)).map((task) => [task.layoutHash, task.layout]),
  );
  for (const [hash, layout] of unknown) {
    const [row] = await sql<{ id: number }[]>`
      with made as (
        insert into record_layouts (adapter, columns, hash) values (${adapter}, ${JSON.stringify(layout)}::jsonb, ${hash})
        on conflict do nothing returning id)
      select id from made union all select id from record_layouts where hash = ${hash} limit 1`;
    if (!row) return ensureLayouts(sql, adapter, tasks, known);
    known.set(hash, row.id);
  }
}
