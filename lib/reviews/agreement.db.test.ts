import { and, eq, inArray, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import { approveReject } from "#lib/core/review/approve-reject";
import { reviewFormSchema } from "#lib/core/review/form";
import { readyMadeForms } from "#lib/core/review/ready-made-forms";
import { reviewItems, reviewMembers, reviewProjects, reviewSkips, reviewSlots, reviews } from "#lib/db/schema";
import { sampleRecords } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importRecords } from "#lib/predictions/testing/import-records";
import { describeAgreement } from "#lib/reviews/agreement";
import { keepForm } from "#lib/reviews/keep-form";
import { findReviewRatings } from "#lib/reviews/review-ratings";
import { insertReviews, newProject, scored } from "#lib/reviews/testing/rated-project";

const database = testDatabase();
const inFolder = temporaryFolder();
const dataset = "reviewed";
let ctx: Ctx;

beforeAll(async () => {
  ctx = await database().ctxOf("curator");
  await importRecords(ctx, { dataset, path: inFolder("tasks.jsonl"), records: sampleRecords(6) });
});

async function agreementOf(project: string, asker: Ctx = ctx) {
  return describeAgreement(await findReviewRatings(asker, project));
}

describe("the agreement of a project", () => {
  it("is over submitted reviews, question by question, pair by pair", async () => {
    const slug = await newProject(ctx, { slug: "three", dataset, reviewersPerItem: 3 });
    const given: [number, string, number, number, number][] = [
      [1, "ada", 0, 0, 60],
      [1, "bob", 0, 3, 30],
      [1, "cyd", 1, 0, 90],
      [2, "ada", 2, 1, 120],
      [2, "bob", 2, 1, 0],
      [3, "ada", 3, 1, 100],
      [3, "bob", 2, 1, 50],
      [4, "cyd", 1, 2, 10],
    ];
    await insertReviews(ctx, slug, [
      ...given.map(([number, reviewer, underspecified, falseNegative, activeSeconds]) => ({
        instanceId: `owner__name-${number}`,
        reviewer,
        answers: scored(underspecified, falseNegative),
        activeSeconds,
      })),
      { instanceId: "owner__name-5", reviewer: "ada", answers: {}, isDraft: true },
    ]);
    const agreement = await agreementOf(slug);
    expect(agreement).toMatchObject({ reviews: 8, items: 4, sharedItems: 3 });
    expect(agreement.reviewers).toMatchObject([
      { name: "ada", isImported: true, reviews: 3, seconds: { reviews: 3, lower: 80, median: 100, upper: 110 } },
      { name: "bob", reviews: 3, seconds: { reviews: 2, lower: 35, median: 40, upper: 45 } },
      { name: "cyd", reviews: 2, seconds: { reviews: 2, median: 50 } },
    ]);
    expect(agreement.measures.map(({ id }) => id)).not.toContain("other_notes");
    const [outcome, underspecified] = agreement.measures;
    // The outcomes of the items, r for rejected: 1 a r a, 2 r r, 3 r r.
    expect(outcome).toMatchObject({ id: "outcome:", items: 3, droppedItems: 1, ratings: 7, raw: { value: 3 / 5 } });
    expect(outcome?.fleiss).toEqual({ value: null, interval: null, gap: "uneven-ratings" });
    // Two of the three items that ada and bob share are scored alike.
    expect(underspecified?.pairs[0]).toMatchObject({ first: 0, second: 1, items: 3, raw: 2 / 3 });
    expect(underspecified?.pairs[0]?.kappa.value).toBeCloseTo(0.5, 10);
    expect(underspecified?.categories.map(({ ratings }) => ratings)).toEqual([2, 2, 3, 1]);
    expect(underspecified?.alpha.ordinal?.gap).toBe("few-items");
  });

  it("takes no question for answered that an older form did not ask", async () => {
    const form = readyMadeForms.find(({ questions }) => questions.some(({ kind }) => kind === "reasons"));
    const slug = await newProject(ctx, { slug: "edited", dataset, ...(form ? { form } : {}), rule: "majority" });
    const answers = { decision: { value: "approve" } };
    const given = ["ada", "bob", "cyd"].map((reviewer) => ({ instanceId: "owner__name-1", reviewer, answers }));
    await insertReviews(ctx, slug, given);
    const older = await keepForm(ctx.db, reviewFormSchema.parse(approveReject), "ada");
    await ctx.db
      .update(reviews)
      .set({ formHash: older })
      .where(and(eq(reviews.project, slug), eq(reviews.reviewer, "ada")));
    const { measures } = await agreementOf(slug);
    const ratingsOf = (id: string) => measures.find((measure) => measure.id === id)?.ratings;
    expect([ratingsOf("decision"), ratingsOf("reasons:B1")]).toEqual([3, 2]);
  });

  it("names the items that divide people most, with what each answered", async () => {
    const { disputed } = await agreementOf("three");
    expect(disputed.map(({ instanceId }) => instanceId)).toEqual(["owner__name-1", "owner__name-3"]);
    expect(disputed[0]?.on).toEqual([
      { measure: "underspecified", answers: ["0", "0", "1"] },
      { measure: "false_negative", answers: ["0", "3", "0"] },
    ]);
    // Of five questions two divide: by 2/9 and 2/3 of their scales.
    expect(disputed[0]?.disagreement).toBeCloseTo((2 / 9 + 2 / 3) / 5, 10);
  });

  it("is empty, without a number that is none, for a project nobody has reviewed", async () => {
    const agreement = await agreementOf(await newProject(ctx, { slug: "untouched", dataset }));
    expect(agreement).toMatchObject({ reviews: 0, items: 0, sharedItems: 0, reviewers: [], disputed: [] });
    for (const { raw, fleiss } of agreement.measures) expect([raw.gap, fleiss.gap]).toEqual(["no-pairs", "no-pairs"]);
  });
});

