import type { Ctx } from "#lib/auth/actor";
import type { Importer } from "#lib/imports/importer";
import { effectOf, findKnownContents, type KnownContents } from "#lib/imports/known-contents";
import { ensureLayouts } from "#lib/imports/layout-ids";
import type { PreparedTask } from "#lib/imports/prepare-task";
import { openTasks } from "#lib/imports/read-tasks";
import { compareWithSeen, type SeenContents } from "#lib/imports/seen-contents";
import { writeBatch } from "#lib/imports/write-batch";

interface TaskImport {
  /** Empty while nothing is to be written. */
  readonly id: string;
  readonly dataset: string;
  readonly format: string;
}

/** Opens a file as tasks, by the adapter asked for or the one that its columns tell. Throws `invalid` when none fits. */
export async function openTaskImporter(
  { db }: Ctx,
  path: string,
  { id: importId, dataset, format }: TaskImport,
  signal: AbortSignal | undefined,
): Promise<Importer<PreparedTask>> {
  const { source, adapter, mapping, items } = await openTasks(path, format, { signal });
  const seen: SeenContents = new Map();
  const layoutIds = new Map<string, number>();
  return {
    found: {
      fileFormat: source.compression === "none" ? source.format : `${source.format} (${source.compression})`,
      adapter: adapter.id,
      mapping,
      totalRecords: source.totalRecords ?? null,
    },
    items,
    bytesRead: source.bytesRead,
    sizeOf,
    // A later record with an id of theirs is a repetition, and what was found unchanged stands nowhere else.
    passOver: (task) => {
      compareWithSeen(seen, task);
    },
    async foretell(tasks) {
      const counts = { added: 0, updated: 0, unchanged: 0, rejected: 0 };
      const known = await findKnownContents(db.$client, dataset, tasks);
      for (const task of tasks) counts[foretell(known, compareWithSeen(seen, task), task)]++;
      return counts;
    },
    async write(sql, tasks) {
      await ensureLayouts(db.$client, adapter.id, tasks, layoutIds);
      return writeBatch(sql, { importId, dataset, tasks, layoutIds, seen });
    },
  };
}

type Place = ReturnType<typeof compareWithSeen>;

function foretell(known: KnownContents, place: Place, task: PreparedTask) {
  if (place !== "first") return place === "same" ? "unchanged" : "rejected";
  return effectOf(known, task);
}

function sizeOf({ task }: PreparedTask): number {
  const tests = (task.failToPass.length + task.passToPass.length) * 60;
  return task.problemStatement.length + task.hints.length + task.patch.length + task.testPatch.length + tests;
}
