import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import { approveReject } from "#lib/core/review/approve-reject";
import { reviewFormSchema } from "#lib/core/review/form";
import { reviewSlots, tasks, taskTexts, users } from "#lib/db/schema";
import { createProject } from "#lib/reviews/create-project";
import { expect, test } from "./fixtures.ts";
import { expectInert, hostile } from "./hostile-text.ts";
import { open } from "./hydration.ts";
import { expectAt, newTrajectory, stepOf } from "./replay-page.ts";
import { taskTab } from "./task-page.ts";
import { importRows, newSlug, patchOf, taskRow } from "./task-rows.ts";

async function newTask(ctx: Ctx, change: Record<string, unknown> = {}): Promise<number> {
  const [[, id] = ["", 0]] = await importRows(ctx, newSlug("comments"), [taskRow(1, change)]);
  return id;
}

function commentOf(page: Page, text: string) {
  return page.getByRole("article", { name: /^Comment by / }).filter({ hasText: text });
}

test("a line of a patch gets a thread by key, which is answered, resolved and opened again", async ({
  signedIn,
  ctx,
  expectAccessible,
}) => {
  const id = await newTask(ctx);
  const page = await signedIn("annotator");
  await open(page, `/tasks/${id}?tab=patch`);
  await page.getByRole("button", { name: "Unified" }).click();
  await page.keyboard.press("c");
  await expect(page.getByText("Choose a line first")).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("c");
  const field = page.getByRole("textbox", { name: "Comment" });
  await expect(field).toBeFocused();
  await field.fill("Why **this**?");
  await field.press("Control+Enter");
  const comment = commentOf(page, "Why this?");
  await expect(comment.locator("strong")).toHaveText("this");
  await expect(field).toHaveCount(0);
  await expect(page.getByRole("button", { name: "1 thread in src/part-1.py" })).toBeVisible();
  await expect(taskTab(page, "Comments1")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Split" }).click();
  await expect(comment).toBeVisible();
  await page.keyboard.press("x");
  await expect(comment).toHaveCount(0);
  await page.getByRole("button", { name: "1 thread in src/part-1.py" }).click();
  await expect(comment).toBeVisible();

  await page.getByRole("button", { name: "Reply" }).click();
  await page.getByRole("textbox", { name: "Reply" }).fill("Because of *that*.");
  await page.getByRole("button", { name: "Reply" }).click();
  await expect(commentOf(page, "Because of that.")).toBeVisible();
  await commentOf(page, "Because of that.").getByRole("button", { name: "Edit this comment" }).click();
  const editing = page.getByRole("textbox", { name: "Edit the comment" });
  await expect(editing).toHaveValue("Because of *that*.");
  await editing.fill("Because of this.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(commentOf(page, "Because of this.")).toContainText("edited");

  await page.getByRole("button", { name: "Resolve" }).click();
  await expect(page.getByText(/^Resolved by/)).toBeVisible();
  await expect(comment).toHaveCount(0);
  await expect(taskTab(page, "Comments")).toBeVisible();
  await page.getByRole("button", { name: "Show 2 comments" }).click();
  await page.getByRole("button", { name: "Reopen" }).click();
  await expect(comment).toBeVisible();

  await page.reload();
  await comment.getByRole("button", { name: "Delete this comment" }).click();
  await page.getByRole("button", { name: "Delete 1 comment" }).click();
  await expect(page.getByText("This comment was deleted.")).toBeVisible();
  await expect(commentOf(page, "Because of this.")).toBeVisible();
});

test("the plus beside a line opens a thread, and words that are not sent yet stay", async ({ signedIn, ctx }) => {
  const id = await newTask(ctx);
  const page = await signedIn("annotator");
  await open(page, `/tasks/${id}?tab=test-patch`);
  await page.getByText("bend = 0").hover();
  await page.getByRole("button", { name: "Comment on this line: line 2" }).click();
  await page.getByRole("textbox", { name: "Comment" }).fill("Half a thought");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Fold tests/test_part_1.py" }).click();
  await page.getByRole("button", { name: "Show tests/test_part_1.py" }).click();
  await expect(page.getByRole("textbox", { name: "Comment" })).toHaveValue("Half a thought");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("textbox", { name: "Comment" })).toHaveCount(0);
});

test("one's own comment is there after going back, and words that are not sent yet after a reload", async ({
  signedIn,
  ctx,
}) => {
  const id = await newTask(ctx);
  const page = await signedIn("annotator");
  await open(page, `/tasks/${id}?tab=patch`);
  await page.getByRole("button", { name: "Comment on this line: line 2", exact: true }).click();
  await page.getByRole("textbox", { name: "Comment" }).fill("Kept for good");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(commentOf(page, "Kept for good")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Comment" })).toHaveCount(0);
  await commentOf(page, "Kept for good").getByRole("button", { name: "Edit this comment" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("button", { name: "Edit this comment" })).toBeFocused();
  await taskTab(page, "Tests").click();
  await expect(page.getByRole("heading", { name: "FAIL_TO_PASS" })).toBeVisible();
  await page.goBack();
  await expect(commentOf(page, "Kept for good")).toBeVisible();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Tasks" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tasks" })).toBeVisible();
  await page.goBack();
  await expect(commentOf(page, "Kept for good")).toBeVisible();

  await taskTab(page, "Comments1").click();
  const field = page.getByRole("textbox", { name: "Comment on the whole task" });
  await field.fill("Half a thought");
  await page.reload();
  await expect(field).toHaveValue("Half a thought");
  await field.press("Control+Enter");
  await expect(commentOf(page, "Half a thought")).toBeVisible();
  await expect(page.getByText("being sent")).toHaveCount(0);
  await expect(field).toBeFocused();
  await page.reload();
  await expect(commentOf(page, "Half a thought")).toBeVisible();
  await expect(field).toHaveValue("");

  await page.route(
    (url) => url.pathname === `/tasks/${id}`,
    // What is sent never arrives.
    (route) => (route.request().method() === "POST" ? undefined : route.continue()),
  );
  await field.fill("Lost on the way");
  await field.press("Control+Enter");
  await expect(commentOf(page, "Lost on the way")).toContainText("being sent");
  await page.reload();
  await expect(field).toHaveValue("Lost on the way");
});

