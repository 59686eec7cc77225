import { eq } from "drizzle-orm";
import { commandStep, sampleTrajectory } from "#lib/core/trajectory/testing/sample-steps";
import type { Database } from "#lib/db/client";
import { tasks, trajectories } from "#lib/db/schema";
import { insertSearchedTrajectory } from "#lib/db/testing/trajectory-list-rows";
import { insertTrajectory } from "#lib/db/testing/trajectory-rows";
import { adjudicate } from "#lib/reviews/adjudicate";
import { findItem } from "#lib/reviews/find-item";
import { approve, makeProject, reject } from "#lib/reviews/testing/review-rows";
import { expect, test } from "./fixtures.ts";
import { open } from "./hydration.ts";
import { answerAs, newReviewedTasks } from "./review-rows.ts";
import { openList, taskLine } from "./task-list.ts";
import { importRows, newSlug, taskRow } from "./task-rows.ts";

const two = { reviewersPerItem: 2, rule: "unanimous" } as const;

test("a disputed item is decided by keyboard, and the decision taken back", async ({
  signedIn,
  accountOf,
  ctx,
  expectAccessible,
}) => {
  const { slug, itemIds, taskIds } = await newReviewedTasks(ctx, 3, two);
  const [first = 0, second = 0, third = 0] = itemIds;
  const [ann, ben] = [await accountOf("annotator"), await accountOf("annotator")];
  for (const itemId of [first, third]) {
    await answerAs(ctx, ann, itemId, approve);
    await answerAs(ctx, ben, itemId, reject);
  }
  await answerAs(ctx, ann, second, approve);
  await answerAs(ctx, ben, second, approve);
  const page = await signedIn("curator");
  await open(page, `/review/${slug}`);
  await page.getByRole("link", { name: "disputed 2" }).click();
  await expect(page.getByRole("region", { name: "Items" }).getByRole("row")).toHaveCount(3);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  const reviews = page.getByRole("region", { name: "Reviews" });
  await expect(reviews).toContainText(ann.email);
  await expect(reviews.getByRole("row").filter({ hasText: "Approve or reject?" })).toContainText("differs");
  await expectAccessible(page);
  await page.keyboard.press("j");
  await expect(page).toHaveURL(new RegExp(`/items/${third}$`));
  await page.keyboard.press("k");
  await expect(page).toHaveURL(new RegExp(`/items/${first}$`));
  await expect(page.getByRole("button", { name: "Decide this item" })).toBeVisible();
  await page.getByRole("textbox", { name: "Reason" }).fill("The tests ask for more");
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Reason" })).toHaveValue("The tests ask for more");
  await page.keyboard.press("r");
  await expect(page.getByRole("radio", { name: "Reject" })).toBeChecked();
  await page.keyboard.press("Enter");
  const decisions = page.getByRole("region", { name: "Decisions" });
  await expect(decisions).toContainText("The tests ask for more");
  await expect(decisions).toContainText("rejected");
  await expect(page.getByRole("textbox", { name: "Reason" })).toHaveValue("");
  await expect(page.getByRole("region", { name: "Decision", exact: true })).toBeFocused();
  expect(await statusOf(ctx.db, taskIds[0])).toBe("rejected");
  await page.getByRole("button", { name: "Take the decision back" }).click();
  await expect(decisions).toContainText("withdrawn");
  await expect(page.getByRole("region", { name: "History" })).toContainText("took the decision back");
  expect(await statusOf(ctx.db, taskIds[0])).toBe("imported");
  await expectAccessible(page);
});

test("who decides late is told who was faster", async ({ signedIn, accountOf, ctx }) => {
  const { slug, itemIds } = await newReviewedTasks(ctx, 1, two);
  const [itemId = 0] = itemIds;
  await answerAs(ctx, await accountOf("annotator"), itemId, approve);
  await answerAs(ctx, await accountOf("annotator"), itemId, reject);
  const page = await signedIn("curator");
  await open(page, `/review/${slug}/items/${itemId}`);
  const item = await findItem(ctx, slug, itemId);
  if (!item) throw new Error("There is no item");
  const { revision, contentHash } = item;
  await adjudicate(ctx, { itemId, revision, contentHash, outcome: "rejected", answers: {}, reason: "" });
  await page.getByRole("radio", { name: "Approve" }).check();
  await page.getByRole("button", { name: "Approve this item" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "it was decided by test" })).toContainText("rejected now");
});

