import { and, desc, eq, getTableColumns } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { datasetVersions } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { type VersionRow, versionNameSchema } from "#lib/exports/versions/model";

/** The frozen versions of a dataset, the newest first. */
export async function listVersions({ actor, db }: Ctx, dataset: string): Promise<readonly VersionRow[]> {
  requireRole(actor, "viewer");
  return db
    .select(getTableColumns(datasetVersions))
    .from(datasetVersions)
    .where(eq(datasetVersions.dataset, dataset))
    .orderBy(desc(datasetVersions.createdAt), desc(datasetVersions.name));
}

export async function findVersion({ actor, db }: Ctx, dataset: string, name: string): Promise<VersionRow | undefined> {
  requireRole(actor, "viewer");
  if (!versionNameSchema.safeParse(name).success) return undefined;
  const [row] = await db
    .select(getTableColumns(datasetVersions))
    .from(datasetVersions)
    .where(and(eq(datasetVersions.dataset, dataset), eq(datasetVersions.name, name)));
  return row;
}

export async function requireVersion(ctx: Ctx, dataset: string, name: string): Promise<VersionRow> {
  return (await findVersion(ctx, dataset, name)) ?? fail("not_found", `${dataset} has no version ${name}`);
}
