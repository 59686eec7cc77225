import { and, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import { exportChunks, exports } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { checkOrder } from "#lib/exports/check-order";
import type { CheckedExportOrder } from "#lib/exports/model";
import { enqueue } from "#lib/jobs/queue";

/** Asks for an export, which a worker then makes. Gives its id. */
export async function requestExport(ctx: Ctx, order: CheckedExportOrder): Promise<string> {
  const { actor, db } = ctx;
  requireRole(actor, "curator");
  const { format, request } = await checkOrder(ctx, order);
  const { dataset, filter, ids, condition, version, options } = request;
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(exports)
      .values({
        dataset,
        kind: format.id,
        options,
        filter,
        ids: ids && [...ids],
        condition,
        versionId: version?.id,
        createdBy: actor.name,
      })
      .returning({ id: exports.id });
    const id = row?.id ?? fail("unavailable", "The export was not written down. Try again.");
    await audit(tx, actor, "export.requested", `export:${id}`, {
      dataset,
      kind: format.id,
      version: version?.name ?? null,
    });
    await enqueue(tx, "export.run", { exportId: id });
    return id;
  });
}

export async function cancelExport({ actor, db }: Ctx, { exportId }: { readonly exportId: string }): Promise<void> {
  requireRole(actor, "curator");
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(exports)
      .set({ state: "cancelled", claimId: null, finishedAt: sql`now()` })
      .where(and(eq(exports.id, exportId), inArray(exports.state, ["queued", "running"])))
      .returning({ id: exports.id });
    if (!row) fail("conflict", "This export has ended already");
    await tx.delete(exportChunks).where(eq(exportChunks.exportId, exportId));
    await audit(tx, actor, "export.cancelled", `export:${exportId}`);
  });
}

/** Makes an export anew that failed, was cancelled, or whose files were dropped: from the data as they are by then. */
export async function retryExport({ actor, db }: Ctx, { exportId }: { readonly exportId: string }): Promise<void> {
  requireRole(actor, "curator");
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(exports)
      .set({
        state: "queued",
        claimId: null,
        done: 0,
        total: null,
        contents: null,
        files: null,
        application: null,
        failure: null,
        startedAt: null,
        finishedAt: null,
        expiredAt: null,
      })
      .where(
        and(
          eq(exports.id, exportId),
          or(inArray(exports.state, ["failed", "cancelled"]), isNotNull(exports.expiredAt)),
        ),
      )
      .returning({ id: exports.id });
    if (!row) fail("conflict", "This export runs, or has ended and is there still");
    await audit(tx, actor, "export.retried", `export:${exportId}`);
    await enqueue(tx, "export.run", { exportId });
  });
}
