import { type Ctx, requireRole } from "#lib/auth/actor";
import { batchItems } from "#lib/imports/batches";
import { effectOf, findKnownContents, type KnownContents } from "#lib/imports/known-contents";
import type { ImportOptions, ImportPreview, Reject } from "#lib/imports/model";
import type { PreparedTask } from "#lib/imports/prepare-task";
import { openTasks } from "#lib/imports/read-tasks";
import { compareWithSeen, type SeenContents } from "#lib/imports/seen-contents";

const shownRejects = 50;

/** What importing a file would do, from reading all of it and writing nothing. */
export async function previewImport(
  ctx: Ctx,
  path: string,
  { dataset, format }: Pick<ImportOptions, "dataset" | "format">,
  signal?: AbortSignal,
): Promise<ImportPreview> {
  requireRole(ctx.actor, "curator");
  const file = await openTasks(path, format, { signal });
  const counts = { added: 0, updated: 0, unchanged: 0, rejected: 0 };
  const rejects: Reject[] = [];
  const seen: SeenContents = new Map();
  let records = 0;
  for await (const batch of batchItems(file.items)) {
    signal?.throwIfAborted();
    const known = await findKnownContents(ctx.db.$client, dataset, batch.tasks);
    for (const task of batch.tasks) counts[foretell(known, compareWithSeen(seen, task), task)]++;
    counts.rejected += batch.rejects.length;
    rejects.push(...batch.rejects.slice(0, shownRejects - rejects.length));
    records = batch.lastRecord;
  }
  return {
    fileFormat: file.source.format,
    adapter: file.adapter.id,
    mapping: file.mapping,
    records,
    rejects,
    ...counts,
  };
}

type Place = ReturnType<typeof compareWithSeen>;

function foretell(known: KnownContents, place: Place, task: PreparedTask) {
  if (place !== "first") return place === "same" ? "unchanged" : "rejected";
  return effectOf(known, task);
}