test("a line that moved takes its thread along, and one that changed says what it was", async ({ signedIn, ctx }) => {
  const id = await newTask(ctx);
  const page = await signedIn("annotator");
  await open(page, `/tasks/${id}?tab=patch`);
  for (const [line, text] of [
    ["old line 2", "About the old"],
    ["line 2", "About the new"],
  ]) {
    await page.getByRole("button", { name: `Comment on this line: ${line}`, exact: true }).click();
    await page.getByRole("textbox", { name: "Comment" }).fill(text ?? "");
    await page.getByRole("button", { name: "Comment", exact: true }).click();
    await expect(commentOf(page, text ?? "")).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Comment" })).toHaveCount(0);
  }
  const patch = patchOf("src/part-1.py", 5).replace("@@ -1,2 +1,2 @@\n", "@@ -1,2 +1,3 @@\n+# Above\n");
  await ctx.db
    .update(taskTexts)
    .set({ patch, contentHash: "f".repeat(64) })
    .where(eq(taskTexts.taskId, id));
  await page.reload();
  await expect(commentOf(page, "About the new")).toContainText("on an earlier version");
  await expect(page.getByText("This line was line 2.")).toBeVisible();
  await expect(page.getByText("The line this was about has changed. It was: bend = 1")).toBeVisible();
});

test("a step is commented on and flagged by keyboard", async ({ signedIn, ctx, expectAccessible }) => {
  const { id } = await newTrajectory(ctx);
  const page = await signedIn("annotator");
  await open(page, `/trajectories/${id}`);
  await page.keyboard.press("e");
  await expectAt(page, 4);
  await page.keyboard.press("c");
  const field = stepOf(page, 4).getByRole("textbox", { name: "Comment" });
  await expect(field).toBeFocused();
  await field.fill("The right file at once");
  await field.press("Control+Enter");
  await expect(stepOf(page, 4).getByRole("article", { name: /^Comment by / })).toContainText("The right file at once");
  await page.getByRole("region", { name: "Transcript" }).focus();
  await page.keyboard.press("f");
  await page.keyboard.press("1");
  await expect(stepOf(page, 4).getByText("good move")).toBeVisible();
  await page.getByRole("button", { name: "Flag step 4" }).click();
  const dialog = page.getByRole("dialog", { name: "Flag step 4" });
  await expect(dialog.getByRole("button", { name: /good move/ })).toHaveAttribute("aria-pressed", "true");
  await dialog.getByRole("textbox", { name: "Note (optional)" }).fill("3 times over");
  await dialog.getByRole("button", { name: /loop/ }).click();
  await expect(stepOf(page, 4).getByText("loop", { exact: true })).toBeVisible();
  await page
    .getByRole("combobox", { name: "Kind of step to jump along" })
    .selectOption({ label: "Flagged or commented (1)" });
  await page.getByRole("region", { name: "Transcript" }).focus();
  await page.keyboard.press("x");
  await expectAt(page, 9);
  await page.keyboard.press("p");
  await expectAt(page, 4);
  await page.getByRole("button", { name: "Comments", exact: true }).click();
  const panel = page.getByRole("complementary", { name: "Comments" });
  await expect(panel).toContainText("3 times over");
  await expect(panel).toContainText("The right file at once");
  await expectAccessible(page);
  await page.getByRole("region", { name: "Transcript" }).focus();
  await page.keyboard.press("f");
  await page.keyboard.press("1");
  await expect(stepOf(page, 4).getByText("good move")).toHaveCount(0);
  await page.keyboard.press("f");
  await expect(dialog.getByRole("button", { name: /unclear/ })).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).focus();
  await page.keyboard.press("5");
  await expect(stepOf(page, 4).getByText("unclear")).toBeVisible();
});

