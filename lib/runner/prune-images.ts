import { hostname } from "node:os";
import { and, asc, eq } from "drizzle-orm";
import type { Database } from "#lib/db/client";
import { batchTasks, environments, sandboxImages } from "#lib/db/schema";
import { log } from "#lib/log";
import type { Sandbox } from "#lib/sandbox/port";

/** Removes the images that were not used for longest until the rest fits the cap; those in use stay. */
export async function pruneImages(db: Database, sandbox: Sandbox, capBytes: number): Promise<void> {
  const images = await sandbox.listImages();
  let excess = images.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) - capBytes;
  if (excess <= 0) return;
  const inUse = await listImagesInUse(db);
  const used = await listByUse(db, sandbox.driver);
  const oldestFirst = images
    .filter(({ hash }) => !inUse.has(hash))
    .toSorted((a, b) => (used.get(a.hash) ?? 0) - (used.get(b.hash) ?? 0));
  for (const { hash, sizeBytes } of oldestFirst) {
    if (excess <= 0) return;
    await sandbox.removeImage(hash);
    await db.delete(sandboxImages).where(isImage(sandbox.driver, hash));
    log().info({ driver: sandbox.driver, image: hash, sizeBytes }, "An image was removed to keep to the cap");
    excess -= sizeBytes;
  }
}

async function listImagesInUse(db: Database): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectDistinct({ hash: environments.imageHash })
    .from(batchTasks)
    .innerJoin(environments, eq(environments.hash, batchTasks.environmentHash))
    .where(eq(batchTasks.state, "running"));
  return new Set(rows.map(({ hash }) => hash));
}

/** Places in the order of their last use, from 1. */
async function listByUse(db: Database, driver: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select({ hash: sandboxImages.imageHash })
    .from(sandboxImages)
    .where(and(eq(sandboxImages.host, hostname()), eq(sandboxImages.driver, driver)))
    .orderBy(asc(sandboxImages.usedAt));
  return new Map(rows.map(({ hash }, index) => [hash, index + 1]));
}

function isImage(driver: string, hash: string) {
  return and(eq(sandboxImages.host, hostname()), eq(sandboxImages.driver, driver), eq(sandboxImages.imageHash, hash));
}
