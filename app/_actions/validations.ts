"use server";

import { defineAction } from "#app/_actions/define-action";
import { estimateValidation } from "#lib/runs/estimate";
import { requestValidation } from "#lib/runs/mutations";
import { quarantineSchema, quarantineTest, releaseTest, releaseTestSchema } from "#lib/runs/quarantine";
import { readTaskChoice, validationRequestSchema } from "#lib/runs/validation-request";

export const estimateValidationAction = defineAction(validationRequestSchema, (ctx, { choice, options }) =>
  estimateValidation(ctx, readTaskChoice(choice), options),
);
export const requestValidationAction = defineAction(validationRequestSchema, async (ctx, { choice, options }) => ({
  batchId: await requestValidation(ctx, readTaskChoice(choice), options),
}));
export const quarantineTestAction = defineAction(quarantineSchema, quarantineTest);
export const releaseTestAction = defineAction(releaseTestSchema, releaseTest);
