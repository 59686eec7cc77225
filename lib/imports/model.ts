import { z } from "zod";
import type { ColumnMappingLine } from "#lib/core/column-mapping";
import { datasetSlugSchema } from "#lib/core/dataset-slug";
import { type ImportKind, type ImportState, importKinds } from "#lib/core/import-state";
import type { RecordPosition } from "#lib/core/record-position";
import { adapters } from "#lib/imports/adapters/pick-adapter";

const adapterIds = adapters.map((adapter) => adapter.id);

const label = (what: string) =>
  z
    .string()
    .trim()
    .max(200)
    .refine((text) => text.isWellFormed() && !text.includes("\0"), `The ${what} is plain text`)
    .transform((text) => text || null)
    .nullable()
    .default(null);

export const importOptionsSchema = z.object({
  kind: z.enum(importKinds).default("tasks"),
  dataset: datasetSlugSchema,
  format: z.enum(["auto", ...adapterIds]).default("auto"),
  isStrict: z.boolean().default(false),
  /** Of trajectories: what they are all a part of, and whose they are where they do not say. */
  run: label("run"),
  model: label("model"),
});
export type ImportOptions = z.output<typeof importOptionsSchema>;

/** What is to be read, and as what. */
export interface ImportOrder extends Omit<ImportOptions, "isStrict"> {
  readonly fileName: string;
}

/** A record that cannot be taken in. Nothing of it is lost: `source` is the record, or the text that would not parse. */
export interface Reject {
  /** 1-based number of the record in its file. */
  readonly record: number;
  readonly position: RecordPosition;
  readonly field: string | null;
  readonly expected: string;
  readonly found: string;
  readonly instanceId: string | null;
  readonly source: string;
}

export interface ImportCounts {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
}

/** What a dry run found out. */
export interface ImportPreview extends ImportCounts {
  readonly fileFormat: string;
  readonly adapter: string;
  readonly mapping: readonly ColumnMappingLine[];
  readonly records: number;
  /** The first of them. */
  readonly rejects: readonly Reject[];
}

export interface ImportRow extends ImportCounts {
  readonly id: string;
  readonly kind: ImportKind;
  readonly dataset: string;
  readonly run: string | null;
  readonly model: string | null;
  readonly state: ImportState;
  readonly fileName: string;
  readonly fileSizeBytes: number;
  readonly fileHash: string;
  readonly requestedFormat: string;
  readonly isStrict: boolean;
  readonly fileFormat: string | null;
  readonly adapter: string | null;
  readonly mapping: readonly ColumnMappingLine[] | null;
  readonly totalRecords: number | null;
  readonly position: number;
  readonly bytesRead: number;
  readonly failure: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}
