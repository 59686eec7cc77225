import { asc, eq, sql } from "drizzle-orm";
import type { Database } from "#lib/db/client";
import { taskSearch, tasks, taskTexts } from "#lib/db/schema";

/** Everything that is stored of a dataset's tasks, by instance id. Two imports did the same when this is the same. */
export async function readTasks(db: Database, dataset: string) {
  return db
    .select({ task: tasks, texts: taskTexts, words: sql<string>`${taskSearch.document}::text` })
    .from(tasks)
    .innerJoin(taskTexts, eq(taskTexts.taskId, tasks.id))
    .innerJoin(taskSearch, eq(taskSearch.taskId, tasks.id))
    .where(eq(tasks.dataset, dataset))
    .orderBy(asc(tasks.instanceId));
}

/** The same without what differs between two datasets that were filled alike: ids, import and time. */
export async function readContent(db: Database, dataset: string) {
  return (await readTasks(db, dataset)).map(({ task, texts, words }) => {
    const { id: _, dataset: __, ...row } = task;
    const { taskId: ___, importId: ____, importedAt: _____, ...content } = texts;
    return { ...row, ...content, words };
  });
}

/** The only item of a stream. */
export async function onlyItem<T>(items: AsyncIterable<T>): Promise<T> {
  const all = await Array.fromAsync(items);
  const [item] = all;
  if (item === undefined || all.length !== 1) throw new Error(`Expected one item, got ${all.length}`);
  return item;
}
