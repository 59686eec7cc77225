import { desc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { type Ctx, mintActor } from "#lib/auth/actor";
import type { Outcome } from "#lib/core/review/model";
import {
  auditEvents,
  reviewDecisions,
  reviewEvents,
  reviewItems,
  reviewProjects,
  reviewSlots,
  reviews,
  tasks,
  trajectories,
} from "#lib/db/schema";
import { emptyTables } from "#lib/db/testing/empty-tables";
import { testDatabase } from "#lib/db/testing/test-database";
import { insertSearchedTrajectory } from "#lib/db/testing/trajectory-list-rows";
import { adjudicate } from "#lib/reviews/adjudicate";
import { findDisputed, findItem } from "#lib/reviews/find-item";
import { listDecisions } from "#lib/reviews/list-decisions";
import { listSubjectReviews } from "#lib/reviews/list-subject-reviews";
import type { ItemDetail } from "#lib/reviews/model";
import { reopenItem } from "#lib/reviews/reopen-item";
import { settleItems } from "#lib/reviews/settle-items";
import { skipSlot } from "#lib/reviews/skip-slot";
import { takeBackDecision } from "#lib/reviews/take-back-decision";
import {
  approve,
  insertReviewTasks,
  makeProject,
  reimport,
  reject,
  submitReview,
} from "#lib/reviews/testing/review-rows";
import { withdrawSettled } from "#lib/reviews/withdraw-settled";

const database = testDatabase();

beforeEach(async () => {
  await emptyTables(
    database().connection.sql,
    "tasks",
    "trajectories",
    "review_projects",
    "task_facets",
    "reviews",
    "review_decisions",
    "review_events",
    "audit_events",
  );
});

describe("settleItems", () => {
  it("decides when all reviews are in, and lets the task show it", async () => {
    const [ctx, one, other] = await people();
    const [taskId = 0] = await insertReviewTasks(ctx.db, 1);
    const { slug, itemIds } = await makeProject(ctx, [taskId], { reviewersPerItem: 2, rule: "unanimous" });
    const [itemId = 0] = itemIds;
    await submitReview(one, itemId, approve);
    expect(await read(ctx, slug, itemId)).toMatchObject({ state: "open", outcome: null, subjectStatus: "imported" });
    await submitReview(other, itemId, approve);
    expect(await read(ctx, slug, itemId)).toMatchObject({
      state: "decided",
      outcome: "approved",
      subjectStatus: "approved",
      decisions: [
        { outcome: "approved", origin: "rule", rule: "unanimous", decidedBy: other.actor.name, isInForce: true },
      ],
      events: [{ event: "decided", outcome: "approved" }],
    });
    expect(await ctx.db.$count(auditEvents, eq(auditEvents.event, "task.approved"))).toBe(1);
  });

  it("settles many at once as it does one", async () => {
    const [ctx, one] = await people();
    const ids = await insertReviewTasks(ctx.db, 3);
    const { slug, itemIds } = await makeProject(ctx, ids, { reviewersPerItem: 2 });
    for (const itemId of itemIds.slice(0, 2)) await submitReview(one, itemId, approve);
    await ctx.db.update(reviewProjects).set({ reviewersPerItem: 1 });
    await ctx.db.transaction((tx) => settleItems(tx, ctx.actor, slug, itemIds));
    const states = await Promise.all(itemIds.map(async (itemId) => (await read(ctx, slug, itemId)).state));
    expect(states).toEqual(["decided", "decided", "open"]);
    await ctx.db.transaction((tx) => settleItems(tx, ctx.actor, slug, itemIds));
    expect(await ctx.db.$count(reviewDecisions)).toBe(2);
  });

  it("leaves to a person what the rule does not decide", async () => {
    const [ctx, slug, itemId, taskId] = await dispute();
    expect(await read(ctx, slug, itemId)).toMatchObject({ state: "disputed", outcome: null, decisions: [] });
    expect(await statusOf(ctx, taskId)).toBe("imported");
  });

  it("decides on what all saw, also when the task changed before the first review", async () => {
    const [ctx, one] = await people();
    const [taskId = 0] = await insertReviewTasks(ctx.db, 1);
    const { slug, itemIds } = await makeProject(ctx, [taskId]);
    const contentHash = await reimport(ctx.db, taskId);
    await submitReview(one, itemIds[0] ?? 0, approve);
    expect(await read(ctx, slug, itemIds[0])).toMatchObject({
      state: "decided",
      reviewedHash: contentHash,
      isChanged: false,
    });
  });

  it("leaves to a person what changed between two reviews, or after them", async () => {
    const [ctx, one, other] = await people();
    const [first = 0, second = 0] = await insertReviewTasks(ctx.db, 2);
    const { slug, itemIds } = await makeProject(ctx, [first, second], { reviewersPerItem: 2, rule: "majority" });
    await submitReview(one, itemIds[0] ?? 0, approve);
    await reimport(ctx.db, first);
    await submitReview(other, itemIds[0] ?? 0, approve);
    await submitReview(one, itemIds[1] ?? 0, approve);
    const before = (await read(ctx, slug, itemIds[1])).contentHash;
    await reimport(ctx.db, second);
    await submitReview(other, itemIds[1] ?? 0, approve, { contentHash: before });
    for (const itemId of itemIds) expect(await read(ctx, slug, itemId)).toMatchObject({ state: "disputed" });
  });

  it("decides about trajectories likewise", async () => {
    const [ctx, one] = await people();
    const id = await insertSearchedTrajectory(ctx.db, ["step"]);
    const { itemIds } = await makeProject(ctx, [id], { subject: "trajectories" });
    await submitReview(one, itemIds[0] ?? 0, reject);
    expect(await ctx.db.select().from(trajectories)).toMatchObject([{ decision: "rejected" }]);
    const { decisions, items } = await listSubjectReviews(ctx, { trajectoryId: id });
    expect(decisions).toMatchObject([{ outcome: "rejected" }]);
    expect(items).toMatchObject([{ projectTitle: "A project", reviews: [{ answers: reject }] }]);
  });
});

describe("adjudicate", () => {
  it("decides what is disputed, with answers and a reason", async () => {
    const [ctx, slug, itemId, taskId] = await dispute();
    await decide(ctx, await read(ctx, slug, itemId), "rejected");
    expect(await read(ctx, slug, itemId)).toMatchObject({
      state: "decided",
      outcome: "rejected",
      subjectStatus: "rejected",
      decisions: [{ origin: "adjudicator", reason: "Seen both", decidedBy: ctx.actor.name }],
    });
    expect((await listDecisions(ctx, { project: slug, cursor: null, limit: 5 })).items).toMatchObject([
      { outcome: "rejected", instanceId: expect.any(String) },
    ]);
    expect((await ctx.db.select().from(reviewDecisions))[0]?.answers).toEqual({ decision: { value: "reject" } });
    expect(await statusOf(ctx, taskId)).toBe("rejected");
  });

  it("is refused to an annotator", async () => {
    const [ctx, slug, itemId] = await dispute();
    const item = await read(ctx, slug, itemId);
    await expect(decide(await database().ctxOf("annotator"), item, "approved")).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("waits for reviews that are due", async () => {
    const ctx = await database().ctxOf("curator");
    const { slug, itemIds } = await makeProject(ctx, await insertReviewTasks(ctx.db, 1));
    await expect(decide(ctx, await read(ctx, slug, itemIds[0]), "approved")).rejects.toThrow("still due");
  });

  it("refuses answers that the form does not know", async () => {
    const [ctx, slug, itemId] = await dispute();
    const item = await read(ctx, slug, itemId);
    await expect(decide(ctx, item, "approved", { decision: { value: "maybe" } })).rejects.toThrow("decision: ");
    await expect(decide(ctx, item, "approved", { other: { value: true } })).rejects.toThrow("does not ask");
  });

  it("tells who is late who decided and what", async () => {
    const [ctx, slug, itemId] = await dispute();
    const item = await read(ctx, slug, itemId);
    const outcomes = await Promise.allSettled([decide(ctx, item, "approved"), decide(ctx, item, "approved")]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(decide(ctx, item, "rejected")).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(`it was decided by ${ctx.actor.name} at .*It is decided, approved now`),
    });
    expect(await ctx.db.$count(reviewDecisions)).toBe(1);
  });

  it("decides nothing about what changed since it was looked at", async () => {
    const [ctx, slug, itemId, taskId] = await dispute();
    const item = await read(ctx, slug, itemId);
    await reimport(ctx.db, taskId);
    await expect(decide(ctx, item, "approved")).rejects.toMatchObject({ code: "conflict" });
    expect(await read(ctx, slug, itemId)).toMatchObject({ state: "disputed", isChanged: true });
    await decide(ctx, await read(ctx, slug, itemId), "approved");
    expect(await read(ctx, slug, itemId)).toMatchObject({ state: "decided", isChanged: false });
  });
});

describe("takeBackDecision", () => {
  it("brings back what stood before, step by step", async () => {
    const [ctx, one] = await people();
    const [taskId = 0] = await insertReviewTasks(ctx.db, 1);
    await ctx.db.update(tasks).set({ status: "validated" });
    const { slug, itemIds } = await makeProject(ctx, [taskId]);
    const [itemId = 0] = itemIds;
    await submitReview(one, itemId, approve);
    await decide(ctx, await read(ctx, slug, itemId), "rejected");
    const [second, first] = (await read(ctx, slug, itemId)).decisions;
    await expect(withdraw(ctx, first?.id)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(`${ctx.actor.name} decided anew .*rejected`),
    });
    await withdraw(ctx, second?.id);
    expect(await read(ctx, slug, itemId)).toMatchObject({
      state: "decided",
      outcome: "approved",
      subjectStatus: "approved",
    });
    await withdraw(ctx, first?.id);
    expect(await read(ctx, slug, itemId)).toMatchObject({
      state: "disputed",
      outcome: null,
      subjectStatus: "validated",
      decisions: [
        { outcome: "withdrawn", withdraws: first?.id },
        { outcome: "withdrawn", withdraws: second?.id },
        { isInForce: false },
        { isInForce: false },
      ],
      events: [
        { event: "withdrawn" },
        { event: "withdrawn", outcome: "approved" },
        { event: "decided" },
        { event: "decided" },
      ],
    });
    expect(await ctx.db.$count(auditEvents, eq(auditEvents.event, "task.decision_withdrawn"))).toBe(2);
  });

  it("brings back what a task was last, though an older decision was taken back too", async () => {
    const [ctx, decisionId, taskId] = await decided();
    await withdraw(ctx, decisionId);
    expect(await statusOf(ctx, taskId)).toBe("imported");
    await ctx.db.update(tasks).set({ status: "validated" });
    const [item] = await ctx.db.select().from(reviewItems);
    await decide(ctx, await read(ctx, item?.project ?? "", item?.id), "approved");
    const [latest] = await ctx.db.select().from(reviewDecisions).orderBy(desc(reviewDecisions.id));
    await withdraw(ctx, latest?.id);
    expect(await statusOf(ctx, taskId)).toBe("validated");
  });

  it("is refused to an annotator, and for what is no decision", async () => {
    const [ctx, decisionId] = await decided();
    await expect(withdraw(await database().ctxOf("annotator"), decisionId)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(withdraw(ctx, 999_999)).rejects.toMatchObject({ code: "not_found" });
  });

  it("takes a decision back once", async () => {
    const [ctx, decisionId] = await decided();
    const outcomes = await Promise.allSettled([withdraw(ctx, decisionId), withdraw(ctx, decisionId)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(withdraw(ctx, decisionId)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(`${ctx.actor.name} took this decision back at`),
    });
  });

  it("leaves a task alone that was imported anew", async () => {
    const [ctx, decisionId, taskId] = await decided();
    await reimport(ctx.db, taskId);
    await withdraw(ctx, decisionId);
    expect(await statusOf(ctx, taskId)).toBe("imported");
  });

  it("leaves standing what another project decided", async () => {
    const [ctx, decisionId, taskId] = await decided();
    const { itemIds } = await makeProject(ctx, [taskId]);
    await submitReview(await database().ctxOf("annotator"), itemIds[0] ?? 0, reject);
    await withdraw(ctx, decisionId);
    expect(await statusOf(ctx, taskId)).toBe("rejected");
  });
});

describe("reopenItem", () => {
  it("asks for a second look at what changed, and keeps the first one", async () => {
    const [ctx, one] = await people();
    const [taskId = 0] = await insertReviewTasks(ctx.db, 1);
    const { slug, itemIds } = await makeProject(ctx, [taskId]);
    const [itemId = 0] = itemIds;
    await submitReview(one, itemId, approve);
    const contentHash = await reimport(ctx.db, taskId);
    const item = await read(ctx, slug, itemId);
    expect(item).toMatchObject({ isChanged: true, state: "decided", subjectStatus: "imported" });
    await reopen(ctx, item);
    expect(await read(ctx, slug, itemId)).toMatchObject({
      state: "open",
      outcome: null,
      isChanged: false,
      reviewedHash: contentHash,
      submitted: 0,
      slots: 1,
      reviews: [],
      decisions: [{ outcome: "withdrawn" }, { outcome: "approved", isInForce: false }],
    });
    const [event] = await ctx.db.select().from(reviewEvents).where(eq(reviewEvents.event, "reopened"));
    expect(event?.detail).toMatchObject({ reviews: [{ name: one.actor.name, answers: approve }] });
    await submitReview(one, itemId, reject);
    expect(await read(ctx, slug, itemId)).toMatchObject({
      state: "decided",
      outcome: "rejected",
      subjectStatus: "rejected",
    });
  });

  it("keeps a draft that somebody is writing", async () => {
    const [ctx, slug, itemId] = await dispute();
    const [slot] = await ctx.db.select().from(reviewSlots).where(eq(reviewSlots.itemId, itemId));
    const draft = { project: slug, itemId, reviewer: "x", name: "x", answers: approve } as const;
    const item = await read(ctx, slug, itemId);
    await ctx.db.insert(reviews).values({ ...draft, formHash: item.formHash, contentHash: item.contentHash });
    await reopen(ctx, item);
    expect(await ctx.db.select().from(reviews)).toMatchObject([{ state: "draft", reviewer: "x" }]);
    expect(slot?.state).toBe("submitted");
    expect(await ctx.db.$count(reviewSlots, eq(reviewSlots.state, "open"))).toBe(2);
  });

  it("is refused to an annotator, for what is open, and to who is late", async () => {
    const [ctx, slug, itemId] = await dispute();
    const item = await read(ctx, slug, itemId);
    await expect(reopen(await database().ctxOf("annotator"), item)).rejects.toMatchObject({ code: "forbidden" });
    const outcomes = await Promise.allSettled([reopen(ctx, item), reopen(ctx, item)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(reopen(ctx, item)).rejects.toThrow(`it was reopened by ${ctx.actor.name}`);
    await expect(reopen(ctx, await read(ctx, slug, itemId))).rejects.toThrow("waits for its reviews already");
    expect(await ctx.db.$count(reviewEvents, eq(reviewEvents.event, "reopened"))).toBe(1);
  });
});

describe("what somebody whose review is due gets to see", () => {
  it("is no answer of others, until it is submitted", async () => {
    const [ctx, one, other] = await people();
    const ids = await insertReviewTasks(ctx.db, 1);
    const { slug, itemIds } = await makeProject(ctx, ids, {
      reviewersPerItem: 3,
      rule: "majority",
      hidden: ["answers"],
    });
    const [itemId = 0] = itemIds;
    await submitReview(one, itemId, reject);
    const blind = await read(other, slug, itemId);
    expect(blind).toMatchObject({ isBlind: true, reviews: [], reviewCount: 1, combined: {}, suggested: null });
    expect(JSON.stringify(blind.events)).not.toContain('"answers"');
    expect((await listSubjectReviews(other, { taskId: ids[0] ?? 0 })).items).toMatchObject([
      { reviews: [], isBlind: true },
    ]);
    expect(await read(one, slug, itemId)).toMatchObject({ isBlind: false, reviewCount: 1 });
    expect(await read(await database().ctxOf("viewer"), slug, itemId)).toMatchObject({ isBlind: false });
    expect((await read(ctx, slug, itemId)).reviews).toMatchObject([{ answers: reject }]);
    await submitReview(other, itemId, approve);
    expect((await read(other, slug, itemId)).reviews).toHaveLength(2);
  });

  it("is blind for a curator only who began to review it", async () => {
    const [ctx, one] = await people();
    const ids = await insertReviewTasks(ctx.db, 1);
    const { slug, itemIds } = await makeProject(ctx, ids, {
      reviewersPerItem: 2,
      rule: "majority",
      hidden: ["answers"],
    });
    const [itemId = 0] = itemIds;
    await submitReview(one, itemId, reject);
    const { formHash, contentHash } = await read(ctx, slug, itemId);
    const draft = { project: slug, itemId, reviewer: ctx.actor.userId, name: "x", answers: {}, formHash, contentHash };
    await ctx.db.insert(reviews).values(draft);
    expect(await read(ctx, slug, itemId)).toMatchObject({ isBlind: true, reviews: [] });
  });

  it("is not what was decided in an earlier round, nor why somebody skipped the item", async () => {
    const [ctx, one, other] = await people();
    const ids = await insertReviewTasks(ctx.db, 1);
    const { slug, itemIds } = await makeProject(ctx, ids, { rule: "majority", hidden: ["answers"] });
    const [itemId = 0] = itemIds;
    await submitReview(one, itemId, reject);
    await reopenItem(ctx, { itemId, revision: (await read(ctx, slug, itemId)).revision, reason: "Far too wide" });
    await skipSlot(one, { itemId, reason: "Wide tests" });
    const blind = await read(other, slug, itemId);
    expect(blind.decisions).toEqual([]);
    expect(blind.events.map(({ event }) => event)).toContain("reopened");
    const told = JSON.stringify([blind, await listSubjectReviews(other, { taskId: ids[0] ?? 0 })]);
    for (const word of ["rejected", "Far too wide", "Wide tests"]) expect(told).not.toContain(word);
    expect(JSON.stringify(await read(ctx, slug, itemId))).toContain("Far too wide");
  });

  it("is no more to a token of an annotator than to those who are invited", async () => {
    const [ctx, one] = await people();
    const members = [one.actor.userId];
    const { slug, itemIds } = await makeProject(ctx, await insertReviewTasks(ctx.db, 1), {
      reviewersPerItem: 2,
      rule: "majority",
      hidden: ["answers"],
      isOpenToAll: false,
      members,
    });
    await submitReview(one, itemIds[0] ?? 0, reject);
    const token = { actor: mintActor({ userId: null, name: "token", role: "annotator" }), db: ctx.db };
    expect(await read(token, slug, itemIds[0])).toMatchObject({ isBlind: true, reviews: [] });
  });

  it("is everything in a project that hides no answers, and for who is not asked", async () => {
    const [ctx, one, other] = await people();
    const ids = await insertReviewTasks(ctx.db, 1);
    const settings = { reviewersPerItem: 2, rule: "majority" } as const;
    const seen = await makeProject(ctx, ids, settings);
    const members = [one.actor.userId];
    const closed = await makeProject(ctx, ids, { ...settings, hidden: ["answers"], isOpenToAll: false, members });
    for (const { slug, itemIds } of [seen, closed]) {
      await submitReview(one, itemIds[0] ?? 0, reject);
      expect(await read(other, slug, itemIds[0])).toMatchObject({ isBlind: false, reviews: [{ answers: reject }] });
    }
  });
});

describe("withdrawSettled", () => {
  it("opens an item that its rule had decided, and lets the task show what it was", async () => {
    const [ctx, , taskId] = await decided();
    const [item] = await ctx.db.select().from(reviewItems);
    await ctx.db.transaction((tx) => withdrawSettled(tx, ctx.actor, item?.id ?? 0));
    expect(await ctx.db.select().from(reviewItems)).toMatchObject([{ state: "open", outcome: null, decidedAt: null }]);
    expect(await statusOf(ctx, taskId)).toBe("imported");
    const rows = await ctx.db.select().from(reviewEvents).orderBy(reviewEvents.id);
    expect(rows.map(({ event }) => event)).toEqual(["decided", "withdrawn"]);
  });

  it("does nothing about what a person decided", async () => {
    const [ctx, slug, itemId] = await dispute();
    await decide(ctx, await read(ctx, slug, itemId), "approved");
    const again = ctx.db.transaction((tx) => withdrawSettled(tx, ctx.actor, itemId));
    await expect(again).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining(ctx.actor.name) });
    expect(await read(ctx, slug, itemId)).toMatchObject({ state: "decided", outcome: "approved" });
  });
});

it("walks along what is disputed", async () => {
  const [ctx, one, other] = await people();
  const ids = await insertReviewTasks(ctx.db, 4);
  const { slug, itemIds } = await makeProject(ctx, ids, { reviewersPerItem: 2, rule: "unanimous" });
  const [first = 0, second = 0, , last = 0] = itemIds;
  for (const itemId of [first, second, last]) {
    await submitReview(one, itemId, approve);
    await submitReview(other, itemId, reject);
  }
  const around = (position: number) => findDisputed(ctx, { project: slug, position });
  expect(await around(2)).toEqual({ previous: first, next: last });
  expect(await around(1)).toEqual({ previous: null, next: second });
  expect(await around(4)).toEqual({ previous: second, next: null });
});

async function people() {
  const ctx = await database().ctxOf("curator");
  return [ctx, await database().ctxOf("annotator"), await database().ctxOf("annotator")] as const;
}

async function dispute() {
  const [ctx, one, other] = await people();
  const [taskId = 0] = await insertReviewTasks(ctx.db, 1);
  const { slug, itemIds } = await makeProject(ctx, [taskId], { reviewersPerItem: 2, rule: "unanimous" });
  const [itemId = 0] = itemIds;
  await submitReview(one, itemId, approve);
  await submitReview(other, itemId, reject);
  return [ctx, slug, itemId, taskId] as const;
}

async function decided() {
  const [ctx, one] = await people();
  const [taskId = 0] = await insertReviewTasks(ctx.db, 1);
  const { itemIds } = await makeProject(ctx, [taskId]);
  await submitReview(one, itemIds[0] ?? 0, approve);
  const [row] = await ctx.db.select({ id: reviewDecisions.id }).from(reviewDecisions);
  return [ctx, row?.id ?? 0, taskId] as const;
}

async function read(ctx: Ctx, slug: string, itemId: number | undefined): Promise<ItemDetail> {
  const item = await findItem(ctx, slug, itemId ?? 0);
  if (!item) throw new Error("There is no such item");
  return item;
}

function decide(
  ctx: Ctx,
  { id, revision, contentHash }: ItemDetail,
  outcome: Outcome,
  answers: Parameters<typeof adjudicate>[1]["answers"] = {
    decision: { value: outcome === "approved" ? "approve" : "reject" },
  },
) {
  return adjudicate(ctx, { itemId: id, revision, contentHash, outcome, answers, reason: "Seen both" });
}

function withdraw(ctx: Ctx, decisionId = 0) {
  return takeBackDecision(ctx, { decisionId, reason: "On second thoughts" });
}

function reopen(ctx: Ctx, { id, revision }: ItemDetail) {
  return reopenItem(ctx, { itemId: id, revision, reason: "" });
}

async function statusOf(ctx: Ctx, taskId: number) {
  const [task] = await ctx.db.select().from(tasks).where(eq(tasks.id, taskId));
  return task?.status;
}