test("what was imported anew asks for a second look", async ({ signedIn, accountOf, ctx }) => {
  const { dataset, slug, itemIds } = await newReviewedTasks(ctx, 2);
  const [itemId = 0] = itemIds;
  const ann = await accountOf("annotator");
  await answerAs(ctx, ann, itemId, approve);
  await importRows(ctx, dataset, [taskRow(1, { problem_statement: "Widget 1 is gone" }), taskRow(2)]);
  const page = await signedIn("curator");
  await open(page, `/review/${slug}`);
  await page.getByRole("link", { name: "needs a second look 1" }).click();
  await expect(page.getByRole("region", { name: "Items" })).toContainText("changed since");
  await page.getByRole("link", { name: "example__widgets-1" }).click();
  await expect(page.getByText("It changed since it was decided.")).toBeVisible();
  await page.getByRole("button", { name: "Reopen" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Reopen the item" }).click();
  await expect(page.getByText("0 of 1 reviews in")).toBeVisible();
  await expect(page.getByText("No review of this item is in yet.")).toBeVisible();
  await expect(page.getByRole("region", { name: "History" })).toContainText("reopened it");
  await answerAs(ctx, ann, itemId, reject);
  await page.reload();
  await expect(page.getByRole("region", { name: "Decisions" })).toContainText("rejected");
});

test("tasks are rejected in bulk with a reason, counted first, and it is undone where they left the list", async ({
  signedIn,
  ctx,
  expectAccessible,
}) => {
  const dataset = newSlug("bulk");
  const ids = await importRows(ctx, dataset, [taskRow(1), taskRow(2), taskRow(3)]);
  const page = await signedIn("curator");
  await openList(page, `dataset=${dataset}&status=imported`);
  await page.getByRole("button", { name: "Review", exact: true }).click();
  await page.getByRole("menuitem", { name: "Reject" }).click();
  const dialog = page.getByRole("dialog", { name: "Reject 3 tasks" });
  await expect(dialog.getByRole("textbox", { name: "Reason" })).toBeFocused();
  await page.keyboard.type("No licence");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Reject 3 tasks" }).click();
  await expect(page.getByText("3 tasks rejected")).toBeVisible();
  await expect(page.getByTitle("example__widgets-1", { exact: true })).toHaveCount(0);
  expect(await statusOf(ctx.db, ids.get("example__widgets-1"))).toBe("rejected");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Took back the decision about 3 tasks")).toBeVisible();
  await expect(taskLine(page, "example__widgets-1")).toContainText("imported");
  await page.getByTitle("example__widgets-1", { exact: true }).click();
  await page.getByRole("link", { name: "Reviews", exact: true }).click();
  const decisions = page.getByRole("region", { name: "Decisions" });
  await expect(decisions).toContainText("No licence");
  await expect(decisions).toContainText("withdrawn");
  await expectAccessible(page);
});

test("nothing is decided in bulk when what was counted has changed", async ({ signedIn, ctx }) => {
  const dataset = newSlug("race");
  const ids = await importRows(ctx, dataset, [taskRow(1), taskRow(2)]);
  const page = await signedIn("curator");
  await openList(page, `dataset=${dataset}`);
  await page.getByRole("button", { name: "Review", exact: true }).click();
  await page.getByRole("menuitem", { name: "Approve" }).click();
  const dialog = page.getByRole("dialog", { name: "Approve 2 tasks" });
  await dialog.getByRole("textbox", { name: "Reason" }).fill("All good");
  await importRows(ctx, dataset, [taskRow(2, { problem_statement: "Other" }), taskRow(3)]);
  await dialog.getByRole("button", { name: "Approve 2 tasks" }).click();
  const again = page.getByRole("dialog", { name: "Approve 3 tasks" });
  await expect(again.getByRole("alert")).toContainText("of the 2 tasks you looked at, 1 changed, 1 came to match");
  expect(await statusOf(ctx.db, ids.get("example__widgets-1"))).toBe("imported");
  await again.getByRole("button", { name: "Approve 3 tasks" }).click();
  await expect(page.getByText("3 tasks approved")).toBeVisible();
});

test("picked trajectories are approved, found by it, and show it", async ({ signedIn, ctx }) => {
  const dataset = newSlug("kept");
  const ids: number[] = [];
  for (const model of ["maker/one", "maker/two"]) {
    const trajectory = sampleTrajectory([commandStep(1, "ls", `seen by ${model}`)]);
    ids.push(await insertTrajectory(ctx.db, trajectory, { dataset, model }));
  }
  const page = await signedIn("curator");
  await open(page, `/trajectories?dataset=${dataset}`);
  await page.getByRole("row").filter({ hasText: "maker/one" }).getByRole("checkbox").check();
  await page.getByRole("button", { name: "Review", exact: true }).click();
  await page.getByRole("menuitem", { name: "Approve" }).click();
  const dialog = page.getByRole("dialog", { name: "Approve 1 trajectory" });
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Clean");
  await dialog.getByRole("button", { name: "Approve 1 trajectory" }).click();
  await expect(page.getByRole("row").filter({ hasText: "maker/one" })).toContainText("approved");
  const [row] = await ctx.db
    .select()
    .from(trajectories)
    .where(eq(trajectories.id, ids[0] ?? 0));
  expect(row?.decision).toBe("approved");
  await open(page, `/trajectories?dataset=${dataset}&decision=none`);
  await expect(page.getByText("1 trajectory", { exact: true })).toBeVisible();
  await expect(page.getByText("maker/two")).toBeVisible();
  await open(page, `/trajectories/${ids[0]}`);
  await page.getByRole("button", { name: "Reviews" }).click();
  await expect(page.getByRole("dialog", { name: "Reviews" })).toContainText("Clean");
});

test("somebody whose review is due sees no answers of others, not on the task either", async ({
  accountOf,
  pageOf,
  ctx,
  expectAccessible,
}) => {
  const { slug, itemIds, taskIds } = await newReviewedTasks(ctx, 1, { ...two, hidden: ["answers"] });
  const [itemId = 0] = itemIds;
  const [ann, ben] = [await accountOf("annotator"), await accountOf("annotator")];
  const secret = `because ${crypto.randomUUID()}`;
  const answers = { ...reject, rationale: { value: secret } };
  await answerAs(ctx, ann, itemId, answers);
  const page = await pageOf(ben);
  for (const path of [`/review/${slug}/items/${itemId}`, `/tasks/${taskIds[0]}?tab=reviews`]) {
    await open(page, path);
    await expect(page.getByText(/own review/).first()).toBeVisible();
    expect(await page.content()).not.toContain(secret);
  }
  await expectAccessible(page);
  await answerAs(ctx, ben, itemId, approve);
  await open(page, `/review/${slug}/items/${itemId}`);
  await expect(page.getByText(secret)).toBeVisible();
  await expect(page.getByRole("region", { name: "Decision", exact: true })).toBeHidden();
});

test("an item of a trajectory leads to it", async ({ signedIn, ctx }) => {
  const contentHash = crypto.randomUUID().replaceAll("-", "").padEnd(64, "0");
  const id = await insertSearchedTrajectory(ctx.db, ["a step"], { dataset: newSlug("leads"), contentHash });
  const { slug, itemIds } = await makeProject(ctx, [id], { slug: newSlug("leads"), subject: "trajectories" });
  const page = await signedIn("curator");
  await open(page, `/review/${slug}/items/${itemIds[0]}`);
  await expect(page.getByRole("heading", { level: 1 }).getByRole("link")).toHaveAttribute(
    "href",
    `/trajectories/${id}`,
  );
  await expect(page.getByText("It can be decided when all are in.")).toBeVisible();
});

async function statusOf(db: Database, id: number | undefined) {
  const [task] = await db
    .select({ status: tasks.status })
    .from(tasks)
    .where(eq(tasks.id, id ?? 0));
  return task?.status;
}
