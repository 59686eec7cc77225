import { createHash } from "node:crypto";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import type { Answers } from "#lib/core/review/answers";
import { readyMadeForms } from "#lib/core/review/ready-made-forms";
import type { Database } from "#lib/db/client";
import {
  imports,
  recordLayouts,
  reviewItems,
  reviewProjects,
  reviewSlots,
  reviews,
  tasks,
  taskTexts,
  trajectories,
} from "#lib/db/schema";
import { insertTaskRows } from "#lib/db/testing/task-rows";
import { createProject } from "#lib/reviews/create-project";
import { type NewProject, newProjectSchema } from "#lib/reviews/model";
import { settleItems } from "#lib/reviews/settle-items";

export const approve: Answers = { decision: { value: "approve" } };
export const reject: Answers = { decision: { value: "reject" } };

/** Tasks with their texts, all `imported`; gives their ids in order. */
export async function insertReviewTasks(db: Database, count: number): Promise<number[]> {
  const rows = await insertTaskRows(db, count);
  const ids = rows.map(({ id }) => id);
  await db.update(tasks).set({ status: "imported" }).where(inArray(tasks.id, ids));
  const [source] = await db
    .insert(imports)
    .values({ dataset: "alpha", state: "succeeded", fileName: "rows.jsonl", fileSizeBytes: 0, createdBy: "test" })
    .returning({ id: imports.id });
  const [layout] = await db
    .insert(recordLayouts)
    .values({ adapter: "swe-bench", columns: [], hash: hashOf(crypto.randomUUID()) })
    .returning({ id: recordLayouts.id });
  const texts = ids.map((taskId) => ({
    taskId,
    baseCommit: "",
    problemStatement: `Task ${taskId}`,
    hints: "",
    patch: "",
    testPatch: "",
    failToPassTests: [],
    passToPassTests: [],
    extra: {},
    layoutId: layout?.id ?? 0,
    importId: source?.id ?? "",
    sourceRecord: 1,
    contentHash: hashOf(`content ${taskId}`),
  }));
  for (let at = 0; at < texts.length; at += 1000) await db.insert(taskTexts).values(texts.slice(at, at + 1000));
  return ids.toSorted((a, b) => a - b);
}

/** What an import of other content does to a task. */
export async function reimport(db: Database, taskId: number): Promise<string> {
  const contentHash = hashOf(crypto.randomUUID());
  await db.update(taskTexts).set({ contentHash }).where(eq(taskTexts.taskId, taskId));
  await db.update(tasks).set({ status: "imported" }).where(eq(tasks.id, taskId));
  return contentHash;
}

/** A project about tasks with the form "Approve or reject", unless told otherwise. */
export async function makeProject(
  ctx: Ctx,
  taskIds: readonly number[],
  change: Partial<NewProject> = {},
): Promise<{ slug: string; itemIds: number[] }> {
  const form = readyMadeForms.at(-1);
  const name = `p-${crypto.randomUUID().slice(0, 8)}`;
  const project = newProjectSchema.parse({
    slug: name,
    title: "A project",
    subject: "tasks",
    form,
    rule: "single",
    ...change,
  });
  await createProject(ctx, project, {
    where: inArray(project.subject === "tasks" ? tasks.id : trajectories.id, [...taskIds]),
    filter: null,
  });
  const { slug } = project;
  const rows = await ctx.db
    .select({ id: reviewItems.id })
    .from(reviewItems)
    .where(eq(reviewItems.project, slug))
    .orderBy(asc(reviewItems.position));
  return { slug, itemIds: rows.map(({ id }) => id) };
}

/** Puts a submitted review into the next free slot of an item and settles it, in one transaction. */
export async function submitReview(
  { actor, db }: Ctx,
  itemId: number,
  answers: Answers,
  change: Partial<typeof reviews.$inferInsert> = {},
): Promise<void> {
  await db.transaction(async (tx) => {
    const [found] = await tx
      .select({
        project: reviewItems.project,
        formHash: reviewProjects.formHash,
        taskHash: taskTexts.contentHash,
        trajectoryHash: trajectories.contentHash,
        slotId: reviewSlots.id,
      })
      .from(reviewItems)
      .innerJoin(reviewProjects, eq(reviewProjects.slug, reviewItems.project))
      .innerJoin(reviewSlots, and(eq(reviewSlots.itemId, reviewItems.id), eq(reviewSlots.state, "open")))
      .leftJoin(taskTexts, eq(taskTexts.taskId, reviewItems.taskId))
      .leftJoin(trajectories, eq(trajectories.id, reviewItems.trajectoryId))
      .where(eq(reviewItems.id, itemId))
      .orderBy(asc(reviewSlots.number))
      .limit(1);
    if (!found) throw new Error(`Item ${itemId} has no free slot`);
    await tx
      .update(reviewSlots)
      .set({ state: "submitted", userId: actor.userId })
      .where(eq(reviewSlots.id, found.slotId));
    await tx.insert(reviews).values({
      project: found.project,
      itemId,
      reviewer: actor.userId ?? actor.name,
      userId: actor.userId,
      name: actor.name,
      state: "submitted",
      answers,
      formHash: found.formHash,
      contentHash: found.taskHash ?? found.trajectoryHash ?? "",
      activeSeconds: 60,
      submittedAt: new Date(),
      ...change,
    });
    await settleItems(tx, actor, found.project, [itemId]);
  });
}

export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
