import { type SQL, sql } from "drizzle-orm";

/** Of the slots `s`: its item waits for reviews; one that was decided by imported ones may have a slot to spare. */
export const isDue = sql`exists (select from review_items i where i.id = s.item_id and i.state = 'open')`;

/** Of the slots `s`: it waits for a review, and nobody holds it now. */
export const isFree = sql`((s.state = 'open' or (s.state = 'leased' and s.leased_until < now())) and ${isDue})`;

/** Of the slots `s`: this person holds or has filled no place of its item. */
export function isNewTo(userId: string): SQL {
  return sql`not exists (select 1 from review_slots own where own.item_id = s.item_id and own.user_id = ${userId})
    and not exists (
      select 1 from reviews r where r.item_id = s.item_id and r.reviewer = ${userId} and r.state = 'submitted')`;
}

export function isSkippedBy(userId: string): SQL {
  return sql`exists (select 1 from review_skips k where k.item_id = s.item_id and k.user_id = ${userId})`;
}
