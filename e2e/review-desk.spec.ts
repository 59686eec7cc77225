import type { Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { type Ctx, mintActor } from "#lib/auth/actor";
import { approveReject } from "#lib/core/review/approve-reject";
import { verifiedRubric } from "#lib/core/review/verified-rubric";
import { commandStep, sampleTrajectory } from "#lib/core/trajectory/testing/sample-steps";
import { reviewItems, reviewSlots, reviews, tasks, trajectories } from "#lib/db/schema";
import { insertTrajectory } from "#lib/db/testing/trajectory-rows";
import { claimSlot } from "#lib/reviews/claim-slot";
import { createProject } from "#lib/reviews/create-project";
import { newProjectSchema } from "#lib/reviews/model";
import { expire } from "#lib/reviews/testing/review-project";
import { type Account, expect, test } from "./fixtures.ts";
import { open, untilHydrated } from "./hydration.ts";
import { importRows, newSlug, patchOf, taskRow } from "./task-rows.ts";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const instanceOf = (number: number) => `example__widgets-${number}`;

test("a new annotator reviews three items by keyboard only, with undo, skip and a draft that outlives a reload", async ({
  accountOf,
  pageOf,
  ctx,
  expectAccessible,
}) => {
  const { slug } = await newProject(ctx, 4, { guidelines: "Read the **issue** first." });
  const ann = await accountOf("annotator");
  const page = await pageOf(ann);
  await open(page, "/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Review" }).click();
  await page.getByRole("link", { name: `Start reviewing ${slug}` }).click();
  await expect(heading(page)).toHaveText(instanceOf(1));
  await expect(page.getByText("Widget 1 is bent")).toBeVisible();
  await untilHydrated(page.getByRole("textbox", { name: "Why?" }));

  await page.keyboard.press("Enter");
  await expect(page.getByText("An answer is missing")).toBeVisible();
  await page.keyboard.press("g");
  await expect(page.getByRole("dialog")).toContainText("Read the issue first.");
  await page.keyboard.press("Escape");
  await page.keyboard.press("]");
  await expect(page.getByRole("tab", { name: "Gold patch" })).toHaveAttribute("aria-selected", "true");
  await expectAccessible(page);

  await page.keyboard.press("a");
  await expect(page.getByRole("radio", { name: "Approve" })).toBeChecked();
  await page.keyboard.press("j");
  await page.keyboard.press("w");
  await page.keyboard.type("It says what to do: a, r, s and u are letters here");
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Why?" })).toHaveValue(/letters here$/);
  await open(page, `/review/${slug}/desk`);
  await page.keyboard.press("j");
  await page.keyboard.press("w");
  await page.keyboard.press("Control+Enter");
  await expect(heading(page)).toHaveText(instanceOf(2));
  await expect(page.getByText("1 of 4 by you; team 1 of 4")).toBeVisible();
  expect(await taskStatus(ctx, slug, 1)).toBe("approved");

  await page.keyboard.press("u");
  await expect(heading(page)).toHaveText(instanceOf(1));
  await expect(page.getByRole("radio", { name: "Approve" })).toBeChecked();
  await expect(page.getByText("0 of 4 by you; team 0 of 4")).toBeVisible();
  expect(await taskStatus(ctx, slug, 1)).toBe("imported");
  await page.keyboard.press("r");
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText(instanceOf(2));
  expect(await taskStatus(ctx, slug, 1)).toBe("rejected");

  await page.keyboard.press("s");
  await expect(heading(page)).toHaveText(instanceOf(3));
  for (const number of [3, 4]) {
    await expect(heading(page)).toHaveText(instanceOf(number));
    await page.keyboard.press("1");
    await page.keyboard.press("Enter");
  }
  await expect(page.getByRole("heading", { name: "Only what you skipped is left" })).toBeVisible();
  await page.getByRole("button", { name: "Take 1 skipped item again" }).click();
  await expect(heading(page)).toHaveText(instanceOf(2));
  await page.keyboard.press("a");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "All done" })).toBeVisible();
  await expect(page.getByText("4 in all, 4 of them by you")).toBeVisible();
  await expectAccessible(page);
});

