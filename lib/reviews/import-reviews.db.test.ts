import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import { readyMadeForms } from "#lib/core/review/ready-made-forms";
import {
  auditEvents,
  reviewDecisions,
  reviewEvents,
  reviewItems,
  reviewProjects,
  reviewSlots,
  reviews,
  tasks,
  taskTexts,
} from "#lib/db/schema";
import { sampleRecords } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importRecords } from "#lib/predictions/testing/import-records";
import { type ReviewImportOptions, reviewImportOptionsSchema } from "#lib/reviews/import-model";
import { importReviews } from "#lib/reviews/import-reviews";
import { findProgress } from "#lib/reviews/progress";
import { releaseSlot } from "#lib/reviews/release-slot";
import { newProject } from "#lib/reviews/testing/rated-project";
import { claimed } from "#lib/reviews/testing/review-project";

const database = testDatabase();
const inFolder = temporaryFolder();
const dataset = "reviewed";
const header =
  "instance_id,user_id,underspecified,underspecified_notes,false_negative,other_major_issues,difficulty,filter_out";
let ctx: Ctx;

beforeAll(async () => {
  ctx = await database().ctxOf("curator");
  await importRecords(ctx, { dataset, path: inFolder("tasks.jsonl"), records: sampleRecords(6) });
});

function line(number: number, user: string, underspecified = "1.0", falseNegative = "0.0"): string {
  return `owner__name-${number},${user},${underspecified},"Because, ""so""",${falseNegative},0.0,<15 min fix,False`;
}

function take(
  lines: readonly string[],
  options: Partial<ReviewImportOptions> & { project: string },
  asker = ctx,
  isDryRun = false,
) {
  const text = [header, ...lines].join("\r\n");
  async function* chunks() {
    yield new TextEncoder().encode(text);
  }
  return importReviews(
    asker,
    reviewImportOptionsSchema.parse(options),
    { chunks: chunks(), fileName: "reviews.csv" },
    { isDryRun },
  );
}

async function countsOf(project: string) {
  const count = async (table: typeof reviews | typeof reviewEvents | typeof reviewDecisions | typeof reviewItems) =>
    ctx.db.$count(table, eq(table.project, project));
  return {
    reviews: await count(reviews),
    events: await count(reviewEvents),
    decisions: await count(reviewDecisions),
    items: await count(reviewItems),
    filledSlots: await ctx.db.$count(
      reviewSlots,
      and(eq(reviewSlots.project, project), eq(reviewSlots.state, "submitted")),
    ),
  };
}

