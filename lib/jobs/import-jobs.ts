import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import { isFinished } from "#lib/core/import-state";
import { importRejects, imports } from "#lib/db/schema";
import { env } from "#lib/env";
import { AppError } from "#lib/errors";
import type { ImportPreview } from "#lib/imports/model";
import { previewImport } from "#lib/imports/preview-import";
import { findImport } from "#lib/imports/queries";
import { runImport } from "#lib/imports/run-import";
import { withUploadedFile } from "#lib/imports/uploads";

/** Fails where the import has not come to its end: this worker stops, or another is at it. The queue then asks again later. */
export async function runImportJob(ctx: Ctx, { importId }: { importId: string }, signal: AbortSignal): Promise<void> {
  const { state } = await withUploadedFile(ctx.db, importId, await temporaryPath(importId), (path) =>
    runImport(ctx, importId, path, { signal }),
  );
  if (isFinished(state)) return;
  signal.throwIfAborted();
  throw new Error(`The import ${importId} is being worked on by another process`);
}

export async function previewImportJob(
  ctx: Ctx,
  { importId }: { importId: string },
  signal: AbortSignal,
): Promise<void> {
  const row = await findImport(ctx, importId);
  if (row?.state !== "previewing") return;
  try {
    const preview = await withUploadedFile(ctx.db, importId, await temporaryPath(importId), (path) =>
      previewImport(ctx, path, { ...row, format: row.requestedFormat }, signal, row.fileName),
    );
    await keepPreview(ctx, importId, preview);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await ctx.db
      .update(imports)
      .set({ state: "failed", failure: error.message, finishedAt: new Date() })
      .where(and(eq(imports.id, importId), eq(imports.state, "previewing")));
  }
}

/** The counts and the first rejects stand where those of the import will; starting it clears them. */
async function keepPreview({ db }: Ctx, importId: string, preview: ImportPreview): Promise<void> {
  const { rejects, records, ...found } = preview;
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(imports)
      .set({ state: "previewed", totalRecords: records, ...found })
      .where(and(eq(imports.id, importId), eq(imports.state, "previewing")))
      .returning({ id: imports.id });
    if (row && rejects.length > 0)
      await tx.insert(importRejects).values(rejects.map((reject) => ({ importId, ...reject })));
  });
}

async function temporaryPath(importId: string): Promise<string> {
  const folder = join(env().ASSAY_HOME, "tmp");
  await mkdir(folder, { recursive: true });
  // A job may be delivered twice; each delivery has a file of its own.
  return join(folder, `upload-${importId}-${crypto.randomUUID()}`);
}
