"use server";

import { z } from "zod";
import { defineAction } from "#app/_actions/define-action";
import { cancelBatch, retryBatch } from "#lib/runs/mutations";

/** A batch, or one task of it. */
const workRef = z.object({ batchId: z.uuid(), taskId: z.int().positive().optional() });

export const cancelBatchAction = defineAction(workRef, cancelBatch);
export const retryBatchAction = defineAction(workRef, retryBatch);
