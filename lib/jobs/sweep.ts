import { and, eq, exists, lt, or, sql } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import { imports, rateLimits, uploadChunks } from "#lib/db/schema";

/**
 * Ends uploads that broke off without a word, and drops what is of no use any more: the bytes of uploads that nobody went
 * on with for a week, and rate limits that are over.
 */
export async function sweep({ db }: Ctx): Promise<void> {
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
  await db.delete(rateLimits).where(lt(rateLimits.expire, sql`extract(epoch from now()) * 1000`));
}
