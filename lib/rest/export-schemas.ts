import { z } from "zod";
import { datasetSlugSchema } from "#lib/core/dataset-slug";
import { exportConditions, exportStates, exportSubjects } from "#lib/core/export/model";
import { exportKinds } from "#lib/exports/kinds";
import { exportOrderSchema } from "#lib/exports/model";
import { changeKinds, newVersionSchema } from "#lib/exports/versions/model";
import { count, wholeNumber } from "#lib/rest/list-schemas";

export const exportListQuery = z.strictObject({ dataset: datasetSlugSchema });

export const exportOrder = exportOrderSchema
  .strict()
  .extend({
    kind: z.enum(exportKinds.map(({ id }) => id)),
    options: exportOrderSchema.shape.options.describe(
      "Of the kind: what a form of the app offers, by the names of its fields",
    ),
  })
  .meta({ id: "ExportOrder" });

const exportedFile = z.object({ name: z.string(), sizeBytes: count, sha256: z.string() }).meta({ id: "ExportedFile" });

const funnelStep = z
  .object({
    step: z.string(),
    count,
    dropped: z.array(z.object({ reason: z.string(), count, ids: z.array(z.string()).describe("The first of them") })),
  })
  .meta({ id: "FunnelStep" });

const exportContents = z
  .object({
    format: z.literal("assay-export-1"),
    dataset: z.string(),
    kind: z.string(),
    options: z.record(z.string(), z.unknown()),
    subject: z.enum(exportSubjects),
    filter: z.string(),
    picked: count.nullable(),
    condition: z.enum(exportConditions),
    version: z.string().nullable(),
    funnel: z.array(funnelStep),
    contentsSha256: z.string(),
    policies: z.record(z.string(), z.string()),
    forms: z.array(z.string()),
  })
  .meta({ id: "ExportContents" });

export const exportManifest = exportContents
  .extend({
    files: z.array(exportedFile),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    application: z.string().nullable(),
  })
  .meta({ id: "ExportManifest" });

export const exportItem = z
  .object({
    id: z.uuid(),
    dataset: z.string(),
    kind: z.string(),
    options: z.record(z.string(), z.unknown()),
    filter: z.string(),
    picked: count.nullable(),
    condition: z.enum(exportConditions),
    version: z.string().nullable(),
    state: z.enum(exportStates),
    done: count,
    total: count.nullable(),
    contents: exportContents.nullable(),
    files: z.array(exportedFile).nullable(),
    application: z.string().nullable(),
    failure: z.string().nullable(),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
    expiredAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Export" });

export const versionOrder = newVersionSchema.omit({ dataset: true }).strict().meta({ id: "VersionOrder" });

export const versionItem = z
  .object({
    id: z.uuid(),
    dataset: z.string(),
    name: z.string(),
    note: z.string(),
    filter: z.string(),
    condition: z.enum(exportConditions),
    taskCount: count,
    contentsSha256: z.string(),
    forms: z.array(z.string()),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "DatasetVersion" });

export const versionComparisonQuery = z.strictObject({
  from: z.string().max(64),
  to: z.string().max(64),
  kind: z.enum(changeKinds).optional(),
  after: z.string().max(1_000).optional().describe("`nextAfter` of an earlier page"),
  limit: wholeNumber.pipe(z.number().min(1).max(500)).default(100),
});

export const versionComparison = z
  .object({
    counts: z.object({ added: count, dropped: count, changed: count, unchanged: count }),
    changes: z.array(z.object({ instanceId: z.string(), kind: z.enum(changeKinds), fields: z.array(z.string()) })),
    nextAfter: z.string().nullable(),
  })
  .meta({ id: "VersionComparison" });
