import { z } from "zod";
import { failureClasses, resolutions } from "#lib/core/grading/model";
import { policyIds } from "#lib/core/grading/policies";
import { runKinds, workStates } from "#lib/core/run/model";
import { predictionOptionsSchema, predictionResults } from "#lib/predictions/model";
import { parseRowCursor, uuidPattern } from "#lib/runs/cursor";

const count = z.int().min(0);

/** The query of `POST /predictions`; the file itself is the body. */
export const predictionUploadQuery = z.strictObject({
  ...predictionOptionsSchema.shape,
  fileName: z.string().trim().min(1).max(300).default("predictions"),
  dryRun: z.stringbool().default(false).describe("Only say what would come of it"),
});

export const predictionSetListQuery = z.strictObject({
  limit: z
    .string()
    .regex(/^\d{1,9}$/, "a whole number")
    .transform(Number)
    .meta({ type: "integer" })
    .pipe(z.number().min(1).max(100))
    .default(25),
  cursor: z
    .string()
    .refine((text) => parseRowCursor(text, uuidPattern), "not a cursor of this list")
    .optional()
    .describe("`nextCursor` of an earlier page"),
});

/** Whose keys a report has. */
export const reportQuery = z.strictObject({
  version: z
    .enum(["4", "5"])
    .transform((text) => (text === "4" ? 4 : 5))
    .default(5)
    .describe("The version of the harness whose keys the report has"),
});

const counts = {
  predictions: count,
  patches: count,
  empty: count,
  unknown: count.describe("Predictions of no task of the dataset"),
  runnable: count.describe("Predictions with a patch and a task: what an evaluation runs"),
};

export const predictionUpload = z
  .object({
    sets: z.array(
      z.object({
        id: z.uuid().optional().describe("None for a dry run"),
        isNew: z.boolean().optional().describe("False where the same file was imported before"),
        model: z.string(),
        ...counts,
        unknownIds: z.array(z.string()).describe("The first hundred"),
      }),
    ),
    problems: z
      .array(
        z.object({
          file: z.string(),
          line: count.nullable(),
          instanceId: z.string().nullable(),
          field: z.string().nullable(),
          expected: z.string(),
          found: z.string(),
        }),
      )
      .describe("What was left out, and why"),
  })
  .meta({ id: "PredictionUpload" });

export const predictionSet = z
  .object({
    id: z.uuid(),
    dataset: z.string(),
    name: z.string(),
    model: z.string(),
    fileName: z.string(),
    fileHash: z.string(),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    ...counts,
    evaluation: z
      .object({
        batchId: z.uuid(),
        state: z.enum(workStates),
        policy: z.enum(policyIds),
        repeats: count,
        createdAt: z.iso.datetime(),
        finishedAt: z.iso.datetime().nullable(),
        results: z.object(
          // `Object.fromEntries` forgets the keys' type; they are exactly the ones given.
          Object.fromEntries(predictionResults.map((result) => [result, count])) as Record<
            (typeof predictionResults)[number],
            typeof count
          >,
        ),
      })
      .nullable()
      .describe("The newest"),
  })
  .meta({ id: "PredictionSet" });

export const predictionSetList = z
  .object({ items: z.array(predictionSet), nextCursor: z.string().nullable() })
  .meta({ id: "PredictionSetList" });

const byResolution = z.object(
  Object.fromEntries(resolutions.map((resolution) => [resolution, count])) as Record<
    (typeof resolutions)[number],
    typeof count
  >,
);

export const regrading = z
  .object({
    policy: z.enum(policyIds),
    isApplied: z.boolean(),
    batches: count,
    unfinishedBatches: count,
    runs: count,
    before: byResolution,
    after: byResolution,
    changed: count,
    changes: z.array(
      z.object({
        runId: count,
        batchId: z.uuid(),
        instanceId: z.string(),
        kind: z.enum(runKinds),
        from: z.enum(resolutions),
        to: z.enum(resolutions),
        failureClass: z.enum(failureClasses).nullable(),
        reason: z.string(),
      }),
    ),
  })
  .meta({ id: "Regrading" });

/** The harness's own keys, which differ from version to version. */
export const harnessReport = z.looseObject({}).meta({ id: "HarnessReport" });
