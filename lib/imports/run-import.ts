import { and, eq } from "drizzle-orm";
import type postgres from "postgres";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { isFinished } from "#lib/core/import-state";
import { imports } from "#lib/db/schema";
import { AppError, fail } from "#lib/errors";
import { batchItems, type RecordBatch, readAhead, recordOf } from "#lib/imports/batches";
import type { FoundFile, Importer, ImportSql, Numbered, ReadItem, WriteOutcome } from "#lib/imports/importer";
import type { ImportRow, Reject } from "#lib/imports/model";
import { openImporter } from "#lib/imports/open-importer";
import { findImport } from "#lib/imports/queries";
import { log } from "#lib/log";

type Books = postgres.ISql;

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Called after each batch. */
  readonly onProgress?: (row: ImportRow) => void;
}

/**
 * Reads a file into its dataset, going on where an earlier attempt stopped. Every batch commits its rows, its rejects and
 * the position together, so a killed import goes on without doubling anything; a strict one is a single transaction.
 * Gives the import as it ended: what is wrong with the file is its result, only a failure of the machinery throws.
 */
export async function runImport(
  ctx: Ctx,
  importId: string,
  path: string,
  options: RunOptions = {},
): Promise<ImportRow> {
  requireRole(ctx.actor, "curator");
  const sql = await ctx.db.$client.reserve();
  try {
    const row = await claimImport(sql, ctx, importId);
    if (row) {
      const format = row.adapter ?? row.requestedFormat;
      await openImporter(ctx, path, { ...row, format }, options.signal, (importer) =>
        importItems(sql, ctx, row, importer, options),
      );
    }
  } catch (error) {
    await endTransaction(sql);
    await forgetStrict(ctx, importId);
    await recordFailure(ctx, importId, error, options.signal);
    if (!(error instanceof AppError) && !options.signal?.aborted) throw error;
  } finally {
    await sql`select pg_advisory_unlock_all()`.catch(() => {});
    sql.release();
  }
  return requireImport(ctx, importId);
}

/** Undefined when another process works on it, or when there is nothing left to do. */
async function claimImport(sql: ImportSql, ctx: Ctx, importId: string): Promise<ImportRow | undefined> {
  const [lock] = await sql<{ held: boolean }[]>`
    select pg_try_advisory_lock(hashtextextended(${`import:${importId}`}, 0)) as held`;
  if (!lock?.held) return undefined;
  const row = await requireImport(ctx, importId);
  if (isFinished(row.state)) return undefined;
  await sql`
    update imports set state = 'running', started_at = coalesce(started_at, now()), failure = null where id = ${importId}`;
  if (row.position > 0 && !row.isStrict) return row;
  await forgetCounts(sql, importId);
  return { ...row, position: 0 };
}

/** What a preview counted, or a strict attempt that came to nothing. */
async function forgetCounts(sql: ImportSql, importId: string): Promise<void> {
  await sql`update imports set position = 0, added = 0, updated = 0, unchanged = 0, rejected = 0 where id = ${importId}`;
  await sql`delete from import_rejects where import_id = ${importId}`;
}

async function importItems<T extends Numbered>(
  sql: ImportSql,
  ctx: Ctx,
  row: ImportRow,
  importer: Importer<T>,
  options: RunOptions,
): Promise<void> {
  await describeFile(ctx, row, importer.found);
  if (row.isStrict) await sql`begin`;
  for await (const batch of readAhead(batchItems(passOver(importer, row.position), importer.sizeOf))) {
    options.signal?.throwIfAborted();
    if (!row.isStrict) await sql`begin`;
    await lockDataset(sql, row.dataset);
    const written = await importer.write(sql, batch.items);
    const bytesRead = importer.bytesRead();
    const isStillWanted = await keepBooks(row.isStrict ? ctx.db.$client : sql, row, { ...batch, bytesRead }, written);
    if (!isStillWanted) {
      await endTransaction(sql);
      return forgetStrict(ctx, row.id);
    }
    if (!row.isStrict) await sql`commit`;
    options.onProgress?.(await requireImport(ctx, row.id));
  }
  await finish(sql, ctx, row);
}

