import { and, eq, sql } from "drizzle-orm";
import type { Queryable } from "#lib/db/client";
import { sandboxImages } from "#lib/db/schema";
import type { BuildResult, SandboxImage } from "#lib/sandbox/port";

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

export async function touchImage(db: Queryable, key: ImageKey, { digest, sizeBytes }: SandboxImage): Promise<void> {
  await db.update(sandboxImages).set({ state: "ready", failure: null, digest, sizeBytes }).where(isImage(key));
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
      ...(built.ok
        ? { state: "ready", failure: null, digest: built.image.digest, sizeBytes: built.image.sizeBytes }
        : { state: "failed", failure: built.reason }),
    })
    .where(isImage(key));
}

function isImage({ host, driver, imageHash }: ImageKey) {
  return and(eq(sandboxImages.host, host), eq(sandboxImages.driver, driver), eq(sandboxImages.imageHash, imageHash));
}