describe("importReviews", () => {
  it("writes submitted reviews, fills slots, and decides what has all its reviews", async () => {
    const project = await newProject(ctx, { slug: "pairs", dataset, reviewersPerItem: 2 });
    const file = [line(1, "17"), line(1, "72", "2.0"), line(2, "17"), line(2, ""), line(3, "17", "0.0")];
    const imported = await take(file, { project });
    expect(imported).toMatchObject({
      dataset,
      reviews: 5,
      reviewers: 3,
      added: 5,
      unchanged: 0,
      decided: 2,
      disputed: 0,
      problems: [],
      unknown: [],
      notInProject: [],
    });
    expect(imported.columns.filter(({ use }) => use === null)).toEqual([{ column: "filter_out", use: null }]);
    expect(await countsOf(project)).toEqual({ reviews: 5, events: 7, decisions: 2, items: 6, filledSlots: 5 });
    const rows = await ctx.db
      .select()
      .from(reviews)
      .where(eq(reviews.project, project))
      .orderBy(reviews.itemId, reviews.reviewer);
    expect(rows.map(({ reviewer }) => reviewer)).toEqual(["17", "72", "17", "ensembled", "17"]);
    expect(rows[0]).toMatchObject({
      name: "17",
      userId: null,
      state: "submitted",
      answers: {
        underspecified: { value: 1, note: 'Because, "so"' },
        false_negative: { value: 0 },
        other_major_issues: { value: false },
        difficulty: { value: "<15 min fix" },
      },
    });
    const decisions = await ctx.db
      .select()
      .from(reviewDecisions)
      .where(eq(reviewDecisions.project, project))
      .orderBy(reviewDecisions.itemId);
    expect(decisions.map(({ outcome, rule }) => [outcome, rule])).toEqual([
      ["rejected", "max-severity"],
      ["approved", "max-severity"],
    ]);
    const events = await ctx.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.subject, `review_project:${project}`));
    expect(events.map(({ event }) => event)).toContain("reviews.imported");
  });

  it("changes nothing when it is repeated, and keeps what is there where answers differ", async () => {
    const project = await newProject(ctx, { slug: "again", dataset });
    const file = [line(4, "17"), line(5, "17")];
    await take(file, { project });
    const before = await countsOf(project);
    expect(await take(file, { project })).toMatchObject({ added: 0, unchanged: 2, differing: [], decided: 0 });
    expect(await take([line(4, "17", "3.0"), line(5, "17")], { project })).toMatchObject({
      added: 0,
      unchanged: 1,
      differing: [{ instanceId: "owner__name-4", reviewer: "17", line: 2 }],
    });
    expect(await countsOf(project)).toEqual(before);
  });

  it("counts as decided or disputed what it settled itself", async () => {
    const project = await newProject(ctx, { slug: "late", dataset, rule: "unanimous", reviewersPerItem: 2 });
    const first = [line(1, "17"), line(1, "72"), line(2, "17", "0.0"), line(2, "72", "3.0"), line(3, "17")];
    expect(await take(first, { project })).toMatchObject({ decided: 1, disputed: 1 });
    const more = [line(1, "99"), line(2, "99")];
    expect(await take(more, { project })).toMatchObject({ added: 2, decided: 0, disputed: 0 });
    expect(await take([line(3, "72"), line(1, "100")], { project })).toMatchObject({ decided: 1, disputed: 0 });
  });

  it("does nothing in a dry run but say what would come of it", async () => {
    const project = await newProject(ctx, { slug: "dry", dataset });
    const file = [line(1, "17"), line(2, "17", "3.0")];
    const before = await countsOf(project);
    const told = await take(file, { project }, ctx, true);
    expect(told).toMatchObject({ isDryRun: true, added: 2, decided: 2 });
    expect(await countsOf(project)).toEqual(before);
    expect(await take(file, { project })).toEqual({ ...told, isDryRun: false });
  });

  it("tells lines that do not fit with their field, and takes the others", async () => {
    const project = await newProject(ctx, { slug: "misfits", dataset });
    const imported = await take([line(1, "17"), line(2, "17", "0.5"), line(1, "17", "2.0"), "owner__name-3,17"], {
      project,
    });
    expect(imported.added).toBe(1);
    expect(imported.problems).toMatchObject([
      { file: "reviews.csv", line: 3, field: "underspecified", expected: "one of 0, 1, 2, 3", found: "0.5" },
      { line: 4, field: "instance_id", found: "a second of owner__name-1 by 17, the first in line 2" },
      { line: 5, field: null, expected: "8 fields, as in the line of column names", found: "2" },
    ]);
  });

  it("lists tasks that the project or the dataset lacks, and adds those it can where asked", async () => {
    const project = await newProject(ctx, { slug: "few", dataset });
    await ctx.db
      .delete(reviewItems)
      .where(and(eq(reviewItems.project, project), eq(reviewItems.instanceId, "owner__name-3")));
    await ctx.db
      .delete(reviewItems)
      .where(and(eq(reviewItems.project, project), eq(reviewItems.instanceId, "owner__name-5")));
    const file = [line(1, "17"), line(3, "17"), line(5, "17"), line(99, "17"), line(98, "17")];
    expect(await take(file, { project }, ctx, true)).toMatchObject({
      added: 1,
      itemsAdded: 0,
      notInProject: ["owner__name-3", "owner__name-5"],
      unknown: ["owner__name-98", "owner__name-99"],
    });
    const imported = await take(file, { project, dataset, addsItems: true });
    expect(imported).toMatchObject({ added: 3, itemsAdded: 2, notInProject: [], decided: 3 });
    const items = await ctx.db
      .select()
      .from(reviewItems)
      .where(eq(reviewItems.project, project))
      .orderBy(reviewItems.position);
    expect(items.slice(-2)).toMatchObject([
      { instanceId: "owner__name-3", position: 7 },
      { instanceId: "owner__name-5", position: 8 },
    ]);
    expect(await countsOf(project)).toMatchObject({ items: 6, filledSlots: 3 });
  });

  it("keeps the review of a task that changed since, and leaves the item to a person", async () => {
    const project = await newProject(ctx, { slug: "changed", dataset });
    const [task] = await ctx.db
      .select()
      .from(tasks)
      .where(and(eq(tasks.dataset, dataset), eq(tasks.instanceId, "owner__name-6")));
    await ctx.db
      .update(taskTexts)
      .set({ contentHash: "f".repeat(64) })
      .where(eq(taskTexts.taskId, task?.id ?? 0));
    const imported = await take([line(6, "17"), line(1, "17")], { project });
    expect(imported).toMatchObject({ added: 2, decided: 1, disputed: 1 });
    const [item] = await ctx.db
      .select()
      .from(reviewItems)
      .where(and(eq(reviewItems.project, project), eq(reviewItems.instanceId, "owner__name-6")));
    expect(item?.outcome).toBeNull();
  });

  it("leaves to a person what a file says nothing of", async () => {
    const project = await newProject(ctx, { slug: "partly", dataset });
    const imported = await take([line(1, "17", ""), line(2, "17", "3.0")], { project });
    expect(imported).toMatchObject({ added: 2, decided: 1, disputed: 1 });
  });

  it("lets the first line decide where the first review does", async () => {
    const project = await newProject(ctx, { slug: "first", dataset, rule: "single", reviewersPerItem: 5 });
    const scores = ["3.0", "0.0", "0.0", "0.0", "0.0"];
    await take(
      scores.map((score, index) => line(1, `${9 - index}`, score)),
      { project },
    );
    const decisions = await ctx.db.select().from(reviewDecisions).where(eq(reviewDecisions.project, project));
    expect(decisions).toMatchObject([{ outcome: "rejected" }]);
  });

  it("leaves no slot to spare to anybody where it decides an item that somebody holds", async () => {
    const slug = await newProject(ctx, { slug: "held", dataset, reviewersPerItem: 2 });
    const [holder, next] = [await database().ctxOf("annotator"), await database().ctxOf("annotator")];
    const itemId = await claimed(holder, slug);
    await take([line(1, "17"), line(1, "72")], { project: slug });
    await releaseSlot(holder, { itemId });
    expect(await claimed(next, slug)).not.toBe(itemId);
    expect((await findProgress(next, slug)).slots).toEqual({ submitted: 1, all: 11 });
  });

  it("refuses reviews in the name of an account", async () => {
    const project = await newProject(ctx, { slug: "forged", dataset });
    const { actor } = await database().ctxOf("annotator");
    const imported = await take([line(1, actor.userId.toUpperCase()), line(2, "17")], { project });
    expect(imported).toMatchObject({ added: 1, problems: [{ line: 2, field: "user_id" }] });
  });

  it("does not count reasons that the file has no column for as not named", async () => {
    const [, form] = readyMadeForms;
    const project = await newProject(ctx, { slug: "reasons", dataset, form, rule: "majority" });
    async function* chunks() {
      yield new TextEncoder().encode("instance_id,decision\nowner__name-1,reject\n");
    }
    const options = reviewImportOptionsSchema.parse({ project, reviewer: "somebody" });
    await importReviews(ctx, options, { chunks: chunks(), fileName: "a.csv" }, { isDryRun: false });
    const [row] = await ctx.db.select().from(reviews).where(eq(reviews.project, project));
    expect(row).toMatchObject({
      name: "somebody",
      answers: { decision: { value: "reject" }, reasons: { value: null } },
    });
  });
});

