import { z } from "zod";
import { failureClasses, resolutions } from "#lib/core/grading/model";
import { policyIds } from "#lib/core/grading/policies";
import { batchKinds, batchTaskOutcomes, runKinds, runStepNames, workStates } from "#lib/core/run/model";
import { numberPattern, parseRowCursor, uuidPattern } from "#lib/runs/cursor";
import { driverChoices } from "#lib/runs/model";
import { runTestStatuses } from "#lib/runs/test-status";

const count = z.int().min(0);
const moment = z.iso.datetime().nullable();
const limit = z
  .string()
  .regex(/^\d{1,9}$/, "a whole number")
  .transform(Number)
  .meta({ type: "integer" })
  .pipe(z.number().min(1).max(500))
  .default(50);

function cursorOf(idPattern: RegExp) {
  return z
    .string()
    .refine((text) => parseRowCursor(text, idPattern), "not a cursor of this list")
    .optional()
    .describe("`nextCursor` of an earlier page");
}

export const batchListQuery = z.strictObject({
  kind: z.enum(batchKinds).optional(),
  state: z.enum(workStates).optional(),
  limit,
  cursor: cursorOf(uuidPattern),
});

export const runListQuery = z.strictObject({
  batch: z.uuid().optional().describe("The runs of this batch"),
  task: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, "the number of a task")
    .transform(Number)
    .meta({ type: "integer" })
    .optional()
    .describe("The runs of this task"),
  state: z.enum(workStates).optional(),
  kind: z.enum(runKinds).optional(),
  limit,
  cursor: cursorOf(numberPattern),
});

export const batchItem = z
  .object({
    id: z.uuid(),
    kind: z.enum(batchKinds),
    title: z.string(),
    state: z.enum(workStates),
    policy: z.enum(policyIds),
    repeats: count,
    driver: z.enum(driverChoices),
    priority: z.int(),
    filter: z.string().nullable().describe("The query of the task list that chose the tasks"),
    predictionSetId: z.uuid().nullable(),
    model: z.string().nullable(),
    predictionSet: z.string().nullable(),
    taskCount: count,
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    finishedAt: moment,
  })
  .meta({ id: "BatchItem" });

const counts = <K extends string>(keys: readonly K[]) =>
  z.object(Object.fromEntries(keys.map((key) => [key, count])) as Record<K, typeof count>);

export const batchDetail = batchItem
  .extend({
    progress: z.object({
      state: z.enum(workStates),
      finishedAt: moment,
      states: counts(workStates),
      outcomes: counts(batchTaskOutcomes),
      failures: z.array(z.object({ failureClass: z.enum(failureClasses), count })),
      stages: z.array(z.object({ stage: z.string(), count })),
      perMinute: z.number(),
      secondsLeft: count.nullable(),
    }),
  })
  .meta({ id: "BatchDetail" });

export const runItem = z
  .object({
    id: count,
    batchId: z.uuid(),
    taskId: count,
    instanceId: z.string(),
    kind: z.enum(runKinds),
    repeat: count,
    state: z.enum(workStates),
    resolution: z.enum(resolutions).nullable(),
    failureClass: z.enum(failureClasses).nullable(),
    reason: z.string().nullable(),
    testCount: count.nullable(),
    durationSeconds: z.number().nullable(),
    startedAt: moment,
    finishedAt: moment,
  })
  .meta({ id: "RunItem" });

export const runDetail = runItem
  .extend({
    policy: z.enum(policyIds),
    predictionId: count.nullable(),
    model: z.string().nullable(),
    environmentHash: z.string().nullable(),
    driver: z.string().nullable(),
    imageDigest: z.string().nullable(),
    host: z.string().nullable(),
    exitCode: z.int().nullable(),
    steps: z.array(
      z.object({
        name: z.enum(runStepNames),
        exitCode: z.int().nullable(),
        seconds: z.number(),
        logFrom: count,
        logTo: count,
      }),
    ),
    parser: z.string().nullable(),
    failToPassStatuses: z.string().nullable().describe("A letter for each test of FAIL_TO_PASS"),
    passToPassStatuses: z.string().nullable().describe("A letter for each test of PASS_TO_PASS"),
    patch: z.string(),
    log: z.object({ sizeBytes: count, isTruncated: z.boolean() }).nullable(),
    tests: z.array(
      z.object({
        name: z.string(),
        status: z.enum(runTestStatuses),
        seconds: z.number().nullable(),
        line: count.nullable().describe("1-based line of the log"),
      }),
    ),
  })
  .meta({ id: "RunDetail" });

export const batchList = z
  .object({ items: z.array(batchItem), nextCursor: z.string().nullable() })
  .meta({ id: "BatchList" });
export const runList = z.object({ items: z.array(runItem), nextCursor: z.string().nullable() }).meta({ id: "RunList" });
