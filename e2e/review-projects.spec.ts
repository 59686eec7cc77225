import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { readyMadeForms } from "#lib/core/review/ready-made-forms";
import { reviewItems, reviewPrescores, reviewProjects } from "#lib/db/schema";
import { insertSearchedTrajectory } from "#lib/db/testing/trajectory-list-rows";
import { updateProject } from "#lib/reviews/update-project";
import { expect, test } from "./fixtures.ts";
import { expectInert, hostile } from "./hostile-text.ts";
import { open } from "./hydration.ts";
import { newReviewedTasks } from "./review-rows.ts";
import { expectTotal, openList } from "./task-list.ts";
import { importRows, newSlug, taskRow } from "./task-rows.ts";

for (const [name, first] of [
  ["SWE-bench Verified rubric", "How well does the issue say what to do?"],
  ["Task reasons", "Is this task fit for the dataset?"],
  ["Approve or reject", "Approve or reject?"],
] as const) {
  test(`tasks of a filter are given to reviewers with the form ${name}`, async ({ signedIn, ctx }) => {
    const dataset = newSlug("choice");
    await importRows(ctx, dataset, [taskRow(1), taskRow(2), taskRow(3)]);
    const page = await signedIn("curator");
    await openList(page, `dataset=${dataset}`);
    await page.getByRole("button", { name: "Review", exact: true }).click();
    await page.getByRole("menuitem", { name: "Review these" }).click();
    await expect(page.getByRole("textbox", { name: "Filter" })).toHaveValue(`dataset=${dataset}`);
    await expect(page.getByText("3 tasks just now")).toBeVisible();
    await page.getByRole("combobox", { name: "Form" }).selectOption(name);
    await expect(page.getByRole("region", { name: "Preview of the form" })).toContainText(first);
    const title = newSlug(`with-${name.replaceAll(/\W/g, "")}`);
    await page.getByRole("textbox", { name: "Title" }).fill(title);
    await page.getByRole("spinbutton", { name: "Reviewers per item" }).fill("2");
    await page.getByRole("combobox", { name: "Outcome" }).selectOption("Majority");
    await page.getByRole("button", { name: "Create the project with 3 tasks" }).click();
    await expect(page).toHaveURL(new RegExp(`/review/${title.toLowerCase()}$`));
    await expect(page.getByRole("heading", { name: title })).toBeVisible();
    await expect(page.getByText("0 of 3 tasks decided")).toBeVisible();
    await expect(page.getByText("0 of 6 reviews in")).toBeVisible();
    await page.getByRole("link", { name: "Form", exact: true }).click();
    await expect(page.getByRole("region", { name: "Preview of the form" })).toContainText(first);
  });
}

test("trajectories are given to reviewers who do not see the model's name", async ({
  signedIn,
  ctx,
  expectAccessible,
}) => {
  const dataset = newSlug("runs");
  for (const model of ["maker/one", "maker/two"]) {
    const hash = crypto.randomUUID().replaceAll("-", "").padEnd(64, "0");
    await insertSearchedTrajectory(ctx.db, ["a step"], { dataset, model, contentHash: hash, decision: null });
  }
  const page = await signedIn("curator");
  await open(page, `/trajectories?dataset=${dataset}`);
  await page.getByRole("button", { name: "Review", exact: true }).click();
  await page.getByRole("menuitem", { name: "Review these" }).click();
  await expect(page.getByText("2 trajectories just now")).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Form" })).toHaveValue("Trajectory quality");
  await page.getByRole("checkbox", { name: "The model's name" }).check();
  await expectAccessible(page);
  const title = newSlug("Blind runs");
  await page.getByRole("textbox", { name: "Title" }).fill(title);
  await page.getByRole("button", { name: "Create the project with 2 trajectories" }).click();
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  await expect(page.getByText("maker/one")).toBeVisible();
  const annotator = await signedIn("annotator");
  await open(annotator, new URL(page.url()).pathname);
  await expect(annotator.getByRole("region", { name: "Items" })).toBeVisible();
  await expect(annotator.getByText("maker/one")).toBeHidden();
  expect(await annotator.content()).not.toContain("maker/one");
});

test("a filter that is misspelt chooses nothing, and says why", async ({ signedIn }) => {
  const page = await signedIn("curator");
  await open(page, "/review/new");
  await page.getByRole("textbox", { name: "Filter" }).fill("langauge=Python");
  await expect(page.getByText("langauge: no such parameter")).toBeVisible();
});

