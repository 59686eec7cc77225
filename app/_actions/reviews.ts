"use server";

import { z } from "zod";
import { defineAction } from "#app/_actions/define-action";
import { datasetSlugSchema } from "#lib/core/dataset-slug";
import { claimItem } from "#lib/reviews/claim-item";
import { requireDeskItem } from "#lib/reviews/desk-item";
import { heartbeat } from "#lib/reviews/heartbeat";
import { openNext } from "#lib/reviews/open-next";
import { releaseSlot } from "#lib/reviews/release-slot";
import { restoreSkips } from "#lib/reviews/restore-skips";
import { itemRefSchema, knownItemSchema, reviewInputSchema, skipSchema } from "#lib/reviews/review-input";
import { saveDraft } from "#lib/reviews/save-draft";
import { skipSlot } from "#lib/reviews/skip-slot";
import { submitAndClaim } from "#lib/reviews/submit-and-claim";
import { undoReview } from "#lib/reviews/undo-review";

const project = datasetSlugSchema;
const known = knownItemSchema.nullable();

export const heartbeatAction = defineAction(itemRefSchema, heartbeat);
export const saveDraftAction = defineAction(reviewInputSchema, saveDraft);
export const releaseSlotAction = defineAction(itemRefSchema, releaseSlot);
export const loadItemAction = defineAction(itemRefSchema, (ctx, { itemId }) => requireDeskItem(ctx, itemId));

export const openNextAction = defineAction(z.object({ project, known }), (ctx, input) =>
  openNext(ctx, input.project, input.known),
);
export const submitAndClaimAction = defineAction(
  z.object({ project, known, review: reviewInputSchema }),
  (ctx, input) => submitAndClaim(ctx, input.project, input.review, input.known),
);
export const skipAndClaimAction = defineAction(
  skipSchema.extend({ project, known }),
  async (ctx, { itemId, reason, ...input }) => {
    await skipSlot(ctx, { itemId, reason });
    return openNext(ctx, input.project, input.known);
  },
);
export const restoreSkipsAction = defineAction(z.object({ project }), async (ctx, input) => {
  await restoreSkips(ctx, input.project);
  return openNext(ctx, input.project);
});
export const undoReviewAction = defineAction(itemRefSchema, async (ctx, { itemId }) => {
  await undoReview(ctx, { itemId });
  return requireDeskItem(ctx, itemId);
});
export const claimItemAction = defineAction(itemRefSchema, async (ctx, { itemId }) => {
  await claimItem(ctx, { itemId });
  return requireDeskItem(ctx, itemId);
});
