import type postgres from "postgres";
import type { PreparedTask } from "#lib/imports/prepare-task";

/** The content hashes of the tasks that a dataset has already, by instance id. */
export type KnownContents = ReadonlyMap<string, string>;

export async function findKnownContents(
  sql: postgres.ISql,
  dataset: string,
  tasks: readonly PreparedTask[],
): Promise<KnownContents> {
  const rows = await sql<{ instanceId: string; hash: string }[]>`
    select instance_id as "instanceId", content_hash as hash
    from tasks join task_texts on task_id = id
    where dataset = ${dataset} and instance_id = any(${tasks.map(({ task }) => task.instanceId)}::text[])`;
  return new Map(rows.map(({ instanceId, hash }) => [instanceId, hash]));
}

/** What importing a task does to the dataset. */
export function effectOf(known: KnownContents, { task, contentHash }: PreparedTask): "added" | "updated" | "unchanged" {
  const hash = known.get(task.instanceId);
  if (hash === undefined) return "added";
  return hash === contentHash ? "unchanged" : "updated";
}
