import type { Importer, Numbered, ReadItem } from "#lib/imports/importer";
import type { Reject } from "#lib/imports/model";

/** Records that are written together, in one transaction. */
export interface RecordBatch<T extends Numbered> {
  readonly items: readonly T[];
  readonly rejects: readonly Reject[];
  /** Number of the last record in it. */
  readonly lastRecord: number;
}

const maxRecords = 1_000;
const maxCharacters = 4 * 1024 * 1024;

/** Cuts a stream into batches that are bounded in records and in text, so that memory stays flat whatever the rows hold. */
export async function* batchItems<T extends Numbered>(
  read: AsyncIterable<ReadItem<T>>,
  sizeOf: Importer<T>["sizeOf"],
): AsyncGenerator<RecordBatch<T>> {
  let items: T[] = [];
  let rejects: Reject[] = [];
  let characters = 0;
  let lastRecord = 0;
  for await (const next of read) {
    if (next.kind === "item") {
      items.push(next.item);
      characters += sizeOf(next.item);
    } else {
      rejects.push(next.reject);
      characters += next.reject.source.length;
    }
    lastRecord = recordOf(next);
    if (items.length + rejects.length < maxRecords && characters < maxCharacters) continue;
    yield { items, rejects, lastRecord };
    items = [];
    rejects = [];
    characters = 0;
  }
  if (items.length + rejects.length > 0) yield { items, rejects, lastRecord };
}

export function recordOf<T extends Numbered>(read: ReadItem<T>): number {
  return read.kind === "item" ? read.item.record : read.reject.record;
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
