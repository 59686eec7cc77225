import { and, eq, inArray, sql } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import { exportChunks, exports } from "#lib/db/schema";
import { AppError, fail } from "#lib/errors";
import { applicationName } from "#lib/exports/application";
import { requireFormat } from "#lib/exports/formats/registry";
import type { ExportSink } from "#lib/exports/hashed-file";
import type { ExportRequest } from "#lib/exports/model";
import { findExportRequest } from "#lib/exports/queries";
import { writeExport } from "#lib/exports/write-export";

/**
 * Makes the files of an export. The claim is the proof that it is this worker's: one who was thought dead, or whose export
 * was cancelled, writes nothing any more. An export that was broken off starts anew.
 */
export async function runExportJob(ctx: Ctx, { exportId }: { exportId: string }, signal: AbortSignal): Promise<void> {
  const lock = await ctx.db.$client.reserve();
  try {
    const [held] = await lock<{ held: boolean }[]>`
      select pg_try_advisory_lock(hashtextextended(${`export:${exportId}`}, 0)) as held`;
    if (!held?.held) throw new Error(`The export ${exportId} is being worked on by another process`);
    const claimId = crypto.randomUUID();
    const request = await claim(ctx, exportId, claimId);
    if (request) await make(ctx, exportId, claimId, request, signal);
  } finally {
    await lock`select pg_advisory_unlock_all()`.catch(() => {});
    lock.release();
  }
}

/** Undefined where there is nothing to do. */
async function claim(ctx: Ctx, exportId: string, claimId: string) {
  const isMine = await ctx.db.transaction(async (tx) => {
    const claimed = await tx
      .update(exports)
      .set({ state: "running", claimId, startedAt: sql`now()`, done: 0, total: null, failure: null })
      .where(and(eq(exports.id, exportId), inArray(exports.state, ["queued", "running"])))
      .returning({ id: exports.id });
    if (claimed.length > 0) await tx.delete(exportChunks).where(eq(exportChunks.exportId, exportId));
    return claimed.length > 0;
  });
  return isMine ? await findExportRequest(ctx, exportId) : undefined;
}

interface Claimed {
  readonly kind: string;
  readonly request: ExportRequest;
}

async function make(
  ctx: Ctx,
  exportId: string,
  claimId: string,
  { kind, request }: Claimed,
  signal: AbortSignal,
): Promise<void> {
  const lost = new AbortController();
  const stop = AbortSignal.any([signal, lost.signal]);
  const isOurs = and(eq(exports.id, exportId), eq(exports.claimId, claimId), eq(exports.state, "running"));
  try {
    const format = requireFormat(kind);
    const sink = chunkSink(ctx, exportId, isOurs, () => lost.abort());
    const { contents, files } = await writeExport(ctx, format, request, sink, stop);
    stop.throwIfAborted();
    await ctx.db
      .update(exports)
      .set({ state: "finished", contents, files, application: applicationName(), finishedAt: sql`now()` })
      .where(isOurs);
  } catch (error) {
    if (lost.signal.aborted) return;
    signal.throwIfAborted();
    const failure =
      error instanceof AppError ? error.message : "The export stopped by an error of the server. Make it again.";
    await ctx.db.transaction(async (tx) => {
      const failed = await tx
        .update(exports)
        .set({ state: "failed", failure, finishedAt: sql`now()` })
        .where(isOurs)
        .returning({ id: exports.id });
      if (failed.length > 0) await tx.delete(exportChunks).where(eq(exportChunks.exportId, exportId));
    });
    if (!(error instanceof AppError)) throw error;
  }
}

/** Keeps the files in the database, piece by piece; tells by `onLost` that the export is no longer ours. */
function chunkSink(ctx: Ctx, exportId: string, isOurs: ReturnType<typeof and>, onLost: () => void): ExportSink {
  const written = new Map<string, number>();
  return {
    async write(file, bytes) {
      const seq = written.get(file) ?? 0;
      written.set(file, seq + 1);
      await ctx.db.transaction(async (tx) => {
        const [ours] = await tx.select({ id: exports.id }).from(exports).where(isOurs).for("update");
        if (!ours) return lose();
        await tx.insert(exportChunks).values({ exportId, file, seq, bytes });
      });
    },
    async progress(done, total) {
      const told = await ctx.db.update(exports).set({ done, total }).where(isOurs).returning({ id: exports.id });
      if (told.length === 0) lose();
    },
  };

  function lose(): never {
    onLost();
    return fail("conflict", "This export was cancelled, or another worker took it over");
  }
}
