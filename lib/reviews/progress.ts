import { and, eq, inArray, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { reviewItems, reviewSkips, reviews } from "#lib/db/schema";
import { isDue } from "#lib/reviews/free-slots";

export interface Progress {
  /** Of the person who asks. */
  readonly mine: { readonly submitted: number; readonly drafts: number; readonly skipped: number };
  readonly items: { readonly open: number; readonly disputed: number; readonly decided: number };
  readonly slots: { readonly submitted: number; readonly all: number };
}

/** How far a project has got; everything is counted when it is asked for. */
export async function findProgress(ctx: Ctx, slug: string): Promise<Progress> {
  return (await countProgress(ctx, [slug]))(slug);
}

/** The same of many projects, counted at once. */
export async function countProgress({ actor, db }: Ctx, slugs: readonly string[]): Promise<(slug: string) => Progress> {
  requireRole(actor, "viewer");
  const reviewer = actor.userId ?? "";
  const asked = [...slugs];
  const ofState = (state: string) => sql<number>`(count(*) filter (where state = ${state}))::int`;
  const [slots, items, mine, skips] = await Promise.all([
    db.execute<Progress["slots"] & { readonly slug: string }>(sql`
      select s.project as slug, ${ofState("submitted")} as submitted, count(*)::int as "all"
      from review_slots s
      where s.project = any(${sql.param(asked)}::text[]) and (s.state = 'submitted' or ${isDue})
      group by s.project`),
    db
      .select({
        slug: reviewItems.project,
        open: ofState("open"),
        disputed: ofState("disputed"),
        decided: ofState("decided"),
      })
      .from(reviewItems)
      .where(inArray(reviewItems.project, asked))
      .groupBy(reviewItems.project),
    db
      .select({ slug: reviews.project, submitted: ofState("submitted"), drafts: ofState("draft") })
      .from(reviews)
      .where(and(inArray(reviews.project, asked), eq(reviews.reviewer, reviewer)))
      .groupBy(reviews.project),
    db
      .select({ slug: reviewItems.project, count: sql<number>`count(*)::int` })
      .from(reviewSkips)
      .innerJoin(reviewItems, eq(reviewItems.id, reviewSkips.itemId))
      .where(and(inArray(reviewItems.project, asked), sql`${reviewSkips.userId}::text = ${reviewer}`))
      .groupBy(reviewItems.project),
  ]);
  return (slug) => {
    const { submitted, drafts } = ofProject(mine, slug) ?? { submitted: 0, drafts: 0 };
    const { open, disputed, decided } = ofProject(items, slug) ?? { open: 0, disputed: 0, decided: 0 };
    const filled = ofProject(slots, slug);
    return {
      mine: { submitted, drafts, skipped: ofProject(skips, slug)?.count ?? 0 },
      items: { open, disputed, decided },
      slots: { submitted: filled?.submitted ?? 0, all: filled?.all ?? 0 },
    };
  };
}

function ofProject<T extends { readonly slug: string }>(rows: readonly T[], slug: string): T | undefined {
  return rows.find((row) => row.slug === slug);
}
