import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import { readyMadeForms } from "#lib/core/review/ready-made-forms";
import { reviewDecisions, reviewForms, reviewItems, reviewSlots, tasks } from "#lib/db/schema";
import { emptyTables } from "#lib/db/testing/empty-tables";
import { testDatabase } from "#lib/db/testing/test-database";
import { adjudicate } from "#lib/reviews/adjudicate";
import { findItem } from "#lib/reviews/find-item";
import { findProject } from "#lib/reviews/find-project";
import { listProjectHistory } from "#lib/reviews/list-project-history";
import { approve, insertReviewTasks, makeProject, reject, submitReview } from "#lib/reviews/testing/review-rows";
import { projectUpdateSchema, updateProject } from "#lib/reviews/update-project";

const database = testDatabase();

beforeEach(async () => {
  await emptyTables(
    database().connection.sql,
    "tasks",
    "review_projects",
    "task_facets",
    "reviews",
    "review_decisions",
    "review_events",
    "audit_events",
  );
});

describe("updateProject", () => {
  it("changes what is said, and keeps the history of it", async () => {
    const [ctx, one] = await people();
    const { slug } = await makeProject(ctx, await insertReviewTasks(ctx.db, 1));
    const members = [one.actor.userId];
    expect(
      await change(ctx, slug, 1, {
        title: "Other",
        guidelines: "# Read",
        hidden: ["gold"],
        isOpenToAll: false,
        members,
        state: "paused",
      }),
    ).toEqual({ revision: 2 });
    expect(await findProject(ctx, slug)).toMatchObject({
      title: "Other",
      guidelines: "# Read",
      hidden: ["gold"],
      isOpenToAll: false,
      state: "paused",
      revision: 2,
      members: [{ id: one.actor.userId, email: one.actor.name }],
    });
    expect(await change(ctx, slug, 2, { title: "Other", members })).toEqual({ revision: 2 });
    const history = await listProjectHistory(ctx, slug);
    expect(await listProjectHistory(ctx, slug, { before: history[0]?.id ?? 0 })).toEqual(history.slice(1));
    expect(await listProjectHistory(ctx, slug, { limit: 1 })).toEqual(history.slice(0, 1));
    expect(history).toMatchObject([
      {
        event: "review_project.changed",
        actor: ctx.actor.name,
        detail: { changed: ["title", "guidelines", "hidden", "isOpenToAll", "state", "members"], revision: 2 },
      },
      { event: "review_project.created" },
    ]);
  });

  it("is refused to an annotator", async () => {
    const [ctx, one] = await people();
    const { slug } = await makeProject(ctx, await insertReviewTasks(ctx.db, 1));
    await expect(change(one, slug, 1, { title: "Other" })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("tells who is late what changed and whose doing that is", async () => {
    const [ctx] = await people();
    const other = await database().ctxOf("curator");
    const { slug } = await makeProject(ctx, await insertReviewTasks(ctx.db, 1));
    await change(other, slug, 1, { rule: "majority", title: "Other" });
    await expect(change(ctx, slug, 1, { title: "Mine" })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(`changed meanwhile by ${other.actor.name} at .*: the title, the rule`),
    });
    const results = await Promise.allSettled([
      change(ctx, slug, 2, { title: "One" }),
      change(other, slug, 2, { title: "Two" }),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(change(ctx, "nobody", 1, {})).rejects.toMatchObject({ code: "not_found" });
  });

  it("settles complete items anew when the rule changes, but for what a person decided", async () => {
    const [ctx, one, other] = await people();
    const ids = await insertReviewTasks(ctx.db, 4);
    const { slug, itemIds } = await makeProject(ctx, ids, { reviewersPerItem: 2, rule: "unanimous" });
    const [agreed = 0, apart = 0, judged = 0, begun = 0] = itemIds;
    for (const itemId of [agreed, apart, judged]) await submitReview(one, itemId, approve);
    await submitReview(other, agreed, approve);
    await submitReview(other, apart, reject);
    await submitReview(other, judged, reject);
    await submitReview(one, begun, reject);
    const item = await findItem(ctx, slug, judged);
    await adjudicate(ctx, {
      itemId: judged,
      revision: item?.revision ?? 0,
      contentHash: item?.contentHash ?? "",
      outcome: "approved",
      answers: {},
      reason: "",
    });
    await change(ctx, slug, 1, { rule: "max-severity" });
    expect(await outcomesOf(ctx, slug)).toEqual(["approved", "rejected", "approved", "open"]);
    expect(await statusesOf(ctx)).toEqual(["approved", "rejected", "approved", "imported"]);
    await change(ctx, slug, 2, { rule: "adjudicator" });
    expect(await outcomesOf(ctx, slug)).toEqual(["disputed", "disputed", "approved", "open"]);
    expect(await statusesOf(ctx)).toEqual(["imported", "imported", "approved", "imported"]);
    expect((await findItem(ctx, slug, agreed))?.events[0]).toMatchObject({ event: "withdrawn", outcome: "approved" });
    await change(ctx, slug, 3, { rule: "single" });
    expect(await outcomesOf(ctx, slug)).toEqual(["approved", "approved", "approved", "open"]);
    expect(await ctx.db.$count(reviewDecisions, eq(reviewDecisions.origin, "adjudicator"))).toBe(1);
  });

  it("gives items further reviewers, but not those that are decided", async () => {
    const [ctx, one, other] = await people();
    const { slug, itemIds } = await makeProject(ctx, await insertReviewTasks(ctx.db, 3), {
      reviewersPerItem: 2,
      rule: "unanimous",
    });
    const [agreed = 0, apart = 0] = itemIds;
    for (const itemId of [agreed, apart]) await submitReview(one, itemId, approve);
    await submitReview(other, agreed, approve);
    await submitReview(other, apart, reject);
    await change(ctx, slug, 1, { reviewersPerItem: 3 });
    expect(await outcomesOf(ctx, slug)).toEqual(["approved", "open", "open"]);
    expect(await slotsOf(ctx, slug)).toEqual([2, 3, 3]);
    await change(ctx, slug, 2, { rule: "majority" });
    await submitReview(await database().ctxOf("annotator"), apart, reject);
    expect(await outcomesOf(ctx, slug)).toEqual(["approved", "rejected", "open"]);
  });

  it("takes reviewers away as far as no review is lost, and settles what is complete then", async () => {
    const [ctx, one, other] = await people();
    const { slug, itemIds } = await makeProject(ctx, await insertReviewTasks(ctx.db, 3), {
      reviewersPerItem: 3,
      rule: "unanimous",
    });
    const [first = 0, second = 0] = itemIds;
    await submitReview(one, first, approve);
    await submitReview(other, first, approve);
    // The third place is the one that was taken.
    await ctx.db.execute(sql`update review_slots set number = -number where item_id = ${second}`);
    await ctx.db.execute(sql`update review_slots set number = number + 4 where item_id = ${second}`);
    await submitReview(one, second, approve);
    await ctx.db.execute(sql`update review_slots set number = 9 where item_id = ${second} and state = 'submitted'`);
    await change(ctx, slug, 1, { reviewersPerItem: 2 });
    expect(await outcomesOf(ctx, slug)).toEqual(["approved", "open", "open"]);
    expect(await slotsOf(ctx, slug)).toEqual([2, 2, 2]);
    const numbers = await ctx.db
      .select({ number: reviewSlots.number })
      .from(reviewSlots)
      .where(eq(reviewSlots.itemId, second));
    expect(numbers.map(({ number }) => number).toSorted()).toEqual([1, 2]);
    await expect(change(ctx, slug, 2, { reviewersPerItem: 1 })).rejects.toMatchObject({
      code: "conflict",
      message: "1 item has more than 1 review already, which would be lost.",
    });
    expect(await findProject(ctx, slug)).toMatchObject({ reviewersPerItem: 2, revision: 2 });
  });

  it("lets reviews keep the form they were made with", async () => {
    const [ctx, one, other] = await people();
    const ids = await insertReviewTasks(ctx.db, 2);
    const { slug, itemIds } = await makeProject(ctx, ids, { reviewersPerItem: 2, rule: "unanimous" });
    const [first = 0, second = 0] = itemIds;
    await submitReview(one, first, approve);
    await submitReview(one, second, approve);
    const before = await findProject(ctx, slug);
    const [plain] = readyMadeForms.slice(-1);
    const question = { kind: "flag", id: "sure", label: "Sure?", isRequired: true } as const;
    const form = {
      ...plain,
      name: "Approve, reject, sure",
      questions: [...(plain?.questions ?? []), question],
      rejectWhen: [],
    };
    await change(ctx, slug, 1, { form });
    expect(await findProject(ctx, slug)).toMatchObject({ formName: "Approve, reject, sure", olderReviews: 2 });
    // The first did not answer what is asked now.
    await submitReview(other, first, { ...approve, sure: { value: true } });
    await submitReview(other, second, approve, { formHash: before?.formHash ?? "" });
    expect(await outcomesOf(ctx, slug)).toEqual(["disputed", "approved"]);
    expect(await ctx.db.$count(reviewForms)).toBe(2);
    expect(await ctx.db.select().from(reviewDecisions)).toMatchObject([{ formHash: before?.formHash }]);
  });
});

async function people() {
  const ctx = await database().ctxOf("curator");
  return [ctx, await database().ctxOf("annotator"), await database().ctxOf("annotator")] as const;
}

function change(ctx: Ctx, slug: string, revision: number, changes: object) {
  return updateProject(ctx, projectUpdateSchema.parse({ slug, revision, changes }));
}

async function outcomesOf(ctx: Ctx, slug: string) {
  const rows = await ctx.db
    .select()
    .from(reviewItems)
    .where(eq(reviewItems.project, slug))
    .orderBy(reviewItems.position);
  return rows.map(({ state, outcome }) => outcome ?? state);
}

async function slotsOf(ctx: Ctx, slug: string) {
  const rows = await ctx.db.execute<{ count: number }>(sql`
    select count(*)::int as count from review_slots where project = ${slug} group by position order by position`);
  return rows.map(({ count }) => count);
}

async function statusesOf(ctx: Ctx) {
  const rows = await ctx.db.select({ status: tasks.status }).from(tasks).orderBy(tasks.id);
  return rows.map(({ status }) => status);
}
