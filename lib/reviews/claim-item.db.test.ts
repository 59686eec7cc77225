import { and, eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { reviewSkips, reviewSlots } from "#lib/db/schema";
import { testDatabase } from "#lib/db/testing/test-database";
import { claimItem } from "#lib/reviews/claim-item";
import { skipSlot } from "#lib/reviews/skip-slot";
import { claimed, newProject } from "#lib/reviews/testing/review-project";

const database = testDatabase();

it("frees what was held in the moment in which it gives the other item, and keeps it where it cannot", async () => {
  const [ann, ben] = await Promise.all([database().ctxOf("annotator"), database().ctxOf("annotator")]);
  const { slug, itemIds } = await newProject(ann.db, 3);
  const [first = 0, second = 0] = itemIds;
  const heldByAnn = async () =>
    (await ann.db.select().from(reviewSlots).where(eq(reviewSlots.userId, ann.actor.userId))).map(
      ({ itemId }) => itemId,
    );
  await skipSlot(ann, { itemId: await claimed(ann, slug), reason: "" });
  expect(await claimed(ben, slug)).toBe(first);
  expect(await claimed(ann, slug)).toBe(second);
  await expect(claimItem(ann, { itemId: first })).rejects.toMatchObject({ code: "conflict" });
  expect(await heldByAnn()).toEqual([second]);
  const ofAnn = and(eq(reviewSkips.itemId, first), eq(reviewSkips.userId, ann.actor.userId));
  expect(await ann.db.$count(reviewSkips, ofAnn)).toBe(1);
  await skipSlot(ben, { itemId: first, reason: "" });
  await claimItem(ann, { itemId: first });
  expect(await heldByAnn()).toEqual([first]);
  expect(await ann.db.$count(reviewSkips, ofAnn)).toBe(0);
});
