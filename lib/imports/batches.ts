import type { Reject } from "#lib/imports/model";
import type { PreparedTask } from "#lib/imports/prepare-task";
import type { ReadItem } from "#lib/imports/read-tasks";

/** Records that are written together, in one transaction. */
export interface RecordBatch {
  readonly tasks: readonly PreparedTask[];
  readonly rejects: readonly Reject[];
  /** Number of the last record in it. */
  readonly lastRecord: number;
}

const maxRecords = 1_000;
const maxCharacters = 4 * 1024 * 1024;

/** Cuts a stream into batches that are bounded in records and in text, so that memory stays flat whatever the rows hold. */
export async function* batchItems(items: AsyncIterable<ReadItem>): AsyncGenerator<RecordBatch> {
  let tasks: PreparedTask[] = [];
  let rejects: Reject[] = [];
  let characters = 0;
  let lastRecord = 0;
  for await (const item of items) {
    if (item.kind === "task") tasks.push(item.task);
    else rejects.push(item.reject);
    lastRecord = item.kind === "task" ? item.task.record : item.reject.record;
    characters += sizeOf(item);
    if (tasks.length + rejects.length < maxRecords && characters < maxCharacters) continue;
    yield { tasks, rejects, lastRecord };
    tasks = [];
    rejects = [];
    characters = 0;
  }
  if (tasks.length + rejects.length > 0) yield { tasks, rejects, lastRecord };
}

/** Reads the next item while the current one is worked on. */
export async function* readAhead<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  const read = () => {
    const next = iterator.next();
    // A failure is met where it is awaited; here it only must not count as unhandled.
    next.catch(() => {});
    return next;
  };
  try {
    let next = read();
    for (let result = await next; !result.done; result = await next) {
      next = read();
      yield result.value;
    }
  } finally {
    await iterator.return?.();
  }
}

function sizeOf(item: ReadItem): number {
  if (item.kind === "reject") return item.reject.source.length;
  const { task } = item.task;
  const tests = (task.failToPass.length + task.passToPass.length) * 60;
  return task.problemStatement.length + task.hints.length + task.patch.length + task.testPatch.length + tests;
}
