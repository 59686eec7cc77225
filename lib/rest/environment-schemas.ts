import { z } from "zod";
import { environmentSchema } from "#lib/core/environment/model";
import { environmentNameSchema, hashPrefixSchema, ruleTargetSchema } from "#lib/environments/model";
import { total } from "#lib/rest/list-schemas";

const limit = z
  .string()
  .regex(/^\d{1,3}$/, "a whole number")
  .transform(Number)
  .pipe(z.number().min(1).max(500))
  .default(50)
  .meta({ type: "integer" });

export const environmentListQuery = z.strictObject({
  q: z.string().max(200).default("").describe("A part of the name or of the base image, or the beginning of the hash"),
  limit,
  cursor: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "not a cursor of this list")
    .optional()
    .describe("`nextCursor` of an earlier page"),
});

export const ruleListQuery = z.strictObject({
  q: z.string().max(200).default("").describe("A part of the language, repository, version or instance id"),
  environment: hashPrefixSchema.optional().describe("Only the rules that lead to this one"),
  limit,
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,9}$/, "not a cursor of this list")
    .transform(Number)
    .optional()
    .describe("`nextCursor` of an earlier page"),
});

/** `spec` is looked at by `saveEnvironment`, whose words say more than a schema's. */
export const newEnvironmentBody = z.strictObject({ name: environmentNameSchema, spec: z.unknown() });

export const newEnvironment = z
  .strictObject({ name: environmentNameSchema, spec: environmentSchema.meta({ id: "EnvironmentSpec" }) })
  .meta({ id: "NewEnvironment" });

export const newRuleBody = z
  .strictObject({
    target: ruleTargetSchema,
    environment: hashPrefixSchema,
    replaces: z
      .int32()
      .min(1)
      .nullable()
      .describe(
        "The id of the rule in force when this was decided, null for none; 409 when it is not in force any more",
      ),
  })
  .meta({ id: "NewEnvironmentRule" });

const time = z.iso.datetime();
const hash = z.string().describe("SHA-256 of the specification, hexadecimal");

const image = z.object({
  host: z.string(),
  driver: z.string(),
  imageHash: z.string(),
  state: z.enum(["building", "ready", "failed"]),
  digest: z.string().nullable(),
  sizeBytes: z.int().nullable(),
  failure: z.string().nullable(),
  hasLog: z.boolean(),
  buildSeconds: z.int().nullable(),
  builtAt: time.nullable(),
  usedAt: time,
});

const environmentItem = z
  .object({
    hash,
    imageHash: z.string().describe("Environments with the same one share their images"),
    name: z.string(),
    baseImage: z.string(),
    parser: z.string(),
    createdBy: z.string(),
    createdAt: time,
    ruleCount: z.int().describe("The current rules that lead to it"),
    images: z.array(image),
  })
  .meta({ id: "EnvironmentItem" });

export const environmentList = z
  .object({ items: z.array(environmentItem), nextCursor: z.string().nullable(), total })
  .meta({ id: "EnvironmentList" });

export const environmentDetail = environmentItem
  .extend({ spec: newEnvironment.shape.spec })
  .meta({ id: "Environment" });

export const savedEnvironment = z
  .object({
    hash,
    imageHash: z.string(),
    name: z.string().describe("The name that it was saved under first"),
    isNew: z.boolean(),
  })
  .meta({ id: "SavedEnvironment" });

export const environmentRule = z
  .object({
    id: z.int(),
    target: ruleTargetSchema,
    environmentHash: hash,
    environmentName: z.string(),
    createdBy: z.string(),
    createdAt: time,
    endedAt: time.nullable(),
    endedBy: z.string().nullable(),
  })
  .meta({ id: "EnvironmentRule" });

export const environmentRuleDetail = environmentRule
  .extend({ history: z.array(environmentRule).describe("Every rule that the target has had, newest first") })
  .meta({ id: "EnvironmentRuleDetail" });

export const environmentRuleList = z
  .object({ items: z.array(environmentRule), nextCursor: z.int().nullable(), total })
  .meta({ id: "EnvironmentRuleList" });
