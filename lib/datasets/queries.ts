import { asc, eq, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { datasetSlugSchema } from "#lib/core/dataset-slug";
import type { DatasetRow } from "#lib/datasets/model";
import { datasets, imports, taskFacets } from "#lib/db/schema";

const summary = {
  slug: datasets.slug,
  title: datasets.title,
  description: datasets.description,
  forgeUrl: datasets.forgeUrl,
  createdAt: datasets.createdAt,
  taskCount: sql<number>`(select coalesce(sum(f.count), 0)::int from ${taskFacets} f where f.dataset = datasets.slug)`,
  repoCount: sql<number>`(select count(distinct f.repo)::int from ${taskFacets} f where f.dataset = datasets.slug)`,
  lastImportAt: sql<Date | null>`(select max(i.finished_at) from ${imports} i where i.dataset = datasets.slug)`.mapWith(
    imports.finishedAt,
  ),
};

export async function listDatasets({ actor, db }: Ctx): Promise<DatasetRow[]> {
  requireRole(actor, "viewer");
  return db.select(summary).from(datasets).orderBy(asc(datasets.slug));
}

export async function findDataset({ actor, db }: Ctx, slug: string): Promise<DatasetRow | undefined> {
  requireRole(actor, "viewer");
  if (!datasetSlugSchema.safeParse(slug).success) return undefined;
  const [row] = await db.select(summary).from(datasets).where(eq(datasets.slug, slug));
  return row;
}
