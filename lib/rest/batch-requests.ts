import { z } from "zod";
import { policyIds } from "#lib/core/grading/policies";
import { runOptionsSchema } from "#lib/runs/model";

const taskIds = z.array(z.int().positive()).min(1).max(50_000);

/** What is to be run, as the body of `POST /batches`. */
export const batchRequest = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("validation"),
      filter: z
        .string()
        .max(4_000)
        .optional()
        .describe("The query of a task list, like `dataset=demo&language=Python`"),
      taskIds: taskIds.optional().describe("Only these tasks"),
      ...runOptionsSchema.shape,
    }),
    z.strictObject({
      kind: z.literal("evaluation"),
      predictionSetId: z.uuid(),
      taskIds: taskIds.optional().describe("Only these tasks"),
      ...runOptionsSchema.shape,
    }),
  ])
  .refine((request) => request.kind === "evaluation" || request.filter !== undefined || request.taskIds !== undefined, {
    path: ["filter"],
    message: "say which tasks, by `filter` or `taskIds`; an empty filter means all",
  })
  .meta({ id: "BatchRequest" });

export const batchCreated = z.object({ id: z.uuid() }).meta({ id: "BatchCreated" });

/** One task of the batch, or all of it. */
export const batchTaskRef = z
  .strictObject({ taskId: z.int().positive().optional().describe("Only this task") })
  .meta({ id: "BatchTaskRef" });

export const batchCancelled = z.object({ cancelled: z.int() }).meta({ id: "BatchCancelled" });
export const batchRetried = z.object({ retried: z.int() }).meta({ id: "BatchRetried" });

export const regradeRequest = z
  .strictObject({
    policy: z.enum(policyIds),
    isApplied: z.boolean().default(false).describe("Write the verdicts down; without it nothing changes"),
  })
  .meta({ id: "RegradeRequest" });
