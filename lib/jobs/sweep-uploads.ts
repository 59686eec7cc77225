import { and, eq, exists, lt, or, sql } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import { imports, uploadChunks } from "#lib/db/schema";

/** Drops the bytes of uploads that nobody went on with for a week, and ends those that broke off without a word. */
export async function sweepUploads({ db }: Ctx): Promise<void> {
  await db
    .update(imports)
    .set({
      state: "failed",
      failure: "The upload broke off before the file was there. Send it again.",
      finishedAt: sql`now()`,
    })
    .where(and(eq(imports.state, "uploading"), lt(imports.createdAt, sql`now() - interval '1 day'`)));
  const isForgotten = or(
    lt(imports.finishedAt, sql`now() - interval '7 days'`),
    and(eq(imports.state, "previewed"), lt(imports.createdAt, sql`now() - interval '7 days'`)),
  );
  await db.delete(uploadChunks).where(
    exists(
      db
        .select({ id: imports.id })
        .from(imports)
        .where(and(eq(imports.id, uploadChunks.importId), isForgotten)),
    ),
  );
}
