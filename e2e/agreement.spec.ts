import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import type { ReviewFormInput } from "#lib/core/review/form";
import { reviewFormSchema } from "#lib/core/review/form";
import { reviewItems, reviews, tasks } from "#lib/db/schema";
import { sampleRecords } from "#lib/db/testing/sample-records";
import { insertReviews, newProject, scored } from "#lib/reviews/testing/rated-project";
import { expect, test } from "./fixtures.ts";
import { open, untilHydrated } from "./hydration.ts";
import { importRows, newSlug } from "./task-rows.ts";

const scale: ReviewFormInput = {
  name: "A scale of four",
  questions: [
    {
      kind: "scale",
      id: "score",
      label: "How much?",
      options: [1, 2, 3, 4].map((value) => ({ value, label: `Amount ${value}` })),
    },
  ],
};

/** The example of https://en.wikipedia.org/wiki/Krippendorff%27s_alpha: 0.691 nominal, 0.811 interval. */
const coders = {
  Ada: ". . . . . 3 4 1 2 1 1 3 3 . 3",
  Bob: "1 . 2 1 3 3 4 3 . . . . . . .",
  Cyd: ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
};

async function newReviewedProject(ctx: Ctx): Promise<string> {
  const slug = newSlug("coded");
  await importRows(ctx, slug, sampleRecords(15));
  await newProject(ctx, { slug, dataset: slug, form: reviewFormSchema.parse(scale), reviewersPerItem: 3 });
  const given = Object.entries(coders).flatMap(([reviewer, marks]) =>
    marks.split(" ").flatMap((mark, index) =>
      mark === "."
        ? []
        : {
            instanceId: `owner__name-${index + 1}`,
            reviewer,
            activeSeconds: 60 * (index + 1),
            answers: { score: { value: Number(mark) } },
          },
    ),
  );
  await insertReviews(ctx, slug, given);
  return slug;
}

test("agreement is told by question and pair, and leads to the items behind it", async ({
  signedIn,
  ctx,
  expectAccessible,
}) => {
  const slug = await newReviewedProject(ctx);
  const page = await signedIn("annotator");
  await open(page, `/review/${slug}/agreement`);
  await expect(
    page.getByText("27 reviews by 3 reviewers of 13 items, 12 of them with two reviews or more."),
  ).toBeVisible();
  const detail = page.getByRole("region", { name: "How much?" });
  await expect(detail).toContainText("alpha, nominal0.691");
  await expect(detail).toContainText("alpha, interval0.811");
  await expect(detail).toContainText("26 answers about 12 items; 1 item with fewer than two left out.");
  await expect(page.getByRole("region", { name: "Agreement by question" }).getByRole("img")).toHaveCount(1);
  await expectAccessible(page);

  await page
    .getByRole("region", { name: "Agreement by pair" })
    .getByRole("row", { name: /Bob/ })
    .getByRole("link")
    .last()
    .click();
  await expect(page).toHaveURL(/first=Bob&second=Cyd/);
  const confusion = page.getByRole("region", { name: "How the two answered" });
  await expect(detail).toContainText("Common items5");
  await confusion.getByRole("row").nth(3).getByRole("link").last().click();
  const behind = page.getByRole("region", { name: "Items behind the number" });
  await expect(behind).toContainText("1 item where Bob answered 3 and Cyd 4");
  const [item] = await ctx.db
    .select()
    .from(reviewItems)
    .where(and(eq(reviewItems.project, slug), eq(reviewItems.instanceId, "owner__name-6")));
  await expect(behind.getByRole("link", { name: "owner__name-6" })).toHaveAttribute(
    "href",
    `/review/${slug}/items/${item?.id}`,
  );
  await expectAccessible(page);
  await page.goBack();
  await expect(behind).toBeHidden();

  // Those who disagree: 8 by two steps, 6 and 15 by one.
  const disputed = page.getByRole("region", { name: "Most disputed items" });
  await expect(disputed.getByRole("row")).toHaveCount(4);
  await expect(disputed.getByRole("row").nth(1)).toContainText("owner__name-8");
  await expect(page.getByRole("region", { name: "Time per item" }).getByRole("row", { name: /Bob/ })).toContainText(
    "5 m 0 s",
  );
});

test("the numbers are downloaded as a table", async ({ signedIn, clientOf, ctx }) => {
  const slug = await newReviewedProject(ctx);
  const page = await signedIn("curator");
  await open(page, `/review/${slug}/agreement`);
  await page.getByRole("button", { name: "The numbers" }).click();
  const started = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Questions CSV" }).click();
  const lines = (await readFile(await (await started).path(), "utf8")).split("\r\n");
  expect(lines[0]).toMatch(/^measure,label,items,dropped_items,ratings,raw,raw_low,raw_high,/);
  expect(lines[1]).toMatch(/^score,How much\?,12,1,26,/);
  const client = await clientOf("annotator");
  const answer = await client.get(`/api/v1/review-projects/${slug}/agreement`);
  expect((await answer.json()).measures[0].alpha.nominal.value).toBeCloseTo(0.691, 3);
  expect((await (await clientOf("viewer")).get(`/api/v1/review-projects/${slug}/agreement`)).status()).toBe(403);
});

