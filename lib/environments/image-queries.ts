import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { Database } from "#lib/db/client";
import { environments, sandboxImages } from "#lib/db/schema";
import type { ImageOfEnvironments, ImageRow, ImageStore } from "#lib/environments/model";

const columns = {
  host: sandboxImages.host,
  driver: sandboxImages.driver,
  imageHash: sandboxImages.imageHash,
  state: sandboxImages.state,
  digest: sandboxImages.digest,
  sizeBytes: sandboxImages.sizeBytes,
  failure: sandboxImages.failure,
  hasLog: sql<boolean>`octet_length(${sandboxImages.log}) > 0`,
  buildSeconds: sandboxImages.buildSeconds,
  builtAt: sandboxImages.builtAt,
  usedAt: sandboxImages.usedAt,
};

/** What each driver of each machine holds, by machine; in one, what was used last comes first. */
export async function listImageStores({ actor, db }: Ctx): Promise<ImageStore[]> {
  requireRole(actor, "viewer");
  const images = await selectImages(db, undefined);
  const users = await listUsers(
    db,
    images.map(({ imageHash }) => imageHash),
  );
  const shown = images.map(
    (image): ImageOfEnvironments => ({
      ...image,
      environments: users.filter(({ imageHash }) => imageHash === image.imageHash),
    }),
  );
  return [...Map.groupBy(shown, ({ host, driver }) => `${host} ${driver}`).values()].flatMap((ofStore) => {
    const [first] = ofStore;
    if (!first) return [];
    const sizeBytes = ofStore.reduce((sum, image) => sum + (image.sizeBytes ?? 0), 0);
    return [{ host: first.host, driver: first.driver, sizeBytes, images: ofStore }];
  });
}

/** The images with these hashes, for whoever has asked for the role already. */
export async function listImagesOf(db: Database, hashes: readonly string[]): Promise<ImageRow[]> {
  if (hashes.length === 0) return [];
  return selectImages(db, inArray(sandboxImages.imageHash, [...new Set(hashes)]));
}

export interface ImageRef {
  readonly host: string;
  readonly driver: string;
  readonly imageHash: string;
}

/** An image with what its build printed. */
export async function findImage(
  { actor, db }: Ctx,
  { host, driver, imageHash }: ImageRef,
): Promise<(ImageOfEnvironments & { readonly log: string }) | undefined> {
  requireRole(actor, "viewer");
  if (!/^[0-9a-f]{64}$/.test(imageHash) || `${host}${driver}`.includes("\0")) return undefined;
  const [image] = await db
    .select({ ...columns, log: sandboxImages.log })
    .from(sandboxImages)
    .where(and(eq(sandboxImages.host, host), eq(sandboxImages.driver, driver), eq(sandboxImages.imageHash, imageHash)));
  return image && { ...image, environments: await listUsers(db, [imageHash]) };
}

function selectImages(db: Database, where: SQL | undefined) {
  return db
    .select(columns)
    .from(sandboxImages)
    .where(where)
    .orderBy(asc(sandboxImages.host), asc(sandboxImages.driver), desc(sandboxImages.usedAt));
}

function listUsers(db: Database, imageHashes: readonly string[]) {
  if (imageHashes.length === 0) return Promise.resolve([]);
  return db
    .select({ imageHash: environments.imageHash, hash: environments.hash, name: environments.name })
    .from(environments)
    .where(inArray(environments.imageHash, [...new Set(imageHashes)]))
    .orderBy(desc(environments.createdAt), desc(environments.hash));
}