test("a form of one's own is written, mended where it is wrong, and asked", async ({
  signedIn,
  ctx,
  expectAccessible,
}) => {
  const dataset = newSlug("own");
  await importRows(ctx, dataset, [taskRow(1)]);
  const page = await signedIn("curator");
  await open(page, `/review/new?filter=dataset%3D${dataset}`);
  await page.getByRole("textbox", { name: "Title" }).fill(newSlug("Own form"));
  await page.getByRole("button", { name: "Edit as JSON" }).click();
  const form = { name: "Is it sane?", questions: [{ kind: "stars", id: "sane", label: "Is it sane?" }] };
  const text = JSON.stringify(form);
  await writeForm(page, text);
  const problems = page.getByRole("region", { name: "Problems" });
  await expect(problems).toContainText("1 problem");
  await expect(problems).toContainText(`line 1, column ${text.indexOf('"stars"') + 1}`);
  await expect(problems).toContainText("questions[0].kind");
  await page.getByRole("button", { name: "Create the project with 1 task" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "questions[0].kind" })).toBeVisible();
  await expectAccessible(page);
  await writeForm(page, text.replace("stars", "flag"));
  await expect(problems).toBeHidden();
  await expect(
    page.getByRole("region", { name: "Preview of the form" }).getByRole("radio", { name: "Yes" }),
  ).toBeVisible();
  await page.getByRole("button", { name: "Create the project with 1 task" }).click();
  await expect(page.getByText("0 of 1 task decided")).toBeVisible();
  await expect(page.getByText("Is it sane?")).toBeVisible();
});

test("who takes part, how many and by which rule can be changed later", async ({
  signedIn,
  accountOf,
  ctx,
  expectAccessible,
}) => {
  const { slug } = await newReviewedTasks(ctx, 2);
  const ann = await accountOf("annotator");
  const page = await signedIn("curator");
  await open(page, `/review/${slug}`);
  await page.getByRole("link", { name: "Settings" }).last().click();
  await page.getByRole("radio", { name: "Only these people" }).check();
  await page.getByRole("searchbox", { name: "Find somebody" }).fill(ann.email);
  await page.getByRole("checkbox", { name: ann.email }).check();
  await page.getByRole("spinbutton", { name: "Reviewers per item" }).fill("3");
  await page.getByRole("combobox", { name: "Outcome" }).selectOption("All agree");
  await page.getByRole("textbox", { name: "Guidelines" }).fill("# Read the issue first\n\n- then the tests");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByRole("heading", { name: "Read the issue first" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("is saved")).toBeVisible();
  await page.getByRole("link", { name: "Back to the project" }).click();
  await expect(page.getByText("0 of 6 reviews in")).toBeVisible();
  await expect(page.getByText("1 person")).toBeVisible();
  await page.getByRole("link", { name: "Guidelines" }).click();
  await expect(page.getByRole("heading", { name: "Read the issue first" })).toBeVisible();
  await page.getByRole("link", { name: "History" }).click();
  await expect(
    page.getByText("changed the guidelines, the reviewers per item, the rule, who takes part, the members"),
  ).toBeVisible();
  await expectAccessible(page);
});

test("who saves late is told what changed, and keeps what was written", async ({ signedIn, ctx }) => {
  const { slug } = await newReviewedTasks(ctx, 1);
  const page = await signedIn("curator");
  await open(page, `/review/${slug}/settings`);
  await page.getByRole("textbox", { name: "Title" }).fill("My title");
  await updateProject(ctx, { slug, revision: 1, changes: { rule: "majority", state: "paused" } });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "by test at" })).toContainText("the rule, the state");
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("My title");
});

test("what matches the filter by now is added", async ({ signedIn, ctx, clientOf }) => {
  const dataset = newSlug("grows");
  await importRows(ctx, dataset, [taskRow(1)]);
  const client = await clientOf("curator");
  const slug = newSlug("grows");
  const made = await client.post("/api/v1/review-projects", {
    data: {
      slug,
      title: "Grows",
      subject: "tasks",
      filter: `dataset=${dataset}`,
      form: "Task reasons",
      rule: "single",
    },
  });
  expect([made.status(), await made.json()]).toEqual([201, { slug, items: 1 }]);
  await importRows(ctx, dataset, [taskRow(2), taskRow(3)]);
  const page = await signedIn("curator");
  await open(page, `/review/${slug}/settings`);
  await page.getByRole("button", { name: "Add 2 tasks" }).click();
  await expect(page.getByText("Everything that matches the project's filter is an item already.")).toBeVisible();
  const items = await (await client.get(`/api/v1/review-projects/${slug}/items?limit=2`)).json();
  expect(items).toMatchObject({ items: [{ position: 1 }, { position: 2 }], nextCursor: 2 });
  const rest = await (await client.get(`/api/v1/review-projects/${slug}/items?cursor=2`)).json();
  expect(rest).toMatchObject({ items: [{ position: 3, state: "open" }], nextCursor: null });
  expect(await (await client.get(`/api/v1/review-projects/${slug}/items/${rest.items[0].id}`)).json()).toMatchObject({
    reviews: [],
    isBlind: false,
  });
  expect(await (await client.get(`/api/v1/review-projects/${slug}/decisions`)).json()).toEqual({
    items: [],
    nextCursor: null,
  });
});

