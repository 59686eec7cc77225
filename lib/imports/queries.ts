import { and, asc, desc, eq, gt, type SQL } from "drizzle-orm";
import { z } from "zod";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { Database } from "#lib/db/client";
import { importRejects, imports } from "#lib/db/schema";
import type { ImportRow, Reject } from "#lib/imports/model";

export async function listImports({ actor, db }: Ctx, dataset: string): Promise<ImportRow[]> {
  requireRole(actor, "viewer");
  return selectImports(db, eq(imports.dataset, dataset)).limit(100);
}

export async function listRecentImports({ actor, db }: Ctx): Promise<ImportRow[]> {
  requireRole(actor, "viewer");
  return selectImports(db, undefined).limit(8);
}

export async function findImport({ actor, db }: Ctx, id: string): Promise<ImportRow | undefined> {
  requireRole(actor, "viewer");
  if (!z.uuid().safeParse(id).success) return undefined;
  const [row] = await selectImports(db, eq(imports.id, id));
  return row;
}

function selectImports(db: Database, where: SQL | undefined) {
  return db
    .select({
      id: imports.id,
      kind: imports.kind,
      dataset: imports.dataset,
      run: imports.run,
      model: imports.model,
      state: imports.state,
      fileName: imports.fileName,
      fileSizeBytes: imports.fileSizeBytes,
      fileHash: imports.fileHash,
      requestedFormat: imports.requestedFormat,
      isStrict: imports.isStrict,
      fileFormat: imports.fileFormat,
      adapter: imports.adapter,
      mapping: imports.mapping,
      totalRecords: imports.totalRecords,
      position: imports.position,
      bytesRead: imports.bytesRead,
      added: imports.added,
      updated: imports.updated,
      unchanged: imports.unchanged,
      rejected: imports.rejected,
      failure: imports.failure,
      createdBy: imports.createdBy,
      createdAt: imports.createdAt,
      startedAt: imports.startedAt,
      finishedAt: imports.finishedAt,
    })
    .from(imports)
    .where(where)
    .orderBy(desc(imports.createdAt));
}

/** Rejects in the order of the file, after a record number. */
export async function listRejects(
  { actor, db }: Ctx,
  importId: string,
  { after, limit }: { after: number; limit: number },
): Promise<Reject[]> {
  requireRole(actor, "viewer");
  const rows = await db
    .select()
    .from(importRejects)
    .where(and(eq(importRejects.importId, importId), gt(importRejects.record, after)))
    .orderBy(asc(importRejects.record))
    .limit(limit);
  return rows.map(({ importId: _, ...reject }) => reject);
}

const streamedRejects = 200;

/** All rejects as JSON Lines. The record stands as it came: JSON where it was JSON, the text where it would not parse. */
export async function* streamRejects(ctx: Ctx, importId: string): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let after = 0;
  while (true) {
    const rejects = await listRejects(ctx, importId, { after, limit: streamedRejects });
    if (rejects.length === 0) return;
    yield encoder.encode(rejects.map((reject) => `${JSON.stringify(reject)}\n`).join(""));
    after = rejects.at(-1)?.record ?? after;
  }
}
