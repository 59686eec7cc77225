import { eq, inArray, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { readyMadeForms } from "#lib/core/review/ready-made-forms";
import { auditEvents, reviewItems, reviewSlots, reviews, tasks } from "#lib/db/schema";
import { emptyTables } from "#lib/db/testing/empty-tables";
import { testDatabase } from "#lib/db/testing/test-database";
import { insertSearchedTrajectory, insertTrajectoryListRows } from "#lib/db/testing/trajectory-list-rows";
import { addMatchingItems, countNewMatches } from "#lib/reviews/add-items";
import { createProject } from "#lib/reviews/create-project";
import { findProject } from "#lib/reviews/find-project";
import { listItems } from "#lib/reviews/list-items";
import { listProjects } from "#lib/reviews/list-projects";
import { newProjectSchema } from "#lib/reviews/model";
import { countSubjects, readSubjectChoice, subjectChoiceSchema } from "#lib/reviews/subject-choice";
import {
  approve,
  insertReviewTasks,
  makeProject,
  reimport,
  reject,
  submitReview,
} from "#lib/reviews/testing/review-rows";

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

const plain = { slug: "p", title: "P", subject: "tasks", form: readyMadeForms.at(-1), rule: "single" } as const;
const everything = { state: null, outcome: null, isChanged: false, q: "", cursor: null, limit: 50 } as const;

describe("choosing what is reviewed", () => {
  it("takes tasks by the filters of their list, and says how many before", async () => {
    const ctx = await database().ctxOf("curator");
    const ids = await insertReviewTasks(ctx.db, 30);
    await ctx.db
      .update(tasks)
      .set({ repo: "some/where" })
      .where(inArray(tasks.id, ids.slice(0, 7)));
    const choice = subjectChoiceSchema.parse({
      subject: "tasks",
      ids: null,
      filter: "/tasks?repo=some/where&sort=repo",
    });
    expect(await countSubjects(ctx, choice)).toBe(7);
    const read = await readSubjectChoice(ctx, choice);
    expect(read.filter).toBe("repo=some%2Fwhere");
    expect(await createProject(ctx, newProjectSchema.parse({ ...plain, reviewersPerItem: 2 }), read)).toBe(7);
    const items = await ctx.db.select().from(reviewItems).orderBy(reviewItems.position);
    expect(items.map(({ taskId }) => taskId)).toEqual(ids.slice(0, 7));
    expect(items.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await ctx.db.$count(reviewSlots)).toBe(14);
  });

  it("takes trajectories by filter, word and hand, never a sub-agent's", async () => {
    const ctx = await database().ctxOf("curator");
    const rows = await insertTrajectoryListRows(ctx.db, 30);
    const found = await insertSearchedTrajectory(ctx.db, ["turn the quaffle", "done"], { verdict: "resolved" });
    const listed = rows.filter(({ parentId }) => parentId === null);
    const count = (filter: string, ids: number[] | null = null) =>
      countSubjects(ctx, subjectChoiceSchema.parse({ subject: "trajectories", ids, filter }));
    expect(await count("")).toBe(listed.length + 1);
    expect(await count("q=quaffle")).toBe(1);
    expect(await count("q=quaffle&verdict=unresolved")).toBe(0);
    expect(
      await count(
        "",
        rows.map(({ id }) => id),
      ),
    ).toBe(listed.length);
    const { slug } = await makeProject(ctx, [found], { subject: "trajectories" });
    expect((await listItems(ctx, { ...everything, project: slug })).items).toMatchObject([{ trajectoryId: found }]);
  });

  it.each([
    ["tasks", "langauge=Python", /langauge: no such parameter/],
    ["trajectories", "status=approved", /status: no such parameter/],
    ["trajectories", "turnsMin=few", /turnsMin: a whole number/],
  ] as const)("refuses a filter of %s that says %s", async (subject, filter, message) => {
    const ctx = await database().ctxOf("curator");
    const choice = subjectChoiceSchema.parse({ subject, ids: null, filter });
    await expect(countSubjects(ctx, choice)).rejects.toThrow(message);
  });
});

describe("createProject", () => {
  it("is refused to an annotator", async () => {
    const ctx = await database().ctxOf("annotator");
    const ids = await insertReviewTasks(ctx.db, 1);
    await expect(makeProject(ctx, ids)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("makes none of nothing, none with a stranger, and none of a name that is taken", async () => {
    const ctx = await database().ctxOf("curator");
    const ids = await insertReviewTasks(ctx.db, 2);
    await expect(makeProject(ctx, [])).rejects.toMatchObject({ code: "invalid" });
    const stranger = { members: [crypto.randomUUID()], isOpenToAll: false };
    await expect(makeProject(ctx, ids, stranger)).rejects.toThrow("1 person has no account");
    await makeProject(ctx, ids, { slug: "taken" });
    await expect(makeProject(ctx, ids, { slug: "taken" })).rejects.toMatchObject({ code: "conflict" });
    expect((await listProjects(ctx, { cursor: null, limit: 10 })).items.map(({ slug }) => slug)).toEqual(["taken"]);
    expect(newProjectSchema.safeParse({ ...plain, slug: "new" }).success).toBe(false);
  });

  it("lets one of two at once have the name", async () => {
    const ctx = await database().ctxOf("curator");
    const ids = await insertReviewTasks(ctx.db, 2);
    const outcomes = await Promise.allSettled([1, 2].map(() => makeProject(ctx, ids, { slug: "both" })));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await ctx.db.$count(reviewItems)).toBe(2);
  });
});

describe("addMatchingItems", () => {
  it("takes in what matches by now, once, behind the others", async () => {
    const ctx = await database().ctxOf("curator");
    const ids = await insertReviewTasks(ctx.db, 6);
    await ctx.db
      .update(tasks)
      .set({ repo: "some/where" })
      .where(inArray(tasks.id, ids.slice(3)));
    const choice = subjectChoiceSchema.parse({ subject: "tasks", ids: null, filter: "repo=some/where" });
    await createProject(ctx, newProjectSchema.parse(plain), await readSubjectChoice(ctx, choice));
    expect(await countNewMatches(ctx, "p")).toBe(0);
    expect(await addMatchingItems(ctx, { project: "p" })).toEqual({ added: 0 });
    await ctx.db
      .update(tasks)
      .set({ repo: "some/where" })
      .where(inArray(tasks.id, ids.slice(0, 2)));
    await ctx.db
      .update(tasks)
      .set({ repo: "else/where" })
      .where(inArray(tasks.id, ids.slice(5)));
    expect(await countNewMatches(ctx, "p")).toBe(2);
    const both = await Promise.all([1, 2].map(() => addMatchingItems(ctx, { project: "p" })));
    expect(both.map(({ added }) => added).toSorted()).toEqual([0, 2]);
    const items = await ctx.db.select().from(reviewItems).orderBy(reviewItems.position);
    expect(items.map(({ taskId }) => taskId)).toEqual([...ids.slice(3), ...ids.slice(0, 2)]);
    expect(await ctx.db.$count(reviewSlots)).toBe(5);
    expect(await ctx.db.$count(auditEvents, eq(auditEvents.event, "review_project.items_added"))).toBe(1);
  });

  it("is for curators, for projects with a filter, and for those that are not closed", async () => {
    const ctx = await database().ctxOf("curator");
    const { slug } = await makeProject(ctx, await insertReviewTasks(ctx.db, 1));
    await expect(addMatchingItems(await database().ctxOf("annotator"), { project: slug })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(addMatchingItems(ctx, { project: slug })).rejects.toThrow("picked by hand");
    expect(await countNewMatches(ctx, slug)).toBeNull();
    await ctx.db.execute(sql`update review_projects set filter = '', state = 'closed'`);
    await expect(addMatchingItems(ctx, { project: slug })).rejects.toThrow("closed");
    await expect(addMatchingItems(ctx, { project: "nobody" })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("reading projects", () => {
  it("counts items, slots and people", async () => {
    const [ctx, one, other] = await people();
    const ids = await insertReviewTasks(ctx.db, 4);
    const { slug, itemIds } = await makeProject(ctx, ids, { reviewersPerItem: 2, rule: "unanimous" });
    const [first = 0, second = 0, third = 0] = itemIds;
    await submitReview(one, first, approve, { activeSeconds: 10 });
    await submitReview(other, first, approve, { activeSeconds: 20 });
    await submitReview(one, second, approve, { activeSeconds: 30 });
    await submitReview(other, second, reject, { activeSeconds: 90 });
    await submitReview(one, third, reject, { activeSeconds: 1000 });
    expect(await findProject(ctx, slug)).toMatchObject({
      states: { open: 2, disputed: 1, decided: 1 },
      approved: 1,
      rejected: 0,
      slots: 8,
      submitted: 5,
      reviewers: 2,
      medianSeconds: 30,
      changed: 0,
      olderReviews: 0,
      formName: "Approve or reject",
      progress: [
        { name: one.actor.name, submitted: 3, medianSeconds: 30 },
        { name: other.actor.name, submitted: 2, medianSeconds: 55 },
      ],
    });
    expect(await findProject(ctx, "nobody")).toBeUndefined();
  });

  it("takes the middle of times that were measured, of reviews that were submitted", async () => {
    const [ctx, one, other] = await people();
    const { slug, itemIds } = await makeProject(ctx, await insertReviewTasks(ctx.db, 4));
    const [first = 0, second = 0, third = 0, fourth = 0] = itemIds;
    for (const [itemId, activeSeconds] of [
      [first, 0],
      [second, 0],
      [third, 40],
    ] as const)
      await submitReview(one, itemId, approve, { activeSeconds });
    await submitReview(other, fourth, approve, { activeSeconds: 0 });
    await ctx.db
      .update(reviews)
      .set({ state: "draft", submittedAt: null, activeSeconds: 9 })
      .where(eq(reviews.itemId, second));
    expect(await findProject(ctx, slug)).toMatchObject({
      medianSeconds: 40,
      progress: [
        { name: one.actor.name, submitted: 2, drafts: 1, medianSeconds: 40 },
        { name: other.actor.name, submitted: 1, medianSeconds: null },
      ],
    });
  });

  it("lists projects, the newest first, page by page", async () => {
    const ctx = await database().ctxOf("curator");
    const ids = await insertReviewTasks(ctx.db, 1);
    for (const slug of ["a", "b", "c"]) await makeProject(ctx, ids, { slug });
    const first = await listProjects(ctx, { cursor: null, limit: 2 });
    expect([first.items.map(({ slug }) => slug), first.nextCursor]).toEqual([["c", "b"], "b"]);
    const second = await listProjects(ctx, { cursor: first.nextCursor, limit: 2 });
    expect([second.items.map(({ slug }) => slug), second.nextCursor]).toEqual([["a"], null]);
  });

  it("lists items by state, outcome, name and whether they ask for a second look", async () => {
    const [ctx, one] = await people();
    const ids = await insertReviewTasks(ctx.db, 5);
    const { slug, itemIds } = await makeProject(ctx, ids);
    const [first = 0, second = 0] = itemIds;
    await submitReview(one, first, approve);
    await submitReview(one, second, reject);
    const list = async (filter: object, limit = 50) => {
      const { items, nextCursor } = await listItems(ctx, { ...everything, project: slug, limit, ...filter });
      return [items.map(({ id }) => itemIds.indexOf(id)), nextCursor];
    };
    expect(await list({}, 2)).toEqual([[0, 1], 2]);
    expect(await list({ cursor: 2 }, 3)).toEqual([[2, 3, 4], null]);
    expect(await list({ state: "decided" })).toEqual([[0, 1], null]);
    expect(await list({ outcome: "rejected" })).toEqual([[1], null]);
    expect(await list({ isChanged: true })).toEqual([[], null]);
    await reimport(ctx.db, ids[0] ?? 0);
    // Nobody has looked at it yet.
    await reimport(ctx.db, ids[3] ?? 0);
    expect(await list({ isChanged: true })).toEqual([[0], null]);
    const [row] = await ctx.db.select().from(reviewItems).where(eq(reviewItems.id, second));
    expect(await list({ q: row?.instanceId.toUpperCase() })).toEqual([[1], null]);
  });

  it("hides the model of a trajectory from those who review it", async () => {
    const [ctx, one] = await people();
    const id = await insertSearchedTrajectory(ctx.db, ["step"], { model: "maker/secret" });
    const { slug } = await makeProject(ctx, [id], { subject: "trajectories", hidden: ["model"] });
    const request = { ...everything, project: slug };
    expect((await listItems(ctx, request)).items).toMatchObject([{ model: "maker/secret" }]);
    expect((await listItems(one, request)).items).toMatchObject([{ model: null }]);
  });
});

async function people() {
  const ctx = await database().ctxOf("curator");
  return [ctx, await database().ctxOf("annotator"), await database().ctxOf("annotator")] as const;
}
