import { and, eq, sql } from "drizzle-orm";
import { askModel, type ModelAnswer } from "#lib/agents/ask-model";
import { loadEvidence } from "#lib/agents/prescore-evidence";
import type { Ctx } from "#lib/auth/actor";
import type { ReviewForm } from "#lib/core/review/form";
import { formatPrescorePrompt } from "#lib/core/review/prescore-prompt";
import { readPrescore } from "#lib/core/review/read-prescore";
import { makeStorable } from "#lib/core/storable-text";
import type { Database } from "#lib/db/client";
import { reviewForms, reviewItems, reviewPrescores } from "#lib/db/schema";
import { AppError, fail } from "#lib/errors";
import { log } from "#lib/log";

const mostTries = 4;

/** Asks the model about one item, and keeps its answer word for word beside what could be read of it. */
export async function runPrescore(
  { db }: Ctx,
  { prescoreId }: { prescoreId: number },
  signal: AbortSignal,
): Promise<void> {
  const [row] = await db
    .update(reviewPrescores)
    .set({ tries: sql`${reviewPrescores.tries} + 1` })
    .where(isWaiting(prescoreId))
    .returning();
  if (!row) return;
  const [found] = await db
    .select({ form: reviewForms.spec, item: reviewItems })
    .from(reviewItems)
    .innerJoin(reviewForms, eq(reviewForms.hash, row.formHash))
    .where(eq(reviewItems.id, row.itemId));
  if (!found) return;
  try {
    const { contentHash, evidence } = await loadEvidence(db, found.item);
    if (contentHash !== row.contentHash) fail("conflict", "What was to be judged changed meanwhile. Ask again.");
    const prompt = formatPrescorePrompt(found.form, evidence);
    await keepAnswer(db, prescoreId, found.form, await askModel(row.model, prompt, signal));
  } catch (error) {
    signal.throwIfAborted();
    if (mayPass(error) && row.tries < mostTries) throw error;
    await db
      .update(reviewPrescores)
      .set({ state: "failed", failure: tellFailure(error, prescoreId), finishedAt: sql`now()` })
      .where(isWaiting(prescoreId));
  }
}

function mayPass(error: unknown): boolean {
  return !(error instanceof AppError) || error.code === "unavailable";
}

/** What an unknown error says is for the log alone. */
function tellFailure(error: unknown, prescoreId: number): string {
  if (error instanceof AppError) return makeStorable(error.message);
  log().error({ err: error, prescoreId }, "A pre-score failed");
  return "Assay could not ask the model or keep its answer. The log of the worker says why.";
}

async function keepAnswer(db: Database, prescoreId: number, form: ReviewForm, answer: ModelAnswer): Promise<void> {
  const { text, promptTokens, completionTokens } = answer;
  const read = readPrescore(form, text);
  const result = read.isUsable
    ? { state: "finished" as const, answers: read.answers, failure: null }
    : { state: "failed" as const, answers: null, failure: tellProblems(read.problems) };
  await db
    .update(reviewPrescores)
    .set({ ...result, response: makeStorable(text), promptTokens, completionTokens, finishedAt: sql`now()` })
    .where(isWaiting(prescoreId));
}

function tellProblems(problems: readonly { question: string; message: string }[]): string {
  const parts = problems.map(({ question, message }) => (question ? `${question}: ${message}` : message));
  return `The model's answer does not fit the form. ${parts.join("; ")}`.slice(0, 1_000);
}

function isWaiting(prescoreId: number) {
  return and(eq(reviewPrescores.id, prescoreId), eq(reviewPrescores.state, "queued"));
}
