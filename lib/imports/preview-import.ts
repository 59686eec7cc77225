import { basename } from "node:path";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { batchItems } from "#lib/imports/batches";
import type { Importer, Numbered } from "#lib/imports/importer";
import type { ImportOptions, ImportPreview, Reject } from "#lib/imports/model";
import { openImporter } from "#lib/imports/open-importer";

const shownRejects = 50;

/** What importing a file would do, from reading all of it and writing nothing. */
export async function previewImport(
  ctx: Ctx,
  path: string,
  options: Omit<ImportOptions, "isStrict">,
  signal?: AbortSignal,
  fileName = basename(path),
): Promise<ImportPreview> {
  requireRole(ctx.actor, "curator");
  return openImporter(ctx, path, { ...options, fileName, id: "" }, signal, (importer) => preview(importer, signal));
}

async function preview<T extends Numbered>(importer: Importer<T>, signal?: AbortSignal): Promise<ImportPreview> {
  const counts = { added: 0, updated: 0, unchanged: 0, rejected: 0 };
  const rejects: Reject[] = [];
  let records = 0;
  for await (const batch of batchItems(importer.items, importer.sizeOf)) {
    signal?.throwIfAborted();
    const foretold = await importer.foretell(batch.items);
    counts.added += foretold.added;
    counts.updated += foretold.updated;
    counts.unchanged += foretold.unchanged;
    counts.rejected += foretold.rejected + batch.rejects.length;
    rejects.push(...batch.rejects.slice(0, shownRejects - rejects.length));
    records = batch.lastRecord;
  }
  const { fileFormat, adapter, mapping } = importer.found;
  return { fileFormat, adapter, mapping, records, rejects, ...counts };
}
