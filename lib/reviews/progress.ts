import { and, eq, sql } from "drizzle-orm";
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
export async function findProgress({ actor, db }: Ctx, slug: string): Promise<Progress> {
  requireRole(actor, "viewer");
  const reviewer = actor.userId ?? "";
  const ofState = (state: string) => sql<number>`(count(*) filter (where state = ${state}))::int`;
  const [[slots], [items], [mine], [skips]] = await Promise.all([
    db.execute<Progress["slots"]>(sql`
      select ${ofState("submitted")} as submitted, count(*)::int as "all"
      from review_slots s where s.project = ${slug} and (s.state = 'submitted' or ${isDue})`),
    db
      .select({ open: ofState("open"), disputed: ofState("disputed"), decided: ofState("decided") })
      .from(reviewItems)
      .where(eq(reviewItems.project, slug)),
    db
      .select({ submitted: ofState("submitted"), drafts: ofState("draft") })
      .from(reviews)
      .where(and(eq(reviews.project, slug), eq(reviews.reviewer, reviewer))),
    db
      .select({ count: sql<number>`count(*)::int` })
      .from(reviewSkips)
      .innerJoin(reviewItems, eq(reviewItems.id, reviewSkips.itemId))
      .where(and(eq(reviewItems.project, slug), sql`${reviewSkips.userId}::text = ${reviewer}`)),
  ]);
  return {
    mine: { submitted: mine?.submitted ?? 0, drafts: mine?.drafts ?? 0, skipped: skips?.count ?? 0 },
    items: items ?? { open: 0, disputed: 0, decided: 0 },
    slots: { submitted: slots?.submitted ?? 0, all: slots?.all ?? 0 },
  };
}
