import { and, eq, inArray, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import type { Outcome } from "#lib/core/review/model";
import { auditEvents, reviewDecisions, taskFacets, tasks, trajectories } from "#lib/db/schema";
import { emptyTables } from "#lib/db/testing/empty-tables";
import { testDatabase } from "#lib/db/testing/test-database";
import { insertTrajectoryListRows } from "#lib/db/testing/trajectory-list-rows";
import { decideMany, previewDecisions } from "#lib/reviews/decide-many";
import { type SubjectChoiceInput, subjectChoiceSchema } from "#lib/reviews/subject-choice";
import { insertReviewTasks, makeProject, reject, submitReview } from "#lib/reviews/testing/review-rows";
import { undoBulk } from "#lib/reviews/undo-bulk";

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

describe("decideMany", () => {
  it("decides about all that match a filter, with a row and an audit event each", async () => {
    const ctx = await database().ctxOf("curator");
    const ids = await insertReviewTasks(ctx.db, 12);
    await ctx.db
      .update(tasks)
      .set({ repo: "some/where" })
      .where(inArray(tasks.id, ids.slice(0, 5)));
    const { bulkId, count } = await decide(ctx, tasksOf("repo=some/where"), "rejected");
    expect(count).toBe(5);
    expect(await idsWith(ctx, "rejected")).toEqual(ids.slice(0, 5));
    const rows = await ctx.db.select().from(reviewDecisions);
    expect(rows).toHaveLength(5);
    expect(rows[0]).toMatchObject({
      outcome: "rejected",
      origin: "bulk",
      reason: "Too easy",
      previous: "imported",
      bulkId,
      decidedBy: ctx.actor.name,
    });
    expect(await ctx.db.$count(auditEvents, eq(auditEvents.event, "task.rejected"))).toBe(5);
    const [summary] = await ctx.db.select().from(auditEvents).where(eq(auditEvents.event, "bulk_decision.rejected"));
    expect(summary?.detail).toEqual({ tasks: 5, filter: "repo=some%2Fwhere", reason: "Too easy" });
    const [facet] = await ctx.db
      .select({ count: sql<number>`sum(count)::int` })
      .from(taskFacets)
      .where(eq(taskFacets.status, "rejected"));
    expect(facet?.count).toBe(5);
  });

  it("decides about picked trajectories", async () => {
    const ctx = await database().ctxOf("curator");
    const rows = (await insertTrajectoryListRows(ctx.db, 12)).filter(({ parentId }) => parentId === null);
    const ids = rows.slice(0, 3).map(({ id }) => id);
    await ctx.db.update(trajectories).set({ decision: null });
    const { bulkId } = await decide(ctx, { subject: "trajectories", ids }, "approved");
    expect(await ctx.db.$count(trajectories, eq(trajectories.decision, "approved"))).toBe(3);
    expect(await undoBulk(ctx, { bulkId })).toEqual({ undone: 3, left: 0 });
    expect(await ctx.db.$count(trajectories, eq(trajectories.decision, "approved"))).toBe(0);
  });

  it("is refused to an annotator, without a reason, and about nothing", async () => {
    const ctx = await database().ctxOf("curator");
    const ids = await insertReviewTasks(ctx.db, 2);
    const annotator = await database().ctxOf("annotator");
    const choice = subjectChoiceSchema.parse({ subject: "tasks", ids });
    const { seen } = await previewDecisions(ctx, choice);
    await expect(previewDecisions(annotator, choice)).rejects.toMatchObject({ code: "forbidden" });
    const input = { choice, outcome: "approved", reason: "So", seen } as const;
    await expect(decideMany(annotator, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(decide(ctx, tasksOf("repo=no/where"), "approved")).rejects.toThrow("Nothing is chosen");
    await expect(undoBulk(annotator, { bulkId: crypto.randomUUID() })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("does nothing when what was confirmed changed, and says how much", async () => {
    const ctx = await database().ctxOf("curator");
    const ids = await insertReviewTasks(ctx.db, 10);
    await ctx.db
      .update(tasks)
      .set({ repo: "some/where" })
      .where(inArray(tasks.id, ids.slice(0, 6)));
    const choice = subjectChoiceSchema.parse(tasksOf("repo=some/where"));
    const { count, seen } = await previewDecisions(ctx, choice);
    expect(count).toBe(6);
    await ctx.db
      .update(tasks)
      .set({ repo: "else/where" })
      .where(inArray(tasks.id, ids.slice(0, 2)));
    await ctx.db
      .update(tasks)
      .set({ revision: sql`revision + 1` })
      .where(inArray(tasks.id, ids.slice(3, 4)));
    await ctx.db
      .update(tasks)
      .set({ repo: "some/where" })
      .where(inArray(tasks.id, ids.slice(7)));
    await expect(decideMany(ctx, { choice, outcome: "rejected", reason: "So", seen })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("of the 6 tasks you looked at, 1 changed, 3 came to match, 2 no longer match"),
    });
    expect(await idsWith(ctx, "rejected")).toEqual([]);
    expect(await ctx.db.$count(reviewDecisions)).toBe(0);
  });

  it("does nothing about what a run moved on meanwhile", async () => {
    const ctx = await database().ctxOf("curator");
    const ids = await insertReviewTasks(ctx.db, 2);
    const choice = subjectChoiceSchema.parse({ subject: "tasks", ids, filter: "" });
    const { seen } = await previewDecisions(ctx, choice);
    await ctx.db
      .update(tasks)
      .set({ status: "stopped" })
      .where(inArray(tasks.id, ids.slice(0, 1)));
    await expect(decideMany(ctx, { choice, outcome: "approved", reason: "So", seen })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("1 changed"),
    });
  });

  it("lets one of two at once decide", async () => {
    const ctx = await database().ctxOf("curator");
    const ids = await insertReviewTasks(ctx.db, 30);
    const choice = subjectChoiceSchema.parse({ subject: "tasks", ids });
    const { seen } = await previewDecisions(ctx, choice);
    const results = await Promise.allSettled(
      (["approved", "rejected"] as const).map((outcome) => decideMany(ctx, { choice, outcome, reason: "So", seen })),
    );
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { message: expect.stringContaining("30 changed") },
    });
    expect(await ctx.db.$count(reviewDecisions)).toBe(30);
  });

  it("decides about ten thousand in as many statements as about two", async () => {
    const ctx = await database().ctxOf("curator");
    await insertReviewTasks(ctx.db, 2);
    const few = await countStatements(() => decide(ctx, tasksOf(""), "approved"));
    for (let at = 0; at < 10; at++) await ctx.db.execute(copyTasks(at));
    await ctx.db.execute(copyTexts);
    const many = await countStatements(() => decide(ctx, tasksOf(""), "rejected"));
    expect((await idsWith(ctx, "rejected")).length).toBe(10_002);
    expect(few).toBeGreaterThan(3);
    expect(many).toBe(few);
  });
});

describe("undoBulk", () => {
  it("brings back what each was, once", async () => {
    const ctx = await database().ctxOf("curator");
    const ids = await insertReviewTasks(ctx.db, 4);
    await ctx.db
      .update(tasks)
      .set({ status: "validated" })
      .where(inArray(tasks.id, ids.slice(0, 1)));
    const { bulkId } = await decide(ctx, { subject: "tasks", ids }, "approved");
    const results = await Promise.allSettled([undoBulk(ctx, { bulkId }), undoBulk(ctx, { bulkId })]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await idsWith(ctx, "validated")).toEqual(ids.slice(0, 1));
    expect(await idsWith(ctx, "imported")).toEqual(ids.slice(1));
    expect(await ctx.db.$count(reviewDecisions, eq(reviewDecisions.outcome, "withdrawn"))).toBe(4);
    expect(await ctx.db.$count(auditEvents, eq(auditEvents.event, "bulk_decision.undone"))).toBe(1);
    await expect(undoBulk(ctx, { bulkId })).rejects.toMatchObject({ code: "conflict" });
    await expect(undoBulk(ctx, { bulkId: crypto.randomUUID() })).rejects.toMatchObject({ code: "not_found" });
  });

  it("leaves alone what was decided anew since", async () => {
    const ctx = await database().ctxOf("curator");
    const ids = await insertReviewTasks(ctx.db, 3);
    const { bulkId } = await decide(ctx, { subject: "tasks", ids }, "approved");
    const { itemIds } = await makeProject(ctx, ids);
    await submitReview(await database().ctxOf("annotator"), itemIds[0] ?? 0, reject);
    expect(await undoBulk(ctx, { bulkId })).toEqual({ undone: 2, left: 1 });
    expect(await idsWith(ctx, "rejected")).toEqual(ids.slice(0, 1));
    expect(await idsWith(ctx, "imported")).toEqual(ids.slice(1));
  });
});

function tasksOf(filter: string): SubjectChoiceInput {
  return { subject: "tasks", ids: null, filter };
}

async function decide(ctx: Ctx, input: SubjectChoiceInput, outcome: Outcome) {
  const choice = subjectChoiceSchema.parse(input);
  const { seen } = await previewDecisions(ctx, choice);
  return decideMany(ctx, { choice, outcome, reason: "Too easy", seen });
}

async function idsWith(ctx: Ctx, status: (typeof tasks.$inferSelect)["status"]): Promise<number[]> {
  const rows = await ctx.db
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(eq(tasks.status, status)))
    .orderBy(tasks.id);
  return rows.map(({ id }) => id);
}

async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const { sql: client } = database().connection;
  const before = client.options.debug;
  let count = 0;
  client.options.debug = () => count++;
  await work();
  client.options.debug = before;
  return count;
}

function copyTasks(round: number) {
  return sql`insert into tasks (dataset, instance_id, repo, patch_files, patch_hunks, patch_lines_added, patch_lines_removed,
      patch_functions, test_patch_files, test_patch_lines, fail_to_pass, pass_to_pass, issue_words, hints_words)
    select 'alpha', 'copy-' || ${round}::int || '-' || n, 'o/r', 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 from generate_series(1, 1000) n`;
}

const copyTexts = sql`
  insert into task_texts (task_id, base_commit, problem_statement, hints, patch, test_patch, fail_to_pass_tests,
    pass_to_pass_tests, extra, layout_id, import_id, source_record, content_hash)
  select t.id, '', '', '', '', '', '{}', '{}', '{}', x.layout_id, x.import_id, 1, x.content_hash
  from tasks t, (select * from task_texts limit 1) x where t.instance_id like 'copy-%'`;
