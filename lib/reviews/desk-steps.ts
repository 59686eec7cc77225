import type { Ctx } from "#lib/auth/actor";
import { hideNames, listTellingNames } from "#lib/core/review/hide-names";
import type { FoldedStep } from "#lib/core/trajectory/fold-step";
import type { Step } from "#lib/core/trajectory/model";
import { fail } from "#lib/errors";
import { blindStep } from "#lib/reviews/blind-step";
import { findDeskView } from "#lib/reviews/desk-view";
import { findTrajectoryNames } from "#lib/reviews/trajectory-names";
import { findInSteps, type StepHits } from "#lib/trajectories/find";
import { findPatchAt, type PatchAtStep } from "#lib/trajectories/patch-at";
import { findStep, findStepText, listFoldedSteps } from "#lib/trajectories/steps";

/** The steps of an item's trajectory, as the person who asks may see them. */
export async function listDeskSteps(ctx: Ctx, itemId: number, from: number, to: number): Promise<FoldedStep[]> {
  const { trajectoryId, names } = await requireTrajectory(ctx, itemId);
  return listFoldedSteps(ctx, trajectoryId, from, to, shownTo(names));
}

export async function findDeskStep(ctx: Ctx, itemId: number, number: number): Promise<Step | undefined> {
  const { trajectoryId, names } = await requireTrajectory(ctx, itemId);
  const step = await findStep(ctx, trajectoryId, number);
  return step && names ? blindStep(step, names) : step;
}

export async function findDeskStepText(
  ctx: Ctx,
  itemId: number,
  number: number,
  path: string,
): Promise<string | undefined> {
  const { trajectoryId, names } = await requireTrajectory(ctx, itemId);
  const text = await findStepText(ctx, trajectoryId, number, path);
  return text === undefined || !names ? text : hideNames(text, names);
}

export async function findInDeskSteps(ctx: Ctx, itemId: number, query: string): Promise<StepHits> {
  const { trajectoryId, names } = await requireTrajectory(ctx, itemId);
  return findInSteps(ctx, trajectoryId, query, shownTo(names));
}

export async function findDeskPatchAt(ctx: Ctx, itemId: number, step: number): Promise<PatchAtStep | undefined> {
  const { trajectoryId, names } = await requireTrajectory(ctx, itemId);
  const found = await findPatchAt(ctx, trajectoryId, step);
  return names ? hideNames(found, names) : found;
}

function shownTo(names: readonly string[] | null): (step: Step) => Step {
  return (step) => (names ? blindStep(step, names) : step);
}

/** Names to hide; null where everything may be seen. */
async function requireTrajectory(ctx: Ctx, itemId: number) {
  const view = await findDeskView(ctx, itemId);
  const trajectoryId = view?.item.trajectoryId ?? null;
  if (!view || trajectoryId === null) return fail("not_found", `There is no item ${itemId} with a trajectory`);
  const names = view.hidden.includes("model") ? listTellingNames(await findTrajectoryNames(ctx, trajectoryId)) : null;
  return { trajectoryId, names };
}
