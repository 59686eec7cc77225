import { and, desc, eq, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { ExportManifest } from "#lib/core/export/model";
import { datasetVersions, exportChunks, exports } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { requireFormat } from "#lib/exports/formats/registry";
import type { ExportRequest, ExportRow } from "#lib/exports/model";
import { uuidPattern } from "#lib/runs/cursor";

const columns = {
  id: exports.id,
  dataset: exports.dataset,
  kind: exports.kind,
  options: exports.options,
  filter: exports.filter,
  picked: sql<number | null>`cardinality(${exports.ids})`,
  condition: exports.condition,
  version: datasetVersions.name,
  state: exports.state,
  done: exports.done,
  total: exports.total,
  contents: exports.contents,
  files: exports.files,
  application: exports.application,
  failure: exports.failure,
  createdBy: exports.createdBy,
  createdAt: exports.createdAt,
  startedAt: exports.startedAt,
  finishedAt: exports.finishedAt,
  expiredAt: exports.expiredAt,
};

const mostListed = 200;

interface ExportListing {
  /** Of this version only. */
  readonly versionId?: string;
  /** Older than this one, by its id. */
  readonly before?: string | null;
  readonly limit?: number;
}

/** The exports of a dataset, the newest first. */
export async function listExports(
  { actor, db }: Ctx,
  dataset: string,
  { versionId, before = null, limit = mostListed }: ExportListing = {},
): Promise<readonly ExportRow[]> {
  requireRole(actor, "viewer");
  const isOlder =
    before !== null && uuidPattern.test(before)
      ? sql`(${exports.createdAt}, ${exports.id}) < (select created_at, id from ${exports} where id = ${before})`
      : undefined;
  return db
    .select(columns)
    .from(exports)
    .leftJoin(datasetVersions, eq(datasetVersions.id, exports.versionId))
    .where(and(eq(exports.dataset, dataset), versionId ? eq(exports.versionId, versionId) : undefined, isOlder))
    .orderBy(desc(exports.createdAt), desc(exports.id))
    .limit(limit);
}

export async function findExport({ actor, db }: Ctx, id: string): Promise<ExportRow | undefined> {
  requireRole(actor, "viewer");
  if (!uuidPattern.test(id)) return undefined;
  const [row] = await db
    .select(columns)
    .from(exports)
    .leftJoin(datasetVersions, eq(datasetVersions.id, exports.versionId))
    .where(eq(exports.id, id));
  return row;
}

export async function requireExport(ctx: Ctx, id: string): Promise<ExportRow> {
  return (await findExport(ctx, id)) ?? fail("not_found", `No export has the id ${id}`);
}

/** What an export is to be made of. */
export async function findExportRequest(
  { actor, db }: Ctx,
  id: string,
): Promise<{ readonly kind: string; readonly request: ExportRequest } | undefined> {
  requireRole(actor, "curator");
  const [row] = await db
    .select({ row: exports, versionName: datasetVersions.name })
    .from(exports)
    .leftJoin(datasetVersions, eq(datasetVersions.id, exports.versionId))
    .where(eq(exports.id, id));
  if (!row) return undefined;
  const { kind, dataset, filter, ids, condition, versionId, options } = row.row;
  const version = versionId && row.versionName ? { id: versionId, name: row.versionName } : null;
  return { kind, request: { dataset, filter, ids, condition, version, options } };
}

/** What a finished export holds, with its files, who asked for it, and what made it when. */
export function manifestOf({ contents, files, createdBy, finishedAt, application }: ExportRow): ExportManifest | null {
  if (!contents || !files || !finishedAt) return null;
  return { ...contents, files, createdBy, createdAt: finishedAt.toISOString(), application };
}

/** The bytes of one file of a finished export. Throws where it has none of that name, or they were dropped. */
export async function openExportFile(
  ctx: Ctx,
  id: string,
  file: string,
): Promise<{ readonly sizeBytes: number; readonly contentType: string; readonly bytes: AsyncGenerator<Uint8Array> }> {
  const row = await requireExport(ctx, id);
  if (row.state !== "finished") fail("conflict", "This export is not finished");
  if (row.expiredAt) fail("not_found", "The files of this export were dropped because it is old. Make it again.");
  const found = row.files?.find(({ name }) => name === file);
  if (!found) return fail("not_found", `This export has no file ${file}`);
  const contentType = found === row.files?.[0] ? requireFormat(row.kind).contentType : "text/plain; charset=utf-8";
  return { sizeBytes: found.sizeBytes, contentType, bytes: readChunks(ctx, id, file) };
}

async function* readChunks({ db }: Ctx, id: string, file: string): AsyncGenerator<Uint8Array> {
  for (let seq = 0; ; seq++) {
    const [chunk] = await db
      .select({ bytes: exportChunks.bytes })
      .from(exportChunks)
      .where(and(eq(exportChunks.exportId, id), eq(exportChunks.file, file), eq(exportChunks.seq, seq)))
      .limit(1);
    if (!chunk) return;
    yield chunk.bytes;
  }
}