test("two people get different items, and each sees the team's progress", async ({ signedIn, ctx }) => {
  const { slug } = await newProject(ctx, 3);
  const [ann, ben] = [await signedIn("annotator"), await signedIn("annotator")];
  await open(ann, `/review/${slug}/desk`);
  await open(ben, `/review/${slug}/desk`);
  await expect(heading(ann)).toHaveText(instanceOf(1));
  await expect(heading(ben)).toHaveText(instanceOf(2));
  await ann.keyboard.press("a");
  await ann.keyboard.press("Enter");
  await expect(heading(ann)).toHaveText(instanceOf(3));
  await ben.keyboard.press("r");
  await ben.keyboard.press("Enter");
  await expect(ben.getByRole("heading", { name: "Nothing for you right now" })).toBeVisible();
  await expect(ben.getByText("1 place is with other reviewers right now")).toBeVisible();
  await expect(ben.getByText("1 of 3 by you; team 2 of 3")).toBeVisible();
});

test("a viewer's keys work while the evidence has the focus, and the desk's everywhere else", async ({
  signedIn,
  ctx,
}) => {
  const { slug } = await newProject(ctx, 2);
  const page = await signedIn("annotator");
  await open(page, `/review/${slug}/desk`);
  await page.keyboard.press("]");
  const wrap = page.getByRole("button", { name: "Wrap long lines" });
  await expect(wrap).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("e");
  await page.keyboard.press("w");
  await expect(wrap).toHaveAttribute("aria-pressed", "false");
  await page.keyboard.press("s");
  await expect(heading(page)).toHaveText(instanceOf(1));
  await page.keyboard.press("a");
  await expect(page.getByRole("radio", { name: "Approve" })).toBeChecked();
  await page.keyboard.press("q");
  await page.keyboard.press("s");
  await expect(heading(page)).toHaveText(instanceOf(2));
});

test("a lost lease is told, the draft stays, and the place can be taken again", async ({ accountOf, pageOf, ctx }) => {
  const { slug, itemIds } = await newProject(ctx, 2);
  const [itemId = 0] = itemIds;
  const ann = await accountOf("annotator");
  const page = await pageOf(ann);
  await open(page, `/review/${slug}/desk`);
  await page.getByRole("textbox", { name: "Why?" }).fill("My own words");
  await expect(page.getByText(/^Saved \d|^Saved just now/)).toBeVisible();
  await expire(ctx.db, itemId);
  const ben = ctxOf(ctx, await accountOf("annotator"));
  expect(await claimSlot(ben, slug)).toEqual({ state: "claimed", itemId });
  await page.getByRole("radio", { name: "Reject" }).check({ force: true });
  await page.getByRole("button", { name: "Submit and next" }).click();
  await expect(page.getByText("went back to the queue")).toBeVisible();
  await ctx.db
    .update(reviewSlots)
    .set({ state: "open", userId: null, leasedUntil: null })
    .where(eq(reviewSlots.itemId, itemId));
  await page.getByRole("button", { name: "Take it again" }).click();
  await expect(page.getByText("went back to the queue")).toBeHidden();
  await expect(page.getByRole("textbox", { name: "Why?" })).toHaveValue("My own words");
  await expect(page.getByRole("radio", { name: "Reject" })).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText(instanceOf(2));
});

test("words typed while the server cannot be reached are kept and sent later", async ({ accountOf, pageOf, ctx }) => {
  const { slug, itemIds } = await newProject(ctx, 1);
  const page = await pageOf(await accountOf("annotator"));
  await open(page, `/review/${slug}/desk`);
  await page.context().setOffline(true);
  await page.getByRole("textbox", { name: "Why?" }).fill("Written in a tunnel");
  await expect(page.getByText("Not saved on the server yet")).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText(/^Saved/)).toBeVisible();
  const [draft] = await ctx.db
    .select()
    .from(reviews)
    .where(eq(reviews.itemId, itemIds[0] ?? 0));
  expect(draft).toMatchObject({ state: "draft", answers: { rationale: { value: "Written in a tunnel" } } });
});

test("going back shows the desk as it is by then", async ({ signedIn, ctx }) => {
  const { slug } = await newProject(ctx, 2);
  const page = await signedIn("annotator");
  const why = page.getByRole("textbox", { name: "Why?" });
  const goAndReturn = async () => {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Tasks" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Tasks" })).toBeVisible();
    await page.goBack();
  };
  await open(page, `/review/${slug}/desk`);
  await why.fill("Before I left");
  await goAndReturn();
  await expect(why).toHaveValue("Before I left");
  await why.fill("And after");
  await expect(page.getByText(/^Saved \d|^Saved just now/)).toBeVisible();
  await page.getByRole("radio", { name: "Approve" }).check({ force: true });
  await page.getByRole("button", { name: "Submit and next" }).click();
  await expect(heading(page)).toHaveText(instanceOf(2));
  await goAndReturn();
  await expect(heading(page)).toHaveText(instanceOf(2));
  await expect(page.getByText("1 of 2 by you; team 1 of 2")).toBeVisible();
});

