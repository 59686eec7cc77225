import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import {
  auditEvents,
  reviewDecisions,
  reviewEvents,
  reviewItems,
  reviewProjects,
  reviewSlots,
  tasks,
} from "#lib/db/schema";
import { testDatabase } from "#lib/db/testing/test-database";
import { findProgress } from "#lib/reviews/progress";
import { recordDecision } from "#lib/reviews/record-decision";
import { submitReview } from "#lib/reviews/submit-review";
import { claimed, newProject, rejection, reviewOf } from "#lib/reviews/testing/review-project";
import { undoReview } from "#lib/reviews/undo-review";
import { projectUpdateSchema, updateProject } from "#lib/reviews/update-project";

const database = testDatabase();
const two = async () => Promise.all([database().ctxOf("annotator"), database().ctxOf("annotator")] as const);

describe("undoReview", () => {
  it("makes a draft of the review, takes the decision by rule back, and leases the slot again", async () => {
    const [ann] = await two();
    const { slug } = await newProject(ann.db, 2);
    const itemId = await claimed(ann, slug);
    await submitReview(ann, await reviewOf(ann, itemId, rejection));
    const other = await claimed(ann, slug);
    await undoReview(ann, { itemId });
    expect(await itemOf(ann, itemId)).toMatchObject({ item: { state: "open", outcome: null }, task: "imported" });
    expect(await claimed(ann, slug)).toBe(itemId);
    const held = await ann.db
      .select({ itemId: reviewSlots.itemId })
      .from(reviewSlots)
      .where(and(eq(reviewSlots.userId, ann.actor.userId), eq(reviewSlots.state, "leased")));
    expect(held).toEqual([{ itemId }]);
    expect(other).not.toBe(itemId);
    expect(await historyOf(ann, itemId)).toEqual({
      decisions: ["rejected", "withdrawn"],
      events: ["submitted", "decided", "withdrawn", "undone"],
    });
    expect(await findProgress(ann, slug)).toEqual({
      mine: { submitted: 0, drafts: 1, skipped: 0 },
      items: { open: 2, disputed: 0, decided: 0 },
      slots: { submitted: 0, all: 2 },
    });
    await submitReview(ann, await reviewOf(ann, itemId));
    expect(await itemOf(ann, itemId)).toMatchObject({
      item: { state: "decided", outcome: "approved" },
      task: "approved",
    });
    const subject = `review_item:${itemId}`;
    const audited = await ann.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.subject, subject))
      .orderBy(auditEvents.id);
    expect(audited.map(({ event }) => event)).toEqual(["review.submitted", "review.undone", "review.submitted"]);
  });

  it("opens the slots that the project has gained since", async () => {
    const [ann, ben] = await two();
    const { slug } = await newProject(ann.db, 1);
    const itemId = await claimed(ann, slug);
    await submitReview(ann, await reviewOf(ann, itemId));
    const curator = await database().ctxOf("curator");
    const changes = { reviewersPerItem: 2, rule: "unanimous" } as const;
    await updateProject(curator, projectUpdateSchema.parse({ slug, revision: 1, changes }));
    await undoReview(ann, { itemId });
    await submitReview(ann, await reviewOf(ann, itemId));
    expect(await itemOf(ann, itemId)).toMatchObject({ item: { state: "open" } });
    expect(await claimed(ben, slug)).toBe(itemId);
  });

  it("is a change of the item to who looked at it before, as a submission is", async () => {
    const [ann] = await two();
    const { slug } = await newProject(ann.db, 1, { reviewersPerItem: 2, rule: "unanimous" });
    const itemId = await claimed(ann, slug);
    const revision = async () => (await itemOf(ann, itemId)).item?.revision;
    expect(await revision()).toBe(1);
    await submitReview(ann, await reviewOf(ann, itemId));
    expect(await revision()).toBe(2);
    await undoReview(ann, { itemId });
    expect(await revision()).toBe(3);
  });

  it("opens an item again that its reviews disputed", async () => {
    const [ann, ben] = await two();
    const { slug } = await newProject(ann.db, 1, { reviewersPerItem: 2, rule: "unanimous" });
    const itemId = await claimed(ann, slug);
    await claimed(ben, slug);
    await submitReview(ann, await reviewOf(ann, itemId));
    await submitReview(ben, await reviewOf(ben, itemId, rejection));
    await undoReview(ben, { itemId });
    expect(await itemOf(ann, itemId)).toMatchObject({ item: { state: "open" } });
    await submitReview(ben, await reviewOf(ben, itemId));
    expect(await itemOf(ann, itemId)).toMatchObject({ item: { state: "decided", outcome: "approved" } });
  });

  it("leaves what somebody decided on the task elsewhere since", async () => {
    const [ann] = await two();
    const curator = await database().ctxOf("curator");
    const { slug } = await newProject(ann.db, 1);
    const itemId = await claimed(ann, slug);
    await submitReview(ann, await reviewOf(ann, itemId, rejection));
    const { item } = await itemOf(ann, itemId);
    const subject = { taskId: item?.taskId ?? 0 };
    const contentHash = item?.contentHash ?? "";
    await curator.db.transaction((tx) =>
      recordDecision(tx, curator.actor, { subject, outcome: "approved", origin: "bulk", contentHash }),
    );
    await undoReview(ann, { itemId });
    expect(await itemOf(ann, itemId)).toMatchObject({ item: { state: "open" }, task: "approved" });
    expect(await historyOf(ann, itemId)).toMatchObject({ decisions: ["rejected", "withdrawn"] });
  });

  it("is refused once a person decided on the item, in a closed project, to a viewer, and without a review", async () => {
    const [ann, ben] = await two();
    const curator = await database().ctxOf("curator");
    const { slug } = await newProject(ann.db, 1);
    const itemId = await claimed(ann, slug);
    await expect(undoReview(ann, { itemId })).rejects.toMatchObject({ code: "conflict" });
    await submitReview(ann, await reviewOf(ann, itemId));
    await expect(undoReview(ben, { itemId })).rejects.toMatchObject({ code: "conflict" });
    await expect(undoReview(await database().ctxOf("viewer"), { itemId })).rejects.toMatchObject({ code: "forbidden" });
    await ann.db.update(reviewProjects).set({ state: "closed" }).where(eq(reviewProjects.slug, slug));
    await expect(undoReview(ann, { itemId })).rejects.toMatchObject({ code: "conflict" });
    await ann.db.update(reviewProjects).set({ state: "open" }).where(eq(reviewProjects.slug, slug));
    const { item } = await itemOf(ann, itemId);
    const { formHash } = await reviewOf(ann, itemId);
    await curator.db.transaction((tx) =>
      recordDecision(tx, curator.actor, {
        subject: { taskId: item?.taskId ?? 0 },
        outcome: "rejected",
        origin: "adjudicator",
        contentHash: item?.contentHash ?? "",
        item: { id: itemId, project: slug, rule: "single", formHash },
      }),
    );
    await expect(undoReview(ann, { itemId })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(curator.actor.name),
    });
  });

  it("happens once, though two windows ask for it at once", async () => {
    const [ann] = await two();
    const { slug } = await newProject(ann.db, 1);
    const itemId = await claimed(ann, slug);
    await submitReview(ann, await reviewOf(ann, itemId));
    const outcomes = await Promise.allSettled([undoReview(ann, { itemId }), undoReview(ann, { itemId })]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await historyOf(ann, itemId)).toMatchObject({ decisions: ["approved", "withdrawn"] });
  });
});

async function itemOf({ db }: Ctx, itemId: number) {
  const [item] = await db.select().from(reviewItems).where(eq(reviewItems.id, itemId));
  const [task] = await db
    .select()
    .from(tasks)
    .where(eq(tasks.id, item?.taskId ?? 0));
  return { item, task: task?.status };
}

async function historyOf({ db }: Ctx, itemId: number) {
  const decisions = await db
    .select({ outcome: reviewDecisions.outcome })
    .from(reviewDecisions)
    .where(eq(reviewDecisions.itemId, itemId))
    .orderBy(reviewDecisions.id);
  const events = await db
    .select({ event: reviewEvents.event })
    .from(reviewEvents)
    .where(eq(reviewEvents.itemId, itemId))
    .orderBy(reviewEvents.id);
  return { decisions: decisions.map(({ outcome }) => outcome), events: events.map(({ event }) => event) };
}
