import { z } from "zod";
import type { Ctx } from "#lib/auth/actor";
import { datasetSlugSchema } from "#lib/core/dataset-slug";
import {
  type ExportCondition,
  type ExportContents,
  type ExportedFile,
  type ExportState,
  type ExportSubject,
  exportConditions,
} from "#lib/core/export/model";
import type { PolicyId } from "#lib/core/grading/policies";
import type { JsonObject } from "#lib/core/json";

/** What a format gives, piece by piece. Lines come without their line break, files with the path in their archive. */
export type ExportPiece =
  | { readonly kind: "line"; readonly line: string }
  | { readonly kind: "file"; readonly name: string; readonly content: string; readonly isExecutable?: boolean }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "dropped"; readonly id: string; readonly step: string; readonly reason: string }
  /** A secret that was taken out of what is in the file, and where it stood. */
  | {
      readonly kind: "redacted";
      readonly id: string;
      readonly secret: string;
      readonly path: string;
      readonly count: number;
    }
  /** How many there are to begin with; without it, those that are written and those that are dropped. */
  | { readonly kind: "matched"; readonly count: number }
  /** Something is in the file, by its public name and the hash of its content; without it, a line counts. */
  | {
      readonly kind: "written";
      readonly id: string;
      readonly contentHash: string;
      /** The number of the task or trajectory. */
      readonly subjectId: number;
      /** The policy that its test lists were derived under. */
      readonly policy?: PolicyId;
      /** Of a trajectory: it was chosen by its verdict, or its verdict is in the file. */
      readonly isVerdictUsed?: boolean;
    };

/** What an export is made of, whatever its format. */
export interface ExportRequest<O = unknown> {
  readonly dataset: string;
  /** The query of the list, without the dataset. */
  readonly filter: string;
  /** Only these, by their numbers; null for all that match. */
  readonly ids: readonly number[] | null;
  readonly condition: ExportCondition;
  /** A frozen version to take the tasks from, in the place of those of today. */
  readonly version: { readonly id: string; readonly name: string } | null;
  readonly options: O;
}

/** A way to write tasks or trajectories down. */
export interface ExportFormat<O = unknown> {
  readonly id: string;
  readonly label: string;
  /** One line for whoever chooses. */
  readonly hint: string;
  readonly subject: ExportSubject;
  readonly optionsSchema: z.ZodType<O>;
  /** Its files become one `.tar.gz`. */
  readonly isArchive?: boolean;
  readonly contentType: string;
  fileName(request: ExportRequest<O>): string;
  /** The steps of the funnel at which this request can leave something out, in their order. */
  steps(request: ExportRequest<O>): readonly string[];
  /** Reads within one snapshot of the database. The same request on the same data gives the same pieces. */
  open(ctx: Ctx, request: ExportRequest<O>, signal: AbortSignal): AsyncGenerator<ExportPiece>;
}

/** The last file of every archive. */
export const manifestFile = "manifest.json";

/** The names of what stands beside the data of every export. */
export const droppedFile = "dropped.jsonl";
export const hashesFile = "content-hashes.tsv";
/** Beside the data of an export that secrets were taken out of. */
export const redactionsFile = "redactions.jsonl";

const mostPicked = 10_000;
/** Of the text that stands in the place of a scaffold's instructions; other options have less. */
export const mostOptionCharacters = 20_000;

/** What somebody asks for: the options are checked by the format. */
export const exportOrderSchema = z.object({
  dataset: datasetSlugSchema,
  kind: z.string().max(100),
  filter: z.string().max(20_000).default(""),
  ids: z
    .array(z.int32().positive())
    .min(1, "Pick one, or leave it out for all that match")
    .max(mostPicked, `Pick at most ${mostPicked}, or all that match`)
    .nullable()
    .default(null),
  condition: z.enum(exportConditions).default("approved"),
  /** The name of a frozen version. */
  version: z.string().max(64).nullable().default(null),
  options: z
    .record(z.string().max(100), z.union([z.string().max(mostOptionCharacters), z.number(), z.boolean(), z.null()]))
    .default({}),
});
export type ExportOrder = z.input<typeof exportOrderSchema>;
export type CheckedExportOrder = z.output<typeof exportOrderSchema>;

export interface ExportRow {
  readonly id: string;
  readonly dataset: string;
  readonly kind: string;
  readonly options: JsonObject;
  readonly filter: string;
  readonly picked: number | null;
  readonly condition: ExportCondition;
  readonly version: string | null;
  readonly state: ExportState;
  readonly done: number;
  readonly total: number | null;
  readonly contents: ExportContents | null;
  readonly files: readonly ExportedFile[] | null;
  readonly application: string | null;
  readonly failure: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly expiredAt: Date | null;
}