test("the final patch of a trajectory has threads of its own", async ({ signedIn, ctx }) => {
  const { id } = await newTrajectory(ctx);
  const page = await signedIn("annotator");
  await open(page, `/trajectories/${id}?panel=patch`);
  await page.getByRole("button", { name: "Final patch" }).click();
  await page.getByRole("button", { name: "Comment on this line: line 2" }).click();
  await page.getByRole("textbox", { name: "Comment" }).fill("Is this all?");
  await page.keyboard.press("Control+Enter");
  await expect(commentOf(page, "Is this all?")).toBeVisible();
  const link = await commentOf(page, "Is this all?")
    .getByRole("link", { name: "Link to this comment" })
    .getAttribute("href");
  await open(page, `/trajectories/${id}${link}`);
  await expect(commentOf(page, "Is this all?")).toBeInViewport();
});

test("a test is commented on, and somebody is mentioned, who follows the link", async ({
  accountOf,
  pageOf,
  signedIn,
  ctx,
  expectAccessible,
}) => {
  const id = await newTask(ctx, { FAIL_TO_PASS: ["test_straight", "test_bent"] });
  const reader = await accountOf("viewer");
  const name = `Rita ${crypto.randomUUID().slice(0, 8)}`;
  await ctx.db.update(users).set({ name }).where(eq(users.id, reader.id));
  const page = await signedIn("annotator");
  await open(page, `/tasks/${id}?tab=tests`);
  await page.getByRole("button", { name: "Comment on test_bent" }).click();
  const dialog = page.getByRole("dialog", { name: "Comments on a test" });
  const field = dialog.getByRole("textbox", { name: "Comment" });
  await field.pressSequentially(`Too narrow, @${name.slice(5)}`);
  await expect(dialog.getByRole("option")).toHaveCount(1);
  await field.press("Enter");
  await expect(field).toHaveValue(`Too narrow, @${name.replace(" ", ".")} `);
  await dialog.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(commentOf(page, "Too narrow")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "1 comment on test_bent" })).toBeVisible();

  const theirs = await pageOf(reader);
  await open(theirs, "/");
  await theirs.getByRole("button", { name: /Signed in as .*, 1 new mention/ }).click();
  await theirs.getByRole("menuitem", { name: "Mentions of you (1)" }).click();
  await expect(theirs.getByRole("heading", { name: "Mentions of you" })).toBeVisible();
  await expectAccessible(theirs);
  await theirs.getByRole("link", { name: /Too narrow/ }).click();
  await expect(theirs.getByRole("dialog", { name: "Comments on a test" })).toContainText("Too narrow");
  await expect(theirs).toHaveURL(/tab=tests#comment-\d+$/);
  await expect(async () => {
    await open(theirs, "/mentions");
    await expect(theirs.getByRole("list", { name: "Mentions" })).not.toContainText("new", { timeout: 500 });
  }).toPass();
});

