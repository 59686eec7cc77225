import { and, count, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { ItemState } from "#lib/core/review/model";
import type { Queryable } from "#lib/db/client";
import { reviewForms, reviewItems, reviewProjects, reviewSlots, reviews } from "#lib/db/schema";
import type { ProjectCounts, ProjectRow } from "#lib/reviews/model";

/** Projects with how far they are, in no order. */
export async function selectProjects(db: Queryable, where: SQL | undefined): Promise<ProjectRow[]> {
  const rows = await db
    .select({
      slug: reviewProjects.slug,
      title: reviewProjects.title,
      subject: reviewProjects.subject,
      filter: reviewProjects.filter,
      formHash: reviewProjects.formHash,
      formName: reviewForms.name,
      reviewersPerItem: reviewProjects.reviewersPerItem,
      rule: reviewProjects.rule,
      hidden: reviewProjects.hidden,
      isOpenToAll: reviewProjects.isOpenToAll,
      state: reviewProjects.state,
      createdBy: reviewProjects.createdBy,
      createdAt: reviewProjects.createdAt,
      revision: reviewProjects.revision,
    })
    .from(reviewProjects)
    .innerJoin(reviewForms, eq(reviewForms.hash, reviewProjects.formHash))
    .where(where);
  const counts = await countProjects(
    db,
    rows.map(({ slug }) => slug),
  );
  return rows.map((row) => ({ ...row, ...counts(row.slug) }));
}

/** The middle of the times with an item in sight, over the reviews that were submitted; those from elsewhere have none. */
export const medianSeconds = sql<number | null>`(percentile_cont(0.5) within group (order by ${reviews.activeSeconds})
  filter (where ${reviews.state} = 'submitted' and ${reviews.activeSeconds} > 0))::float8`;

async function countProjects(db: Queryable, slugs: readonly string[]): Promise<(slug: string) => ProjectCounts> {
  if (slugs.length === 0) return () => noCounts;
  const [items, slots, people] = await Promise.all([
    db
      .select({ slug: reviewItems.project, state: reviewItems.state, outcome: reviewItems.outcome, count: count() })
      .from(reviewItems)
      .where(inArray(reviewItems.project, [...slugs]))
      .groupBy(reviewItems.project, reviewItems.state, reviewItems.outcome),
    db
      .select({
        slug: reviewSlots.project,
        slots: count(),
        submitted: sql<number>`(count(*) filter (where ${reviewSlots.state} = 'submitted'))::int`,
        leased: sql<number>`(count(*) filter (where ${reviewSlots.leasedUntil} > now()))::int`,
      })
      .from(reviewSlots)
      .where(inArray(reviewSlots.project, [...slugs]))
      .groupBy(reviewSlots.project),
    db
      .select({
        slug: reviews.project,
        reviewers: sql<number>`count(distinct ${reviews.reviewer})::int`,
        medianSeconds,
      })
      .from(reviews)
      .where(and(inArray(reviews.project, [...slugs]), eq(reviews.state, "submitted")))
      .groupBy(reviews.project),
  ]);
  return (slug) => {
    const own = items.filter((row) => row.slug === slug);
    const sum = (matches: (row: (typeof own)[number]) => boolean) =>
      own.filter(matches).reduce((total, row) => total + row.count, 0);
    const inState = (state: ItemState) => sum((row) => row.state === state);
    return {
      states: { open: inState("open"), disputed: inState("disputed"), decided: inState("decided") },
      approved: sum(({ outcome }) => outcome === "approved"),
      rejected: sum(({ outcome }) => outcome === "rejected"),
      ...pick(slots, slug, noSlots),
      ...pick(people, slug, noPeople),
    };
  };
}

const noSlots = { slots: 0, submitted: 0, leased: 0 };
const noPeople: Pick<ProjectCounts, "reviewers" | "medianSeconds"> = { reviewers: 0, medianSeconds: null };
const noCounts: ProjectCounts = {
  states: { open: 0, disputed: 0, decided: 0 },
  approved: 0,
  rejected: 0,
  ...noSlots,
  ...noPeople,
};

function pick<T extends object>(rows: readonly (T & { readonly slug: string })[], slug: string, none: T): T {
  const found = rows.find((row) => row.slug === slug);
  if (!found) return none;
  const { slug: _, ...counts } = found;
  // Without its name a row has exactly the counts.
  return counts as unknown as T;
}
