import { and, desc, eq, inArray, ne, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import type { ImportState } from "#lib/core/import-state";
import { imports } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { ensureDataset } from "#lib/imports/ensure-dataset";
import type { ImportOptions } from "#lib/imports/model";
import { enqueue } from "#lib/jobs/queue";

export interface ImportedFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** SHA-256 of its bytes, hex. */
  readonly hash: string;
}

/**
 * The import of a file on this machine: a new one, or the one that was begun with the same file and options and did not
 * come to its end, which then goes on from where it stopped.
 */
export async function openImport(ctx: Ctx, file: ImportedFile, options: ImportOptions): Promise<string> {
  requireRole(ctx.actor, "curator");
  await ensureDataset(ctx, { slug: options.dataset });
  const [unfinished] = await ctx.db
    .update(imports)
    .set({ state: sql`case when ${imports.state} = 'running' then 'running' else 'queued' end`, finishedAt: null })
    .where(
      eq(
        imports.id,
        ctx.db
          .select({ id: imports.id })
          .from(imports)
          .where(isUnfinished(file, options))
          .orderBy(desc(imports.createdAt))
          .limit(1),
      ),
    )
    .returning({ id: imports.id });
  return unfinished?.id ?? insertImport(ctx, file, options, "queued");
}

/** The import of a file that a browser is about to send. */
export async function beginUpload(ctx: Ctx, file: Omit<ImportedFile, "hash">, options: ImportOptions): Promise<string> {
  requireRole(ctx.actor, "curator");
  await ensureDataset(ctx, { slug: options.dataset });
  return insertImport(ctx, { ...file, hash: "" }, options, "uploading");
}

/** The bytes are there: look at them before anything is written. */
export async function finishUpload(
  ctx: Ctx,
  importId: string,
  { sizeBytes, hash }: Omit<ImportedFile, "name">,
): Promise<void> {
  requireRole(ctx.actor, "curator");
  await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(imports)
      .set({ state: "previewing", fileSizeBytes: sizeBytes, fileHash: hash })
      .where(and(eq(imports.id, importId), eq(imports.state, "uploading")))
      .returning({ id: imports.id });
    if (!row) fail("conflict", "This upload was cancelled");
    await enqueue(tx, "import.preview", { importId });
  });
}

/** Starts an import that was previewed, or one that failed or was cancelled and has its file still. */
export async function startImport(ctx: Ctx, { importId }: { importId: string }): Promise<void> {
  requireRole(ctx.actor, "curator");
  await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(imports)
      .set({ state: "queued", failure: null, finishedAt: null })
      .where(
        and(
          eq(imports.id, importId),
          inArray(imports.state, ["previewed", "failed", "cancelled"]),
          ne(imports.fileHash, ""),
          sql`exists (select 1 from upload_chunks c where c.import_id = ${imports.id})`,
        ),
      )
      .returning({ id: imports.id });
    if (!row)
      fail(
        "conflict",
        "This import cannot be started: it runs, has ended, or its file is gone. Upload the file again.",
      );
    await audit(tx, ctx.actor, "import.started", `import:${importId}`);
    await enqueue(tx, "import.run", { importId });
  });
}

const cancellable: ImportState[] = ["uploading", "previewing", "previewed", "queued", "running"];

/** What is committed stays; the rest is not read. */
export async function cancelImport(ctx: Ctx, { importId }: { importId: string }): Promise<void> {
  requireRole(ctx.actor, "curator");
  await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(imports)
      .set({ state: "cancelled", finishedAt: sql`now()` })
      .where(and(eq(imports.id, importId), inArray(imports.state, cancellable)))
      .returning({ id: imports.id });
    if (!row) fail("conflict", "This import has ended already");
    await audit(tx, ctx.actor, "import.cancelled", `import:${importId}`);
  });
}

function isUnfinished(file: ImportedFile, { kind, dataset, format, isStrict, run, model }: ImportOptions) {
  return and(
    eq(imports.kind, kind),
    sql`${imports.run} is not distinct from ${run}`,
    sql`${imports.model} is not distinct from ${model}`,
    eq(imports.dataset, dataset),
    eq(imports.fileHash, file.hash),
    eq(imports.requestedFormat, format),
    eq(imports.isStrict, isStrict),
    inArray(imports.state, ["queued", "running", "failed", "cancelled"]),
    sql`not exists (select 1 from upload_chunks c where c.import_id = ${imports.id})`,
  );
}

async function insertImport(
  { actor, db }: Ctx,
  file: ImportedFile,
  options: ImportOptions,
  state: ImportState,
): Promise<string> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(imports)
      .values({
        kind: options.kind,
        dataset: options.dataset,
        run: options.run,
        model: options.model,
        state,
        fileName: file.name,
        fileSizeBytes: file.sizeBytes,
        fileHash: file.hash,
        requestedFormat: options.format,
        isStrict: options.isStrict,
        createdBy: actor.name,
      })
      .returning({ id: imports.id });
    const id = row?.id ?? fail("unavailable", "The import was not written down. Try again.");
    await audit(tx, actor, "import.created", `import:${id}`, { dataset: options.dataset, file: file.name });
    return id;
  });
}
