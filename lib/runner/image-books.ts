import { and, eq, gt, sql } from "drizzle-orm";
import type { Queryable } from "#lib/db/client";
import { runBatches, sandboxImages } from "#lib/db/schema";
import type { BuildResult } from "#lib/sandbox/port";

/** The image of a specification on one machine. */
export interface ImageKey {
  readonly host: string;
  readonly driver: string;
  readonly imageHash: string;
}

const longestLogBytes = 1_048_576;

/** Somebody needs the image: it is there, or it is about to be built. */
export async function beginImage(db: Queryable, key: ImageKey): Promise<void> {
  await db
    .insert(sandboxImages)
    .values({ ...key, state: "building" })
    .onConflictDoUpdate({
      target: [sandboxImages.host, sandboxImages.driver, sandboxImages.imageHash],
      set: {
        usedAt: sql`now()`,
        state: sql`case when ${sandboxImages.state} = 'ready' then 'ready' else 'building' end`,
      },
    });
}

/** Why the image could not be built since a batch was requested: each of its tasks would come to the same failure. */
export async function findFailure(db: Queryable, key: ImageKey, batchId: string): Promise<string | undefined> {
  const [found] = await db
    .select({ failure: sandboxImages.failure })
    .from(sandboxImages)
    .innerJoin(runBatches, eq(runBatches.id, batchId))
    .where(and(isImage(key), gt(sandboxImages.builtAt, runBatches.createdAt)));
  return found?.failure ?? undefined;
}

/** The image was there already, or known not to come about. */
export async function endLook(db: Queryable, key: ImageKey, built: BuildResult): Promise<void> {
  await db.update(sandboxImages).set(outcomeOf(built)).where(isImage(key));
}

/** How a build ended, with what it printed last. */
export async function keepBuild(
  db: Queryable,
  key: ImageKey,
  built: BuildResult,
  { output, seconds }: { output: Buffer; seconds: number },
): Promise<void> {
  const printed = built.ok ? output.subarray(-longestLogBytes).toString("utf8") : built.log;
  await db
    .update(sandboxImages)
    .set({
      log: printed.replaceAll("\0", ""),
      buildSeconds: Math.round(seconds),
      builtAt: sql`now()`,
      ...outcomeOf(built),
    })
    .where(isImage(key));
}

function outcomeOf(built: BuildResult): Partial<typeof sandboxImages.$inferInsert> {
  if (!built.ok) return { state: "failed", failure: built.reason };
  return { state: "ready", failure: null, digest: built.image.digest, sizeBytes: built.image.sizeBytes };
}

function isImage({ host, driver, imageHash }: ImageKey) {
  return and(eq(sandboxImages.host, host), eq(sandboxImages.driver, driver), eq(sandboxImages.imageHash, imageHash));
}
