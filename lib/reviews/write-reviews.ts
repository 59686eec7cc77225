import { sql } from "drizzle-orm";
import type { Actor } from "#lib/auth/actor";
import { canonicalJson } from "#lib/core/environment/canonical-json";
import type { Queryable } from "#lib/db/client";
import { reviewEvents, reviewItems, reviewSlots, reviews } from "#lib/db/schema";
import type { ReviewImport } from "#lib/reviews/import-model";
import type { PlacedReview } from "#lib/reviews/place-reviews";
import type { ReviewFile } from "#lib/reviews/read-review-file";

const rowsPerInsert = 500;

/** Writes reviews down as submitted, with their events, and lets each fill a slot. Gives those that were not there yet. */
export async function writeReviews(
  tx: Queryable,
  actor: Actor,
  { slug, formHash }: { readonly slug: string; readonly formHash: string },
  file: ReviewFile,
  placed: readonly PlacedReview[],
): Promise<PlacedReview[]> {
  await lockPlaces(tx, placed);
  const added = await insertReviews(tx, formHash, slug, placed);
  const itemIds = added.map(({ item }) => item.id);
  await takeSlots(tx, itemIds);
  await tx
    .update(reviewItems)
    .set({ revision: sql`${reviewItems.revision} + 1` })
    .where(sql`${reviewItems.id} = any(${sql.param(itemIds)}::int[])`);
  await tellEvents(tx, actor, slug, file, added);
  return added;
}

/** Of the reviews that were there already, those with other answers. */
export async function findDiffering(
  tx: Queryable,
  placed: readonly PlacedReview[],
  added: readonly PlacedReview[],
): Promise<ReviewImport["differing"]> {
  const isAdded = new Set(added);
  const known = placed.filter((review) => !isAdded.has(review));
  if (known.length === 0) return [];
  const rows = await tx
    .select({ itemId: reviews.itemId, reviewer: reviews.reviewer, answers: reviews.answers })
    .from(reviews)
    .where(sql`${reviews.itemId} = any(${sql.param(known.map(({ item }) => item.id))}::int[])`);
  const kept = new Map(rows.map((row) => [reviewKey(row.itemId, row.reviewer), canonicalJson(row.answers)]));
  return known
    .filter(({ item, reviewer, answers }) => kept.get(reviewKey(item.id, reviewer)) !== canonicalJson(answers))
    .map(({ instanceId, reviewer, line }) => ({ instanceId, reviewer, line }));
}

/** Slots before items, as those who submit lock them. */
async function lockPlaces(tx: Queryable, placed: readonly PlacedReview[]): Promise<void> {
  const ids = sql`any(${sql.param([...new Set(placed.map(({ item }) => item.id))])}::int[])`;
  await tx.execute(sql`select from ${reviewSlots} where item_id = ${ids} order by id for update`);
  await tx.execute(sql`select from ${reviewItems} where id = ${ids} order by id for update`);
}

async function insertReviews(
  tx: Queryable,
  formHash: string,
  project: string,
  placed: readonly PlacedReview[],
): Promise<PlacedReview[]> {
  const keys = new Set<string>();
  const now = Date.now();
  for (let at = 0; at < placed.length; at += rowsPerInsert) {
    const inserted = await tx
      .insert(reviews)
      .values(
        placed.slice(at, at + rowsPerInsert).map(({ item, reviewer, answers }, index) => ({
          project,
          itemId: item.id,
          reviewer,
          name: reviewer,
          state: "submitted" as const,
          answers,
          formHash,
          contentHash: item.contentHash,
          // In the order of the file: a rule may let the first one decide.
          submittedAt: new Date(now - placed.length + at + index),
        })),
      )
      .onConflictDoNothing()
      .returning({ itemId: reviews.itemId, reviewer: reviews.reviewer });
    for (const { itemId, reviewer } of inserted) keys.add(reviewKey(itemId, reviewer));
  }
  return placed.filter(({ item, reviewer }) => keys.has(reviewKey(item.id, reviewer)));
}

function reviewKey(itemId: number, reviewer: string): string {
  return `${itemId} ${reviewer}`;
}

/** A review fills a place that waits for one, as long as there is any that nobody holds. */
async function takeSlots(tx: Queryable, itemIds: readonly number[]): Promise<void> {
  await tx.execute(sql`
    with added as (select item_id, count(*) reviews from unnest(${sql.param(itemIds)}::int[]) item_id group by item_id),
    waiting as (
      select s.id, row_number() over (partition by s.item_id order by s.number) place, a.reviews
      from ${reviewSlots} s join added a on a.item_id = s.item_id where s.state = 'open')
    update ${reviewSlots} set state = 'submitted'
    where state = 'open' and id in (select id from waiting where place <= reviews)`);
}

async function tellEvents(
  tx: Queryable,
  actor: Actor,
  project: string,
  { fileName, fileHash }: ReviewFile,
  added: readonly PlacedReview[],
): Promise<void> {
  for (let at = 0; at < added.length; at += rowsPerInsert) {
    await tx.insert(reviewEvents).values(
      added.slice(at, at + rowsPerInsert).map(({ item, reviewer, answers, line }) => ({
        project,
        itemId: item.id,
        actor: reviewer,
        event: "submitted",
        detail: { answers, importedBy: actor.name, fileName, fileHash, line },
      })),
    );
  }
}
