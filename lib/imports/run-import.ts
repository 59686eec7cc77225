import { eq } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import { isFinished } from "#lib/core/import-state";
import { imports } from "#lib/db/schema";
import { AppError, fail } from "#lib/errors";
import { batchItems, type RecordBatch, readAhead } from "#lib/imports/batches";
import { ensureLayouts } from "#lib/imports/layout-ids";
import type { ImportRow, Reject } from "#lib/imports/model";
import { findImport } from "#lib/imports/queries";
import { openTasks, type TaskSource } from "#lib/imports/read-tasks";
import { createStaging, type ImportSql } from "#lib/imports/staging";
import { writeBatch } from "#lib/imports/write-batch";
import { log } from "#lib/log";

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Called after each batch. */
  readonly onProgress?: (row: ImportRow) => void;
}

/**
 * Reads a file into its dataset, from where an earlier attempt stopped. Every batch commits its tasks, its rejects and
 * the position together, so a killed import goes on without doubling anything; a strict one is a single transaction.
 * Gives the import as it ended: what is wrong with the file is its result, only a failure of the machinery throws.
 */
export async function runImport(
  ctx: Ctx,
  importId: string,
  path: string,
  options: RunOptions = {},
): Promise<ImportRow> {
  const sql = await ctx.db.$client.reserve();
  try {
    const row = await claimImport(sql, ctx, importId);
    if (!row) return await requireImport(ctx, importId);
    await importFile(sql, ctx, row, path, options);
  } catch (error) {
    await endTransaction(sql);
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
  if (row.position === 0) await forgetPreview(sql, importId);
  return row;
}

async function forgetPreview(sql: ImportSql, importId: string): Promise<void> {
  await sql`update imports set added = 0, updated = 0, unchanged = 0, rejected = 0 where id = ${importId}`;
  await sql`delete from import_rejects where import_id = ${importId}`;
}

async function importFile(sql: ImportSql, ctx: Ctx, row: ImportRow, path: string, options: RunOptions): Promise<void> {
  const { signal } = options;
  const file = await openTasks(path, row.adapter ?? row.requestedFormat, { skip: row.position, signal });
  await describeFile(ctx, row, file);
  await createStaging(sql);
  const layoutIds = new Map<string, number>();
  if (row.isStrict) await sql`begin`;
  for await (const batch of readAhead(batchItems(file.items))) {
    signal?.throwIfAborted();
    if (!row.isStrict) await sql`begin`;
    await lockDataset(sql, row.dataset);
    await ensureLayouts(sql, file.adapter.id, batch.tasks, layoutIds);
    const isStillWanted = await commitBatch(sql, row, file, batch, layoutIds);
    if (!isStillWanted) return endTransaction(sql);
    if (!row.isStrict) await sql`commit`;
    options.onProgress?.(await requireImport(ctx, row.id));
  }
  await finish(sql, ctx, row);
}

/** The adapter and the mapping are settled once, by the first attempt. */
async function describeFile({ db }: Ctx, row: ImportRow, { source, adapter, mapping }: TaskSource): Promise<void> {
  await db
    .update(imports)
    .set({
      fileFormat: source.compression === "none" ? source.format : `${source.format} (${source.compression})`,
      adapter: adapter.id,
      mapping: row.mapping ?? mapping,
      totalRecords: source.totalRecords ?? null,
    })
    .where(eq(imports.id, row.id));
}

/** Two imports into one dataset take turns by batch, so that neither sees the other's half. */
async function lockDataset(sql: ImportSql, dataset: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`dataset:${dataset}`}, 0))`;
}

/** False when somebody cancelled the import in the meantime. */
async function commitBatch(
  sql: ImportSql,
  row: ImportRow,
  { source }: TaskSource,
  batch: RecordBatch,
  layoutIds: ReadonlyMap<string, number>,
): Promise<boolean> {
  const written = await writeBatch(sql, { importId: row.id, dataset: row.dataset, tasks: batch.tasks, layoutIds });
  const rejects = [...batch.rejects, ...written.rejects];
  await insertRejects(sql, row.id, rejects);
  const claimed = await sql`
    update imports set position = ${batch.lastRecord}, bytes_read = ${source.bytesRead()}, added = added + ${written.added},
      updated = updated + ${written.updated}, unchanged = unchanged + ${written.unchanged}, rejected = rejected + ${rejects.length}
    where id = ${row.id} and state = 'running'`;
  return claimed.count === 1;
}

async function insertRejects(sql: ImportSql, importId: string, rejects: readonly Reject[]): Promise<void> {
  if (rejects.length === 0) return;
  const rows = rejects.map(({ record, position, field, expected, found, instanceId, source }) => ({
    import_id: importId,
    record,
    line: position.line ?? null,
    field,
    expected,
    found,
    instance_id: instanceId,
    source,
  }));
  await sql`insert into import_rejects ${sql(rows)}`;
}

async function finish(sql: ImportSql, ctx: Ctx, row: ImportRow): Promise<void> {
  if (row.isStrict) {
    const [counted] = await sql<{ rejected: number }[]>`select rejected from imports where id = ${row.id}`;
    const rejected = counted?.rejected ?? 0;
    if (rejected > 0) return refuseStrict(sql, ctx, row, rejected);
    await sql`commit`;
  }
  await sql`update imports set state = 'succeeded', finished_at = now() where id = ${row.id} and state = 'running'`;
  await sql`delete from upload_chunks where import_id = ${row.id}`;
}

/** Takes back every task and keeps the rejects, so that their reasons can be read. */
async function refuseStrict(sql: ImportSql, ctx: Ctx, row: ImportRow, rejected: number): Promise<void> {
  const rejects = await sql`select * from import_rejects where import_id = ${row.id}`;
  await sql`rollback`;
  await sql`insert into import_rejects ${sql(rejects)}`;
  await ctx.db.update(imports).set({ rejected }).where(eq(imports.id, row.id));
  const subject = rejected === 1 ? "1 record was rejected" : `${rejected} records were rejected`;
  throw new AppError("invalid", `${subject}, so nothing was imported. Mend them, or import without strict.`);
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
  await db.update(imports).set({ state: "failed", failure, finishedAt: new Date() }).where(eq(imports.id, importId));
}

async function requireImport(ctx: Ctx, importId: string): Promise<ImportRow> {
  return (await findImport(ctx, importId)) ?? fail("not_found", "No such import");
}
