import { and, asc, between, eq, gt } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { type FoldedStep, foldStep, textAt } from "#lib/core/trajectory/fold-step";
import type { CallResult, Step } from "#lib/core/trajectory/model";
import { trajectorySteps } from "#lib/db/schema";
import { isRowId } from "#lib/trajectories/row-id";
import { readStoredStep } from "#lib/trajectories/stored";

/** Steps that one question may ask for. */
export const mostSteps = 100;
const stepsPerRead = 50;

/**
 * Steps `from` to `to`, both included, their long texts cut and without what the source has beyond the model. What a
 * reader must not see is taken out before the cut, which could leave a part of it.
 */
export async function listFoldedSteps(
  { actor, db }: Ctx,
  trajectoryId: number,
  from: number,
  to: number,
  shown: (step: Step) => Step = (step) => step,
): Promise<FoldedStep[]> {
  requireRole(actor, "viewer");
  if (!isRowId(trajectoryId) || !isRowId(from) || to < from) return [];
  const rows = await db
    .select({ body: trajectorySteps.body })
    .from(trajectorySteps)
    .where(
      and(
        eq(trajectorySteps.trajectoryId, trajectoryId),
        between(trajectorySteps.number, from, Math.min(to, from + mostSteps - 1)),
      ),
    )
    .orderBy(asc(trajectorySteps.number));
  return rows.map(({ body }) => foldStep(shown(withoutExtras(readStoredStep(body)))));
}

/** A step with all that is known of it. */
export async function findStep({ actor, db }: Ctx, trajectoryId: number, number: number): Promise<Step | undefined> {
  requireRole(actor, "viewer");
  if (!isRowId(trajectoryId) || !isRowId(number)) return undefined;
  const [row] = await db
    .select({ body: trajectorySteps.body })
    .from(trajectorySteps)
    .where(and(eq(trajectorySteps.trajectoryId, trajectoryId), eq(trajectorySteps.number, number)));
  return row && readStoredStep(row.body);
}

/** The whole of a text that is cut in the folded step. */
export async function findStepText(
  ctx: Ctx,
  trajectoryId: number,
  number: number,
  path: string,
): Promise<string | undefined> {
  const step = await findStep(ctx, trajectoryId, number);
  return step && textAt(step, path);
}

/** Every step in order, read in parts, so that a long trajectory is never held whole. */
export async function* readSteps({ actor, db }: Ctx, trajectoryId: number): AsyncGenerator<Step> {
  requireRole(actor, "viewer");
  let last = 0;
  while (true) {
    const rows = await db
      .select({ number: trajectorySteps.number, body: trajectorySteps.body })
      .from(trajectorySteps)
      .where(and(eq(trajectorySteps.trajectoryId, trajectoryId), gt(trajectorySteps.number, last)))
      .orderBy(asc(trajectorySteps.number))
      .limit(stepsPerRead);
    for (const { body } of rows) yield readStoredStep(body);
    last = rows.at(-1)?.number ?? last;
    if (rows.length < stepsPerRead) return;
  }
}

function withoutExtras(step: Step): Step {
  switch (step.kind) {
    case "agent":
      return {
        ...step,
        extra: {},
        calls: step.calls.map((call) => ({ ...call, extra: {} })),
        results: step.results.map(plainResult),
        metrics: step.metrics && { ...step.metrics, extra: {} },
      };
    case "observation":
    case "subagent":
      return { ...step, extra: {}, results: step.results.map(plainResult) };
    default:
      return { ...step, extra: {} };
  }
}

function plainResult(result: CallResult): CallResult {
  return { ...result, extra: {}, subagents: result.subagents.map((ref) => ({ ...ref, extra: {} })) };
}