test("of two drafts one is chosen before anything is written or submitted", async ({
  accountOf,
  pageOf,
  ctx,
  expectAccessible,
}) => {
  const { slug, itemIds } = await newProject(ctx, 2);
  const ann = await accountOf("annotator");
  const page = await pageOf(ann);
  await open(page, `/review/${slug}/desk`);
  await page.keyboard.press("a");
  await expect(page.getByText(/^Saved \d|^Saved just now/)).toBeVisible();
  await page.evaluate(
    ([key, draft]) => localStorage.setItem(key ?? "", draft ?? ""),
    [
      `assay-draft-${ann.id}-${itemIds[0]}`,
      JSON.stringify({ revision: 9, answers: { decision: { value: "reject" }, rationale: { value: "Too narrow" } } }),
    ],
  );
  await page.reload();
  const choice = page.getByRole("dialog", { name: "Two drafts of one review" });
  await expect(choice).toContainText("Reject");
  await expect(choice).toContainText("Too narrow");
  await expect(choice).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("r");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("button", { name: "Submit and next" })).toBeDisabled();
  await expect(page.getByRole("radio", { name: "Approve" })).toBeChecked();
  await expect(page.getByRole("radio", { name: "Approve" })).toBeDisabled();
  await choice.getByRole("button", { name: "Use the others" }).click();
  await expect(page.getByRole("textbox", { name: "Why?" })).toHaveValue("Too narrow");
  await expect(page.getByRole("radio", { name: "Reject" })).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText(instanceOf(2));
  expect(await taskStatus(ctx, slug, 1)).toBe("rejected");
});

test("the focus goes into a dialog's field, and to the item that comes next", async ({ signedIn, ctx }) => {
  const { slug } = await newProject(ctx, 3);
  const page = await signedIn("annotator");
  await open(page, `/review/${slug}/desk`);
  await page.keyboard.press("Shift+S");
  const reason = page.getByRole("textbox", { name: "Why? (optional)" });
  await expect(reason).toBeFocused();
  await page.keyboard.type("too narrow");
  await expect(reason).toHaveValue("too narrow");
  await page.getByRole("dialog").getByRole("button", { name: "Skip" }).click();
  await expect(heading(page)).toHaveText(instanceOf(2));
  await expect(page.getByRole("group", { name: instanceOf(2) })).toBeFocused();
  await page.keyboard.press("a");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: instanceOf(3) })).toBeFocused();
});

test("a submission whose answer was lost on the way is found out", async ({ signedIn, ctx }) => {
  const { slug } = await newProject(ctx, 2);
  const page = await signedIn("annotator");
  await open(page, `/review/${slug}/desk`);
  await page.keyboard.press("a");
  await expect(page.getByText(/^Saved \d|^Saved just now/)).toBeVisible();
  await page.route(
    `**/review/${slug}/desk`,
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Your review, submitted/)).toBeVisible();
  await expect(page.getByText("went back to the queue")).toBeHidden();
  await page.getByRole("button", { name: "Go to the next item" }).click();
  await expect(heading(page)).toHaveText(instanceOf(2));
});