test("a link to a comment leads to its tab and its line", async ({ signedIn, clientOf, ctx }) => {
  const lines = Array.from({ length: 400 }, (_, number) => `+line ${number + 1}`).join("\n");
  const patch = `diff --git a/big.py b/big.py\n--- a/big.py\n+++ b/big.py\n@@ -0,0 +1,400 @@\n${lines}\n`;
  const id = await newTask(ctx, { patch });
  const client = await clientOf("annotator");
  const path = `/api/v1/tasks/${id}/comments`;
  const anchor = { kind: "line", patch: "gold", path: "big.py", side: "new", number: 300 };
  const answer = await client.post(path, { data: { body: "Far down", anchor } });
  expect(answer.status()).toBe(201);
  const { id: commentId } = await answer.json();
  const found = await (await client.get(path)).json();
  expect(found.threads).toMatchObject([{ anchor: { ...anchor, text: "line 300" }, comments: [{ body: "Far down" }] }]);
  expect((await client.post(path, { data: { body: " " } })).status()).toBe(400);
  expect((await client.get("/api/v1/tasks/2000000000/comments")).status()).toBe(404);
  expect((await (await clientOf("viewer")).post(path, { data: { body: "x" } })).status()).toBe(403);

  const page = await signedIn("viewer");
  await open(page, `/tasks/${id}#comment-${commentId}`);
  await expect(page).toHaveURL(/tab=patch#comment-/);
  await expect(commentOf(page, "Far down")).toBeInViewport();
  await expect(page.getByRole("link", { name: "Line 300, added" })).toBeInViewport();
  await taskTab(page, "Comments1").click();
  await page.getByRole("link", { name: "Gold patch, line 300 of big.py" }).click();
  await expect(page).toHaveURL(/tab=patch#comment-/);
  await expect(commentOf(page, "Far down")).toBeInViewport();
});

test("the comments of a task stand together, the unresolved ones alone if one wishes", async ({
  signedIn,
  clientOf,
  ctx,
}) => {
  const id = await newTask(ctx);
  const client = await clientOf("annotator");
  for (const body of ["One", "Two"]) await client.post(`/api/v1/tasks/${id}/comments`, { data: { body } });
  const page = await signedIn("curator");
  await open(page, `/tasks/${id}?tab=comments`);
  await page
    .getByRole("region", { name: "Thread" })
    .filter({ hasText: "One" })
    .getByRole("button", { name: "Resolve" })
    .click();
  await expect(page.getByText("2 threads, 1 unresolved")).toBeVisible();
  await page.getByRole("checkbox", { name: "Unresolved only" }).check();
  await expect(page).toHaveURL(/unresolved=true/);
  await expect(page.getByRole("region", { name: "Thread" })).toHaveCount(1);
  await page.getByRole("textbox", { name: "Comment on the whole task" }).fill("Three");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(commentOf(page, "Three")).toBeVisible();
});

test("a viewer reads and cannot write", async ({ signedIn, clientOf, ctx }) => {
  const { id, taskId } = await newTrajectory(ctx);
  const client = await clientOf("annotator");
  await client.post(`/api/v1/trajectories/${id}/comments`, {
    data: { body: "Read me", anchor: { kind: "step", step: 1 } },
  });
  const page = await signedIn("viewer");
  await open(page, `/trajectories/${id}`);
  await expect(commentOf(page, "Read me")).toBeVisible();
  await page.keyboard.press("c");
  await page.keyboard.press("f");
  await expect(page.getByRole("textbox")).toHaveCount(0);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(
    page.getByRole("button", { name: /^(Reply|Resolve|Flag step|Comment on|Edit this|Delete this)/ }),
  ).toHaveCount(0);
  await open(page, `/tasks/${taskId}?tab=patch`);
  await expect(page.getByText("bend = 0")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Comment on/ })).toHaveCount(0);
});

test("what is written stays text, whatever it says", async ({ signedIn, clientOf, ctx }) => {
  const id = await newTask(ctx);
  const body = Object.values(hostile)
    .map((text) => text.slice(0, 2_000))
    .join("\n\n");
  const client = await clientOf("annotator");
  await client.post(`/api/v1/tasks/${id}/comments`, { data: { body } });
  const page = await signedIn("annotator");
  await open(page, `/tasks/${id}?tab=comments`);
  await expect(commentOf(page, "window.pwned=1")).toBeVisible();
  await expectInert(page);
  await page.getByRole("textbox", { name: "Comment on the whole task" }).fill(body);
  await page.getByRole("button", { name: "Preview" }).click();
  await expectInert(page);
});

test("a reviewer whose review is due reads only their own words", async ({ accountOf, pageOf, clientOf, ctx }) => {
  const id = await newTask(ctx);
  const client = await clientOf("annotator");
  await client.post(`/api/v1/tasks/${id}/comments`, { data: { body: "Reject this one" } });
  const slug = newSlug("blind");
  const reviewer = await accountOf("annotator");
  const project = {
    slug,
    title: slug,
    guidelines: "",
    subject: "tasks",
    form: reviewFormSchema.parse(approveReject),
    reviewersPerItem: 1,
    rule: "single",
    hidden: ["answers"],
    isOpenToAll: true,
    members: [],
  } as const;
  await createProject(
    ctx,
    { ...project, hidden: [...project.hidden], members: [] },
    { where: eq(tasks.id, id), filter: "" },
  );
  await ctx.db
    .update(reviewSlots)
    .set({ state: "leased", userId: reviewer.id, leasedUntil: new Date(Date.now() + 600_000) })
    .where(eq(reviewSlots.project, slug));
  const page = await pageOf(reviewer);
  const answer = await page.goto(`/tasks/${id}?tab=comments`);
  expect(await answer?.text()).not.toContain("Reject this one");
  await expect(page.getByText("hidden until your review of this task is submitted")).toBeVisible();
  await page.getByRole("textbox", { name: "Comment on the whole task" }).fill("My own view");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(commentOf(page, "My own view")).toBeVisible();
  await expect(page.getByText("Reject this one")).toHaveCount(0);
});
