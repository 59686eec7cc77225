import { createHash } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { and, eq } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { Database } from "#lib/db/client";
import { imports, uploadChunks } from "#lib/db/schema";
import { AppError } from "#lib/errors";

const chunkBytes = 4 * 1024 * 1024;

/** Keeps the bytes of an upload in the database, piece by piece. Stops with `conflict` when the import was cancelled. */
export async function storeUpload(
  { actor, db }: Ctx,
  importId: string,
  body: AsyncIterable<Uint8Array>,
): Promise<{ sizeBytes: number; hash: string }> {
  requireRole(actor, "curator");
  const hash = createHash("sha256");
  let sizeBytes = 0;
  let seq = 0;
  for await (const bytes of regroup(body)) {
    hash.update(bytes);
    sizeBytes += bytes.length;
    await db.insert(uploadChunks).values({ importId, seq: seq++, bytes });
    const updated = await db
      .update(imports)
      .set({ bytesRead: sizeBytes })
      .where(eq(imports.id, importId))
      .returning({ state: imports.state });
    if (updated[0]?.state !== "uploading") throw new AppError("conflict", "This upload was cancelled");
  }
  if (sizeBytes === 0) throw new AppError("invalid", "The file is empty");
  return { sizeBytes, hash: hash.digest("hex") };
}

/** Forgets an upload whose bytes did not all arrive. */
export async function dropUpload({ actor, db }: Ctx, importId: string, failure: string): Promise<void> {
  requireRole(actor, "curator");
  await db.delete(uploadChunks).where(eq(uploadChunks.importId, importId));
  await db
    .update(imports)
    .set({ state: "failed", failure, finishedAt: new Date() })
    .where(and(eq(imports.id, importId), eq(imports.state, "uploading")));
}

/** Writes an upload to a file for as long as `use` works on it. */
export async function withUploadedFile<T>(
  db: Database,
  importId: string,
  path: string,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const file = await open(path, "w", 0o600);
  try {
    for (let seq = 0; ; seq++) {
      const [chunk] = await db
        .select({ bytes: uploadChunks.bytes })
        .from(uploadChunks)
        .where(and(eq(uploadChunks.importId, importId), eq(uploadChunks.seq, seq)));
      if (!chunk) break;
      await file.write(chunk.bytes);
    }
    await file.close();
    return await use(path);
  } finally {
    await file.close().catch(() => {});
    await rm(path, { force: true });
  }
}

async function* regroup(body: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    parts.push(part);
    size += part.length;
    if (size < chunkBytes) continue;
    yield Buffer.concat(parts);
    parts = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(parts);
}