describe("what is refused", () => {
  it("is an import by an annotator, into no project, into a closed one, or into one of trajectories", async () => {
    const project = await newProject(ctx, { slug: "guarded", dataset });
    const annotator = await database().ctxOf("annotator");
    await expect(take([line(1, "17")], { project }, annotator)).rejects.toMatchObject({ code: "forbidden" });
    await expect(take([], { project: "nowhere" })).rejects.toMatchObject({ code: "not_found" });
    await expect(take([], { project, dataset: "nowhere" })).rejects.toThrow(/no dataset called nowhere/);
    const change = (values: Partial<typeof reviewProjects.$inferInsert>) =>
      ctx.db.update(reviewProjects).set(values).where(eq(reviewProjects.slug, project));
    await change({ state: "closed" });
    await expect(take([line(1, "17")], { project })).rejects.toThrow(/closed/);
    await change({ state: "open", subject: "trajectories" });
    await expect(take([line(1, "17")], { project })).rejects.toThrow(/names tasks/);
  });

  it.each([
    ["instance,underspecified\n", /line 1: expected a column instance_id/],
    ["instance_id,notes\n", /line 1: expected a column for a question of the form/],
    ["", /an empty file/],
  ])("is a file without the columns it needs: %j", async (text, message) => {
    const project = "again";
    async function* chunks() {
      yield new TextEncoder().encode(text);
    }
    const options = reviewImportOptionsSchema.parse({ project });
    await expect(
      importReviews(ctx, options, { chunks: chunks(), fileName: "x.csv" }, { isDryRun: false }),
    ).rejects.toThrow(message);
  });

  it("is a file whose dataset has to be guessed", async () => {
    await importRecords(ctx, { dataset: "second", path: inFolder("second.jsonl"), records: sampleRecords(2) });
    const project = await newProject(ctx, { slug: "mixed", dataset });
    await take([line(1, "17")], { project, dataset: "second", addsItems: true });
    await expect(take([line(1, "17")], { project })).rejects.toThrow(/reviewed, second/);
  });
});
