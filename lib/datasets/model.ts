import { z } from "zod";

export const datasetSlugSchema = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, "A dataset's short name has lower-case letters, digits, '-', '_' and '.', 64 at most");

export const newDatasetSchema = z.object({
  slug: datasetSlugSchema,
  title: z.string().trim().max(200).optional(),
  description: z.string().trim().max(2_000).optional(),
  forgeUrl: z.url({ protocol: /^https?$/ }).nullable().optional(),
});
export type NewDataset = z.output<typeof newDatasetSchema>;

export interface DatasetRow {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly forgeUrl: string | null;
  readonly createdAt: Date;
  readonly taskCount: number;
  readonly repoCount: number;
  readonly lastImportAt: Date | null;
}