/** Leaves out the records that an earlier attempt committed. */
async function* passOver<T extends Numbered>(importer: Importer<T>, position: number): AsyncGenerator<ReadItem<T>> {
  for await (const read of importer.items) {
    if (recordOf(read) > position) yield read;
    else if (read.kind === "item") importer.passOver(read.item);
  }
}

/** The adapter and the mapping are settled once, by the first attempt. */
async function describeFile({ db }: Ctx, row: ImportRow, found: FoundFile): Promise<void> {
  const { fileFormat, adapter, mapping, totalRecords } = found;
  await db
    .update(imports)
    .set({ fileFormat, adapter, mapping: row.mapping ?? mapping, totalRecords: totalRecords ?? row.totalRecords })
    .where(eq(imports.id, row.id));
}

/** Two imports into one dataset take turns by batch, so that neither sees the other's half. */
async function lockDataset(sql: ImportSql, dataset: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`dataset:${dataset}`}, 0))`;
}

/**
 * The position, the counts and the rejects of a batch; false when somebody cancelled the import in the meantime. They are
 * part of the batch's transaction, but for a strict import: its one transaction may come to nothing, its rejects must not.
 */
async function keepBooks(
  books: Books,
  row: ImportRow,
  batch: Pick<RecordBatch<Numbered>, "rejects" | "lastRecord"> & { readonly bytesRead: number },
  written: WriteOutcome,
): Promise<boolean> {
  const rejects = [...batch.rejects, ...written.rejects];
  await insertRejects(books, row.id, rejects);
  const claimed = await books`
    update imports set position = ${batch.lastRecord}, bytes_read = ${batch.bytesRead}, added = added + ${written.added},
      updated = updated + ${written.updated}, unchanged = unchanged + ${written.unchanged}, rejected = rejected + ${rejects.length}
    where id = ${row.id} and state = 'running'`;
  return claimed.count === 1;
}

async function insertRejects(books: Books, importId: string, rejects: readonly Reject[]): Promise<void> {
  if (rejects.length === 0) return;
  const rows = rejects.map(({ record, position, field, expected, found, instanceId, source }) => ({
    import_id: importId,
    record,
    position: JSON.stringify(position),
    field,
    expected,
    found,
    instance_id: instanceId,
    source,
  }));
  await books`insert into import_rejects ${books(rows)}`;
}

/** A strict import is done in the same moment that its rows are there, unless it was cancelled before. */
async function finish(sql: ImportSql, ctx: Ctx, row: ImportRow): Promise<void> {
  if (row.isStrict) await refuseRejects(ctx, row);
  const finished = await sql`
    update imports set state = 'succeeded', finished_at = now() where id = ${row.id} and state = 'running'`;
  if (row.isStrict) await (finished.count === 1 ? sql`commit` : sql`rollback`);
  if (finished.count === 0) return forgetStrict(ctx, row.id);
  await sql`delete from upload_chunks where import_id = ${row.id}`;
}

async function refuseRejects(ctx: Ctx, { id }: ImportRow): Promise<void> {
  const { rejected } = await requireImport(ctx, id);
  if (rejected === 0) return;
  const subject = rejected === 1 ? "1 record was rejected" : `${rejected} records were rejected`;
  throw new AppError("invalid", `${subject}, so nothing was imported. Mend them, or import without strict.`);
}

/** A strict import that came to nothing has added nothing; its rejects stay to be read. */
async function forgetStrict({ db }: Ctx, importId: string): Promise<void> {
  await db
    .update(imports)
    .set({ position: 0, added: 0, updated: 0, unchanged: 0 })
    .where(and(eq(imports.id, importId), eq(imports.isStrict, true)));
}

async function endTransaction(sql: ImportSql): Promise<void> {
  await sql`rollback`.catch((error) => log().warn({ err: error }, "A rollback failed"));
}

async function recordFailure({ db }: Ctx, importId: string, error: unknown, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return;
  const failure =
    error instanceof AppError
      ? error.message
      : "The import stopped by an error of the server. Start it again to go on from here.";
  await db
    .update(imports)
    .set({ state: "failed", failure, finishedAt: new Date() })
    .where(and(eq(imports.id, importId), eq(imports.state, "running")));
}

async function requireImport(ctx: Ctx, importId: string): Promise<ImportRow> {
  return (await findImport(ctx, importId)) ?? fail("not_found", "No such import");
}
