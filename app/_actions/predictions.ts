"use server";

import { z } from "zod";
import { defineAction } from "#app/_actions/define-action";
import { policyIds } from "#lib/core/grading/policies";
import { runOptionsSchema } from "#lib/runs/model";
import { requestEvaluation } from "#lib/runs/mutations";
import { regrade } from "#lib/runs/regrade";

const regrading = z.object({ batchId: z.uuid(), policy: z.enum(policyIds), isApplied: z.boolean() });
const evaluation = z.object({ predictionSetId: z.uuid(), options: runOptionsSchema });

export const evaluateAction = defineAction(evaluation, (ctx, { predictionSetId, options }) =>
  requestEvaluation(ctx, { predictionSetId, ids: null }, options),
);

/** The verdicts of a batch under another policy; written down where that is asked for. */
export const regradeAction = defineAction(regrading, (ctx, { batchId, policy, isApplied }) =>
  regrade(ctx, { scope: { batchId }, policy, isApplied }),
);