test("what is hidden from a blind reviewer is in no answer of the server until they have submitted", async ({
  signedIn,
  ctx,
  expectAccessible,
}) => {
  const slug = newSlug("blind");
  const goldLine = "answer_of_gold = 42";
  const secrets = ["Mystic-7b", "openwrench", goldLine];
  const patch = patchOf("src/part-1.py").replace("bend = 0", goldLine);
  const rows = await importRows(ctx, slug, [taskRow(1, { patch })]);
  const taskId = rows.get(instanceOf(1)) ?? 0;
  const steps = Array.from({ length: 60 }, (_, place) =>
    commandStep(place + 1, `echo ${place + 1}`, `openwrench runs Mystic-7b, step ${place + 1}`),
  );
  const agent = {
    scaffold: "openwrench",
    version: "1",
    model: "acme/Mystic-7b",
    parameters: {},
    toolDefinitions: [],
    extra: {},
  };
  await insertTrajectory(ctx.db, sampleTrajectory(steps, { agent, instanceId: instanceOf(1) }), {
    dataset: slug,
    taskId,
  });
  await createProject(ctx, projectOf(slug, { subject: "trajectories", hidden: ["model", "gold"] }), {
    where: eq(trajectories.dataset, slug),
    filter: "",
  });
  const page = await signedIn("annotator");
  const answers: Promise<string>[] = [];
  page.on("response", (response) => {
    if (!/\/_next\/static\//.test(response.url())) answers.push(response.text().catch(() => ""));
  });
  await open(page, `/review/${slug}/desk`);
  await expect(page.getByText("hidden: model, gold patch")).toBeVisible();
  await expect(page.getByRole("article", { name: "Step 1", exact: true })).toContainText(
    "[hidden] runs [hidden], step 1",
  );
  await page.goto(`/review/${slug}/desk#step-57`);
  await expect(page.getByRole("article", { name: "Step 57", exact: true })).toContainText("[hidden], step 57");
  await page.getByRole("tab", { name: "Gold patch" }).click();
  await expect(page.getByRole("heading", { name: "The gold patch is hidden" })).toBeVisible();
  await expectAccessible(page);
  const before = (await Promise.all(answers)).join("\n");
  expect(before.includes("step 57")).toBe(true);
  expect(secrets.filter((secret) => before.includes(secret))).toEqual([]);
  await page.keyboard.press("a");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "All done" })).toBeVisible();
  const [item] = await ctx.db.select().from(reviewItems).where(eq(reviewItems.project, slug));
  await open(page, `/review/${slug}/desk?item=${item?.id}`);
  await expect(page.getByText("acme/Mystic-7b").first()).toBeVisible();
  await expect(page.getByText(/^Your review, submitted/)).toBeVisible();
  await page.keyboard.press("u");
  await expect(page.getByText("hidden: model, gold patch")).toBeVisible();
});

test("viewers read what a link leads to, and are given nothing", async ({ signedIn, ctx, expectAccessible }) => {
  const { slug, itemIds } = await newProject(ctx, 1);
  const page = await signedIn("viewer");
  await open(page, "/review");
  await expect(page.getByRole("region", { name: "Projects of review" })).toContainText(slug);
  await expect(page.getByRole("link", { name: `Start reviewing ${slug}` })).toHaveCount(0);
  await expectAccessible(page);
  await open(page, `/review/${slug}/desk`);
  await expect(page.getByRole("heading", { name: "No item can be opened" })).toBeVisible();
  await open(page, `/review/${slug}/desk?item=${itemIds[0]}`);
  await expect(page.getByText("You are only looking")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Approve" })).toBeDisabled();
  await expectAccessible(page);
});

test("a long form scrolls by itself, and the page does not", async ({ accountOf, pageOf, ctx }) => {
  const { slug } = await newProject(ctx, 1, { form: verifiedRubric, rule: "max-severity" });
  const page = await pageOf(await accountOf("annotator"));
  await open(page, `/review/${slug}/desk`);
  await expect(heading(page)).toHaveText(instanceOf(1));
  const hidden = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
  expect(hidden).toBeLessThanOrEqual(0);
});

function projectOf(slug: string, change: Partial<z.input<typeof newProjectSchema>> = {}) {
  return newProjectSchema.parse({
    slug,
    title: slug,
    subject: "tasks",
    form: approveReject,
    rule: "single",
    ...change,
  });
}

async function newProject(ctx: Ctx, count: number, change: Partial<z.input<typeof newProjectSchema>> = {}) {
  const slug = newSlug("desk");
  await importRows(
    ctx,
    slug,
    Array.from({ length: count }, (_, index) => taskRow(index + 1)),
  );
  await createProject(ctx, projectOf(slug, change), { where: eq(tasks.dataset, slug), filter: `dataset=${slug}` });
  const items = await ctx.db
    .select({ id: reviewItems.id })
    .from(reviewItems)
    .where(eq(reviewItems.project, slug))
    .orderBy(reviewItems.position);
  return { slug, itemIds: items.map(({ id }) => id) };
}

function ctxOf({ db }: Ctx, { id, email }: Account): Ctx {
  return { actor: mintActor({ userId: id, name: email, role: "annotator" }), db };
}

async function taskStatus({ db }: Ctx, dataset: string, number: number): Promise<string | undefined> {
  const [task] = await db
    .select({ status: tasks.status })
    .from(tasks)
    .where(and(eq(tasks.dataset, dataset), eq(tasks.instanceId, instanceOf(number))));
  return task?.status;
}
