import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { type Answers, answersSchema, findAnswerProblems } from "#lib/core/review/answers";
import type { ReviewForm } from "#lib/core/review/form";
import { outcomes } from "#lib/core/review/model";
import { storableText } from "#lib/core/storable-text";
import { reviewEvents, reviewForms, reviewItems, reviewProjects } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { lockItem } from "#lib/reviews/lock-item";
import { recordDecision } from "#lib/reviews/record-decision";
import { hashSchema } from "#lib/reviews/review-input";

export const adjudicationSchema = z.object({
  itemId: z.int32().positive(),
  /** Of the item, as it was looked at. */
  revision: z.int32(),
  /** What the task or trajectory was when it was looked at. */
  contentHash: hashSchema,
  outcome: z.enum(outcomes),
  answers: answersSchema.default({}),
  reason: storableText().trim().max(10_000).default(""),
});

/** Decides an item whose reviews are in, whatever its rule says of them. */
export async function adjudicate(
  ctx: Ctx,
  input: z.output<typeof adjudicationSchema>,
): Promise<{ decisionId: number }> {
  const { actor, db } = ctx;
  requireRole(actor, "curator");
  return db.transaction(async (tx) => {
    const item = await lockItem(tx, input.itemId, input.revision);
    if (item.state === "open") fail("conflict", "Reviews of this item are still due. Decide when they are in.");
    const [project] = await tx
      .select({ rule: reviewProjects.rule, formHash: reviewProjects.formHash, form: reviewForms.spec })
      .from(reviewProjects)
      .innerJoin(reviewForms, eq(reviewForms.hash, reviewProjects.formHash))
      .where(eq(reviewProjects.slug, item.project));
    if (!project) return fail("not_found", `There is no project ${item.project}`);
    requireFitting(project.form, input.answers);
    const { outcome, reason, answers, contentHash } = input;
    const decisionId = await recordDecision(tx, actor, {
      subject: item.taskId === null ? { trajectoryId: item.trajectoryId ?? 0 } : { taskId: item.taskId },
      outcome,
      origin: "adjudicator",
      contentHash,
      item: { id: item.id, project: item.project, rule: project.rule, formHash: project.formHash },
      answers,
      reason,
    });
    await tx
      .update(reviewItems)
      .set({
        state: "decided",
        outcome,
        contentHash,
        decidedAt: new Date(),
        revision: sql`${reviewItems.revision} + 1`,
      })
      .where(eq(reviewItems.id, item.id));
    await tx.insert(reviewEvents).values({
      project: item.project,
      itemId: item.id,
      actor: actor.name,
      userId: actor.userId,
      event: "decided",
      detail: { outcome, origin: "adjudicator", reason },
    });
    return { decisionId };
  });
}

/** One who adjudicates may leave questions out, and need not explain each answer. */
function requireFitting(form: ReviewForm, answers: Answers): void {
  const questions = form.questions.map((question) => ({ ...question, isRequired: false, note: undefined }));
  const [problem] = findAnswerProblems({ ...form, questions }, answers);
  if (problem) fail("invalid", `${problem.question}: ${problem.message}`);
}
