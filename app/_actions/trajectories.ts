"use server";

import { z } from "zod";
import { defineAction } from "#app/_actions/define-action";
import { runOptionsSchema } from "#lib/runs/model";
import { areTrajectories, evaluateTrajectories } from "#lib/trajectories/evaluate";

const evaluation = z.object({
  ids: z.array(z.int().positive()).min(1).max(10_000),
  options: runOptionsSchema,
});

/** Runs the final patches of trajectories, whose verdicts follow. */
export const evaluateTrajectoriesAction = defineAction(evaluation, (ctx, { ids, options }) =>
  evaluateTrajectories(ctx, areTrajectories(ids), options),
);
