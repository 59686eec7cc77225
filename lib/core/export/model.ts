/** The life of an export. `queued` and `running` lead to one of the three ends; from each of them it can be asked for anew. */
export const exportStates = ["queued", "running", "finished", "failed", "cancelled"] as const;
export type ExportState = (typeof exportStates)[number];

export function isExportMoving(state: ExportState): boolean {
  return state === "queued" || state === "running";
}

export const exportSubjects = ["tasks", "trajectories"] as const;
export type ExportSubject = (typeof exportSubjects)[number];

/** Which of what matches goes out: all of it, or what a review approved. */
export const exportConditions = ["any", "approved"] as const;
export type ExportCondition = (typeof exportConditions)[number];

/** Why some were left out at a step of the funnel. */
export interface DropReason {
  readonly reason: string;
  readonly count: number;
  /** The first of them; the file of all that was left out has every one. */
  readonly ids: readonly string[];
}

/** What was left after a step, and what it took away. The first step is what matched, the last what was written. */
export interface FunnelStep {
  readonly step: string;
  readonly count: number;
  readonly dropped: readonly DropReason[];
}

export interface ExportedFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** Hex. */
  readonly sha256: string;
}

/**
 * What an export holds and what it was made from. Nothing in it says when or by whom, so that the same request on the
 * same data gives the same text.
 */
export interface ExportContents {
  readonly format: "assay-export-1";
  readonly dataset: string;
  readonly kind: string;
  readonly options: object;
  readonly subject: ExportSubject;
  /** The query of the list that was exported. */
  readonly filter: string;
  /** How many were picked by hand; null where all that match were meant. */
  readonly picked: number | null;
  readonly condition: ExportCondition;
  readonly version: string | null;
  readonly funnel: readonly FunnelStep[];
  /** Over a line `id, tab, content hash` for each that was written, in their order; hex. */
  readonly contentsSha256: string;
  /** The rules of grading that the test lists or verdicts come from, by name, with the SHA-256 of each. */
  readonly policies: Readonly<Record<string, string>>;
  /** The forms that the decisions were made with, by hash. */
  readonly forms: readonly string[];
}

/** An export's contents with its files, who asked for it, and what made it when. */
export interface ExportManifest extends ExportContents {
  readonly files: readonly ExportedFile[];
  readonly createdBy: string;
  readonly createdAt: string;
  /** Null of one that was made before this was written down. */
  readonly application: string | null;
}
