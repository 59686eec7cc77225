import { z } from "zod";
import { gaps, levels } from "#lib/core/agreement/model";
import { agreementTables } from "#lib/reviews/agreement-csv";
import { reviewImportOptionsSchema } from "#lib/reviews/import-model";

const count = z.int().min(0);
const share = z.number().min(0).max(1);

export const agreementQuery = z.strictObject({
  format: z.enum(["json", "csv"]).default("json"),
  table: z.enum(agreementTables).default("questions").describe("Which table, of CSV"),
});

/** The query of `POST /review-projects/{slug}/reviews`; the file itself is the body. */
export const reviewUploadQuery = z.strictObject({
  dataset: reviewImportOptionsSchema.shape.dataset.describe("Needed where the project has tasks of several"),
  reviewer: reviewImportOptionsSchema.shape.reviewer.describe("Whose they are, where the file has no user_id"),
  addItems: z.stringbool().default(false).describe("Whether tasks that the project lacks become its items"),
  fileName: z.string().trim().min(1).max(300).default("reviews.csv"),
  dryRun: z.stringbool().default(false).describe("Only say what would come of it"),
});

// `Object.keys` forgets that the keys are exactly those of the object.
const gap = z.enum(Object.keys(gaps) as (keyof typeof gaps)[]);

const figure = z
  .object({
    value: z.number().nullable(),
    interval: z.object({ low: z.number(), high: z.number() }).nullable().describe("95 %"),
    gap: gap.nullable().describe("Why there is no value or no interval"),
  })
  .meta({ id: "AgreementFigure" });

const reviewer = z.object({ id: z.string(), name: z.string(), isImported: z.boolean() });
const reviewerPlace = count.describe("Place among the reviewers");

const disputedItem = z.object({
  id: count,
  instanceId: z.string(),
  trajectoryId: count.nullable(),
  reviews: count,
  disagreement: share.describe("0 where all agree, 1 where any two are as far apart as can be"),
  on: z.array(z.object({ measure: z.string(), answers: z.array(z.string()) })),
});

export const projectAgreement = z
  .object({
    reviews: count,
    items: count,
    sharedItems: count.describe("Items with two reviews or more"),
    reviewers: z.array(
      reviewer.extend({
        reviews: count,
        seconds: z
          .object({ reviews: count, lower: z.number(), median: z.number(), upper: z.number() })
          .nullable()
          .describe("Active seconds an item: median and quartiles"),
      }),
    ),
    measures: z.array(
      z.object({
        id: z.string().describe("A question, a reason of a question as `question:reason`, or `outcome:`"),
        question: z.string().nullable(),
        label: z.string(),
        level: z.enum(["nominal", "ordinal"]),
        categories: z.array(z.object({ value: z.string(), label: z.string(), score: z.number(), ratings: count })),
        items: count.describe("Items with two answers or more"),
        droppedItems: count.describe("Items with fewer"),
        ratings: count,
        raw: figure.describe("Pairs of answers that agree, 0 to 1"),
        fleiss: figure.describe("Fleiss' kappa"),
        alpha: z
          .object({
            nominal: figure,
            ordinal: figure.optional(),
            interval: figure.optional(),
          })
          .describe(`Krippendorff's alpha: ${levels.slice(0, 3).join(", ")}, where it makes sense`),
        pairs: z.array(
          z.object({
            first: reviewerPlace,
            second: reviewerPlace,
            items: count,
            raw: share,
            kappa: figure.describe("Cohen's kappa"),
            linear: figure.nullable(),
            quadratic: figure.nullable(),
          }),
        ),
      }),
    ),
    disputed: z.array(disputedItem).describe("The fifty that people disagree on most"),
  })
  .meta({ id: "ProjectAgreement" });

export const reviewImport = z
  .object({
    project: z.string(),
    dataset: z.string(),
    fileName: z.string(),
    isDryRun: z.boolean(),
    columns: z.array(z.object({ column: z.string(), use: z.string().nullable() })),
    reviews: count,
    reviewers: count,
    added: count,
    unchanged: count,
    itemsAdded: count,
    decided: count,
    disputed: count,
    differing: z.array(z.object({ instanceId: z.string(), reviewer: z.string(), line: count })),
    notInProject: z.array(z.string()).describe("Tasks of the dataset that the project does not have"),
    unknown: z.array(z.string()).describe("Names that the dataset does not have"),
    problems: z.array(
      z.object({
        file: z.string(),
        line: count,
        field: z.string().nullable(),
        expected: z.string(),
        found: z.string(),
        advice: z.string(),
      }),
    ),
  })
  .meta({ id: "ReviewImport" });