describe("who may see it", () => {
  it("is nobody below annotator, and nobody where there is no such project", async () => {
    await expect(agreementOf("three", await database().ctxOf("viewer"))).rejects.toThrow(/needs the role annotator/);
    await expect(agreementOf("three", await database().ctxOf("annotator"))).resolves.toBeDefined();
    await expect(agreementOf("nowhere")).rejects.toMatchObject({ code: "not_found" });
  });

  it("is only who takes part, where a project is not open to all", async () => {
    const slug = await newProject(ctx, { slug: "closed-circle", dataset, isOpenToAll: false });
    const annotator = await database().ctxOf("annotator");
    await expect(agreementOf(slug, annotator)).rejects.toThrow(/Only members/);
    await ctx.db.insert(reviewMembers).values({ project: slug, userId: annotator.actor.userId });
    await expect(agreementOf(slug, annotator)).resolves.toBeDefined();
  });

  it("is an annotator only once nothing waits for them, where answers are hidden", async () => {
    const slug = await newProject(ctx, { slug: "blind", dataset, hidden: ["answers"], reviewersPerItem: 2 });
    const annotator = await database().ctxOf("annotator");
    const { userId, name } = annotator.actor;
    await expect(agreementOf(slug, annotator)).rejects.toThrow(/6 items wait/);
    await expect(agreementOf(slug)).resolves.toBeDefined();
    await insertReviews(
      ctx,
      slug,
      [1, 2, 3, 4].map((number) => ({
        instanceId: `owner__name-${number}`,
        reviewer: name,
        userId,
        answers: scored(0, 0),
      })),
    );
    await expect(agreementOf(slug, annotator)).rejects.toThrow(/2 items wait/);
    const items = await ctx.db.select().from(reviewItems).where(eq(reviewItems.project, slug));
    const itemOf = (number: number) => items.find(({ instanceId }) => instanceId === `owner__name-${number}`)?.id ?? 0;
    await ctx.db.insert(reviewSkips).values({ itemId: itemOf(5), userId });
    await expect(agreementOf(slug, annotator)).rejects.toThrow(/2 items wait/);
    await ctx.db
      .update(reviewSlots)
      .set({ state: "submitted" })
      .where(inArray(reviewSlots.itemId, [itemOf(5), itemOf(6)]));
    await expect(agreementOf(slug, annotator)).resolves.toBeDefined();
  });

  it("is not changed by a lease of somebody else, which may come back", async () => {
    const slug = await newProject(ctx, { slug: "leased", dataset, hidden: ["answers"] });
    const [annotator, other] = [await database().ctxOf("annotator"), await database().ctxOf("annotator")];
    await ctx.db
      .update(reviewSlots)
      .set({ state: "leased", userId: other.actor.userId, leasedUntil: sql`now() + interval '1 hour'` })
      .where(and(eq(reviewSlots.project, slug), eq(reviewSlots.position, 1)));
    await expect(agreementOf(slug, annotator)).rejects.toThrow(/6 items wait/);
    await ctx.db.update(reviewProjects).set({ state: "closed" }).where(eq(reviewProjects.slug, slug));
    await expect(agreementOf(slug, annotator)).resolves.toBeDefined();
  });
});