test("the API refuses what is wrong by name, and those who may not", async ({ clientOf }) => {
  const project = { slug: newSlug("no"), title: "No", subject: "tasks", form: "Task reasons", rule: "single" };
  const curator = await clientOf("curator");
  const wrong = await curator.post("/api/v1/review-projects", { data: { ...project, form: { name: "F" } } });
  expect([wrong.status(), (await wrong.json()).error.message]).toEqual([
    400,
    expect.stringContaining("form: questions"),
  ]);
  const odd = await curator.post("/api/v1/review-projects", { data: { ...project, filter: "colour=red" } });
  expect([odd.status(), (await odd.json()).error.message]).toEqual([400, "colour: no such parameter"]);
  const annotator = await clientOf("annotator");
  expect((await annotator.post("/api/v1/review-projects", { data: project })).status()).toBe(403);
  expect((await annotator.get("/api/v1/review-projects/nobody")).status()).toBe(404);
});

test("annotators see a project, but change nothing", async ({ signedIn, ctx }) => {
  const { slug } = await newReviewedTasks(ctx, 1);
  const page = await signedIn("annotator");
  await open(page, `/review/${slug}`);
  await expect(page.getByRole("link", { name: "Review", exact: true }).last()).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "Settings" })).toBeHidden();
  for (const path of ["/review/new", `/review/${slug}/settings`]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "Your role does not reach here" })).toBeVisible();
  }
  await openList(page);
  await expectTotal(page, "40 tasks");
  await expect(page.getByRole("button", { name: "Review", exact: true })).toBeHidden();
});

test("pre-scores of no project are not found, and what they say of an item is not for those who still review it", async ({
  signedIn,
  ctx,
}) => {
  const { slug } = await newReviewedTasks(ctx, 1, { hidden: ["answers"] });
  const [item] = await ctx.db.select().from(reviewItems).where(eq(reviewItems.project, slug));
  const [project] = await ctx.db.select().from(reviewProjects).where(eq(reviewProjects.slug, slug));
  if (!item || !project) throw new Error("There is no project");
  await ctx.db.insert(reviewPrescores).values({
    project: slug,
    itemId: item.id,
    model: "judge",
    state: "finished",
    answers: {},
    formHash: project.formHash,
    contentHash: item.contentHash,
    requestedBy: "test",
  });
  const page = await signedIn("annotator");
  await page.goto(`/review/${newSlug("none")}/pre-scores`);
  await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  await open(page, `/review/${slug}/pre-scores`);
  await expect(page.getByRole("row").filter({ hasText: "judge" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Where people and models differ is for curators" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: project.title }).click();
  await expect(page.getByRole("heading", { level: 1, name: project.title })).toBeVisible();
});

test("hostile titles, guidelines and forms stay text", async ({ signedIn, ctx }) => {
  const [plain] = readyMadeForms.slice(-1);
  if (!plain) throw new Error("There is no form");
  const [question] = plain.questions;
  if (!question) throw new Error("The form asks nothing");
  const text = [hostile.markup, hostile.breakOut, hostile.links, hostile.bidi].join(" ");
  const { slug } = await newReviewedTasks(ctx, 1, {
    title: hostile.markup,
    guidelines: text,
    form: {
      ...plain,
      name: text.slice(0, 300),
      questions: [{ ...question, label: text.slice(0, 300), help: text }],
    },
  });
  const page = await signedIn("curator");
  for (const path of ["", "?tab=guidelines", "?tab=form", "/settings"]) {
    await open(page, `/review/${slug}${path}`);
    await expectInert(page);
  }
});

/** Puts a text in the place of all that the editor holds. */
async function writeForm(page: Page, text: string): Promise<void> {
  const field = page.getByRole("main").getByRole("code").getByRole("textbox", { name: "Form as JSON" });
  await expect(field).toBeVisible({ timeout: 20_000 });
  await field.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(text);
}
