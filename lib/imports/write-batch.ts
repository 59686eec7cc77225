import { measureTask } from "#lib/core/task/measure";
import { copyRows } from "#lib/db/copy-rows";
import { restoreRecord } from "#lib/imports/adapters/restore-record";
import type { ImportSql, WriteOutcome } from "#lib/imports/importer";
import { effectOf, findKnownContents } from "#lib/imports/known-contents";
import type { Reject } from "#lib/imports/model";
import type { PreparedTask } from "#lib/imports/prepare-task";
import { compareWithSeen, type SeenContents } from "#lib/imports/seen-contents";
import { searchColumns, taskColumns, textColumns } from "#lib/imports/task-columns";

export interface Batch {
  readonly importId: string;
  readonly dataset: string;
  readonly tasks: readonly PreparedTask[];
  /** Ids of the layouts, by hash. */
  readonly layoutIds: ReadonlyMap<string, number>;
  /** What this import has read before; this batch adds its own. */
  readonly seen: SeenContents;
}

/**
 * Writes the tasks of a batch that are new or changed. A task is known by dataset and instance id; the same content
 * changes nothing. A second record of this import with the same id and other content is given back as a reject.
 */
export async function writeBatch(sql: ImportSql, batch: Batch): Promise<WriteOutcome> {
  const {
    first = [],
    same = [],
    other = [],
  } = Object.groupBy(batch.tasks, (task) => compareWithSeen(batch.seen, task));
  const known = await findKnownContents(sql, batch.dataset, first);
  const { added = [], updated = [], unchanged = [] } = Object.groupBy(first, (task) => effectOf(known, task));
  await writeTasks(sql, batch, added, updated);
  return {
    added: added.length,
    updated: updated.length,
    unchanged: unchanged.length + same.length,
    rejected: other.length,
    rejects: other.map(rejectRepeat),
  };
}

function rejectRepeat({ record, position, task, layout }: PreparedTask): Reject {
  return {
    record,
    position,
    field: "instance_id",
    expected: "an id that stands once in the file, or the same record again",
    found: `${task.instanceId} with other content than an earlier record`,
    instanceId: task.instanceId,
    source: JSON.stringify(restoreRecord(task, layout)),
  };
}

async function writeTasks(
  sql: ImportSql,
  { dataset, importId, layoutIds }: Batch,
  added: readonly PreparedTask[],
  updated: readonly PreparedTask[],
): Promise<void> {
  const written = [...added, ...updated];
  if (written.length === 0) return;
  const ids = await upsertTasks(sql, dataset, written);
  const numbered = written.map((task) => ({
    ...task,
    taskId: ids.get(task.task.instanceId) ?? null,
    importId,
    layoutId: layoutIds.get(task.layoutHash) ?? null,
  }));
  const outdated = numbered.slice(added.length).map(({ taskId }) => taskId);
  if (outdated.length > 0) {
    await sql`delete from task_texts where task_id = any(${outdated}::int[])`;
    await sql`delete from task_search where task_id = any(${outdated}::int[])`;
  }
  await copyRows(sql, "task_texts", textColumns, numbered);
  await copyRows(sql, "task_search", searchColumns, numbered);
}

/** The narrow rows; gives their ids by instance id. What was decided about an old content does not hold for a new one. */
async function upsertTasks(
  sql: ImportSql,
  dataset: string,
  tasks: readonly PreparedTask[],
): Promise<ReadonlyMap<string, number>> {
  const columns = Object.keys(taskColumns);
  const rows = tasks.map(({ task }) => {
    const measured = { task, measures: measureTask(task) };
    return Object.fromEntries(Object.entries(taskColumns).map(([column, valueFor]) => [column, valueFor(measured)]));
  });
  const list = sql.unsafe(columns.join(", "));
  const assignments = sql.unsafe(columns.map((column) => `${column} = excluded.${column}`).join(", "));
  const written = await sql<{ id: number; instanceId: string }[]>`
    insert into tasks (dataset, ${list})
    select ${dataset}, ${list} from json_populate_recordset(null::tasks, ${JSON.stringify(rows)}::json)
    on conflict (dataset, instance_id) do update set ${assignments}, status = 'imported', revision = tasks.revision + 1
    returning id, instance_id as "instanceId"`;
  return new Map(written.map(({ id, instanceId }) => [instanceId, id]));
}