test("who still has items to review does not see what others answered", async ({ signedIn, ctx }) => {
  const slug = newSlug("blind");
  await importRows(ctx, slug, sampleRecords(2));
  await newProject(ctx, { slug, dataset: slug, hidden: ["answers"], reviewersPerItem: 3 });
  const answers = scored(0, 0);
  await insertReviews(
    ctx,
    slug,
    ["Zebulon", "Bob"].map((reviewer) => ({ instanceId: "owner__name-1", reviewer, answers })),
  );
  const page = await signedIn("annotator");
  await open(page, `/review/${slug}/agreement`);
  await expect(page.getByRole("heading", { name: "Not to be seen yet" })).toBeVisible();
  await expect(page.getByText("2 items wait for a review that could be yours")).toBeVisible();
  expect(await page.content()).not.toContain("Zebulon");
});

test("reviews from elsewhere are looked at, then taken in, and what does not fit is told", async ({
  signedIn,
  ctx,
  expectAccessible,
}) => {
  const slug = newSlug("taken");
  await importRows(ctx, slug, sampleRecords(3));
  await newProject(ctx, { slug, dataset: slug });
  const page = await signedIn("curator");
  await open(page, `/review/${slug}/agreement`);
  await expect(page.getByRole("heading", { name: "No item has two reviews yet" })).toBeVisible();
  await page.getByRole("link", { name: "Import reviews" }).click();
  await expect(page).toHaveURL(/\/import$/);
  await chooseFile(page, [
    "instance_id,user_id,underspecified,underspecified_notes,false_negative,other_major_issues,filter_out",
    'owner__name-1,17,1.0,"Two lines,\nof ""notes""",0.0,0.0,False',
    "owner__name-2,17,0.5,,0.0,0.0,False",
    "owner__name-3,17,3.0,<img src=x onerror=alert(1)>,0.0,0.0,True",
    "owner__name-99,17,0.0,,0.0,0.0,False",
  ]);
  await page.getByRole("button", { name: "Send and look at it" }).click();
  const report = page.getByRole("region", { name: "What would come of it" });
  await expect(report).toContainText(
    "reviews.csv, line 4, underspecified: expected one of 0, 1, 2, 3, found 0.5. Write one of these, or leave the cell empty.",
  );
  await expect(page.getByRole("region", { name: "1 name that" })).toHaveText("owner__name-99");
  await expect(page.getByRole("row", { name: "filter_out not used" })).toBeVisible();
  await expectAccessible(page);
  expect(await ctx.db.$count(reviews, eq(reviews.project, slug))).toBe(0);

  await page.getByRole("button", { name: "Import 2 reviews" }).click();
  await expect(page.getByText("2 reviews imported")).toBeVisible();
  await expect(page.getByRole("region", { name: "What came of it" })).toContainText("Items decided2");
  const decided = await ctx.db
    .select({ id: tasks.instanceId, status: tasks.status })
    .from(tasks)
    .where(eq(tasks.dataset, slug))
    .orderBy(tasks.instanceId);
  expect(decided.map(({ status }) => status)).toEqual([
    "approved",
    expect.not.stringMatching(/approved|rejected/),
    "rejected",
  ]);

  await page.reload();
  await chooseFile(page, ["instance_id,user_id,underspecified", "owner__name-1,17,2"]);
  await page.getByRole("button", { name: "Send and look at it" }).click();
  await expect(page.getByRole("region", { name: "1 review with other answers" })).toHaveText(
    "owner__name-1 by 17, line 2",
  );
  await expect(page.getByRole("button", { name: /^Import \d/ })).toHaveCount(0);

  // Another file that comes while this one is looked at would be taken in unseen.
  const answer = Promise.withResolvers<void>();
  await page.route("**/reviews?*", async (route) => {
    await answer.promise;
    await route.continue();
  });
  await page.getByRole("button", { name: "Look at it again" }).click();
  await expect(page.getByLabel("File", { exact: true })).toBeDisabled();
  answer.resolve();
  await expect(page.getByRole("region", { name: "1 review with other answers" })).toBeVisible();
  await expect(page.getByLabel("File", { exact: true })).toBeEnabled();
});

async function chooseFile(page: Page, lines: readonly string[]): Promise<void> {
  const file = page.getByLabel("File", { exact: true });
  await untilHydrated(file);
  await file.setInputFiles({ name: "reviews.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\r\n")) });
}
