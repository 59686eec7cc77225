import { type Ctx, requireRole } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import { datasets } from "#lib/db/schema";

export interface NewDataset {
  readonly slug: string;
  readonly title?: string;
  readonly description?: string;
  /** Null for repositories that are nowhere on the web. */
  readonly forgeUrl?: string | null;
}

const defaultForgeUrl = "https://github.com";

/** The dataset of that short name, made where there is none yet. */
export async function ensureDataset({ actor, db }: Ctx, input: NewDataset): Promise<void> {
  requireRole(actor, "curator");
  const forgeUrl = input.forgeUrl === undefined ? defaultForgeUrl : input.forgeUrl;
  await db.transaction(async (tx) => {
    const [created] = await tx
      .insert(datasets)
      .values({ slug: input.slug, title: input.title || input.slug, description: input.description ?? "", forgeUrl })
      .onConflictDoNothing()
      .returning({ slug: datasets.slug });
    if (created) await audit(tx, actor, "dataset.created", `dataset:${created.slug}`);
  });
}
