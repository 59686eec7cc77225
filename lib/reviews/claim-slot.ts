import { sql } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import type { Queryable } from "#lib/db/client";
import { isUniqueViolation } from "#lib/db/is-unique-violation";
import { fail } from "#lib/errors";
import { isDue, isFree, isNewTo, isSkippedBy } from "#lib/reviews/free-slots";
import { leaseEnd } from "#lib/reviews/lease";
import { requirePerson } from "#lib/reviews/require-person";
import { requirePart } from "#lib/reviews/work-project";

export type Claim = { readonly state: "claimed"; readonly itemId: number } | NothingToClaim;

/** Why there is nothing: all is done, only what this person skipped is left, or the rest is not theirs to do. */
export interface NothingToClaim {
  readonly state: "empty";
  readonly reason: "done" | "skipped" | "others";
  /** Places that others hold right now. */
  readonly held: number;
  /** Free places of items that this person has reviewed: they wait for somebody else. */
  readonly forOthers: number;
  /** Items with a free place that this person skipped. */
  readonly skipped: number;
}

/** Gives the item that the person holds already, else the next that waits for them, and leases a slot of it. */
export async function claimSlot({ actor, db }: Ctx, slug: string): Promise<Claim> {
  const userId = requirePerson(actor);
  const project = await requirePart(db, slug, userId);
  if (project.state !== "open")
    fail("conflict", `${project.title} is ${project.state}: nothing is given out until a curator opens it.`);
  const itemId = await leaseNext(db, slug, userId).catch((error: unknown) => {
    // Another window of theirs was given an item at the same moment: they hold that one now.
    if (isUniqueViolation(error)) return leaseNext(db, slug, userId);
    throw error;
  });
  return itemId === undefined ? explainEmpty(db, slug, userId) : { state: "claimed", itemId };
}

async function leaseNext(db: Pick<Queryable, "execute">, slug: string, userId: string): Promise<number | undefined> {
  const [slot] = await db.execute<{ itemId: number }>(sql`
    with held as (
      select s.id from review_slots s
      where s.project = ${slug} and s.user_id = ${userId} and s.state = 'leased'
      for update
    ), waiting as (
      select s.id from review_slots s
      where s.project = ${slug} and ${isFree} and s.state <> 'submitted' and ${isNewTo(userId)}
        and not ${isSkippedBy(userId)} and not exists (select 1 from held)
      order by s.position, s.number limit 1
      for update skip locked
    )
    update review_slots s set state = 'leased', user_id = ${userId}, leased_until = ${leaseEnd}
    where s.id = (select id from held union all select id from waiting)
    returning s.item_id as "itemId"`);
  return slot?.itemId;
}

async function explainEmpty(db: Pick<Queryable, "execute">, slug: string, userId: string): Promise<NothingToClaim> {
  const [found] = await db.execute<Record<"left" | "held" | "forOthers" | "skipped", number>>(sql`
    select count(*)::int as "left",
      (count(*) filter (where not ${isFree}))::int as held,
      (count(*) filter (where ${isFree} and not (${isNewTo(userId)})))::int as "forOthers",
      (count(distinct s.item_id) filter (
        where ${isFree} and ${isNewTo(userId)} and ${isSkippedBy(userId)}))::int as skipped
    from review_slots s where s.project = ${slug} and s.state <> 'submitted' and ${isDue}`);
  const { left, held, forOthers, skipped } = found ?? { left: 0, held: 0, forOthers: 0, skipped: 0 };
  const reason = left === 0 ? "done" : skipped > 0 ? "skipped" : "others";
  return { state: "empty", reason, held, forOthers, skipped };
}
