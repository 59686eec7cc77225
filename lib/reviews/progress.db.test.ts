import { expect, it } from "vitest";
import { reviewMembers } from "#lib/db/schema";
import { testDatabase } from "#lib/db/testing/test-database";
import { listWorkProjects } from "#lib/reviews/list-work-projects";
import { findProgress } from "#lib/reviews/progress";
import { saveDraft } from "#lib/reviews/save-draft";
import { skipSlot } from "#lib/reviews/skip-slot";
import { submitReview } from "#lib/reviews/submit-review";
import { claimed, newProject, rejection, reviewOf } from "#lib/reviews/testing/review-project";

const database = testDatabase();

it("counts what is mine and what is the team's, at once", async () => {
  const [ann, ben] = await Promise.all([database().ctxOf("annotator"), database().ctxOf("annotator")]);
  const viewer = await database().ctxOf("viewer");
  const { slug } = await newProject(ann.db, 4, { reviewersPerItem: 2, rule: "unanimous" });
  const first = await claimed(ann, slug);
  await submitReview(ann, await reviewOf(ann, first));
  expect(await claimed(ben, slug)).toBe(first);
  await submitReview(ben, await reviewOf(ben, first, rejection));
  await skipSlot(ann, { itemId: await claimed(ann, slug), reason: "" });
  await saveDraft(ann, await reviewOf(ann, await claimed(ann, slug)));
  const team = { items: { open: 3, disputed: 1, decided: 0 }, slots: { submitted: 2, all: 8 } };
  expect(await findProgress(ann, slug)).toEqual({ mine: { submitted: 1, drafts: 1, skipped: 1 }, ...team });
  expect(await findProgress(ben, slug)).toEqual({ mine: { submitted: 1, drafts: 0, skipped: 0 }, ...team });
  expect(await findProgress(viewer, slug)).toEqual({ mine: { submitted: 0, drafts: 0, skipped: 0 }, ...team });
  const untouched = await newProject(ann.db, 1);
  const listed = (await listWorkProjects(ann)).map((row) => [row.slug, row.progress]);
  expect(listed).toContainEqual([slug, { mine: { submitted: 1, drafts: 1, skipped: 1 }, ...team }]);
  expect(listed).toContainEqual([
    untouched.slug,
    {
      mine: { submitted: 0, drafts: 0, skipped: 0 },
      items: { open: 1, disputed: 0, decided: 0 },
      slots: { submitted: 0, all: 1 },
    },
  ]);
});

it("lists every project, those first that the person can work on", async () => {
  const [ann, ben] = await Promise.all([database().ctxOf("annotator"), database().ctxOf("annotator")]);
  const open = await newProject(ann.db, 1);
  const circle = await newProject(ann.db, 1, { isOpenToAll: false });
  await ann.db.insert(reviewMembers).values({ project: circle.slug, userId: ann.actor.userId });
  const listed = async (ctx: typeof ann) =>
    (await listWorkProjects(ctx))
      .filter(({ slug }) => slug === open.slug || slug === circle.slug)
      .map(({ slug, canTakePart }) => [slug, canTakePart]);
  expect(await listed(ann)).toEqual([
    [circle.slug, true],
    [open.slug, true],
  ]);
  expect(await listed(ben)).toEqual([
    [open.slug, true],
    [circle.slug, false],
  ]);
});
