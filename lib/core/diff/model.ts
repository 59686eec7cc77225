import type { Problem } from "../parsed.ts";
import type { PatchFile, PatchLine } from "../patch/model.ts";

/** A patch made ready to be shown: its lines numbered, its changes grouped, its files named for links. */
export interface DiffDocument {
  readonly files: readonly DiffFile[];
  /** Every hunk line of every file, in the order of the patch; a line's id is its place here. */
  readonly lines: readonly DiffLine[];
  readonly blocks: readonly ChangeBlock[];
  readonly problems: readonly Problem[];
  readonly added: number;
  readonly removed: number;
  /** Lines of text before the first file, a mail header say. */
  readonly leadingLines: number;
  /** Columns of the longest line. */
  readonly columns: number;
  /** The highest line number there is. */
  readonly highestNumber: number;
}

export interface DiffFile {
  readonly place: number;
  readonly path: string;
  /** Names the file in links: unique within the patch, and never ends like a line does. */
  readonly slug: string;
  readonly patch: PatchFile;
  readonly hunks: readonly DiffHunk[];
  readonly added: number;
  readonly removed: number;
  readonly foldedAs: FoldReason | null;
}

/** Why a file starts folded. */
export type FoldReason = "generated" | "large";

export interface DiffHunk {
  readonly header: string;
  readonly section: string;
  readonly startLine: number;
  /** Ids of its lines: `firstLine` up to and without `endLine`. */
  readonly firstLine: number;
  readonly endLine: number;
  /** Lines of the file that the patch leaves out before this hunk. */
  readonly unchangedBefore: number;
}

export interface DiffLine {
  readonly id: number;
  /** The place of its file. */
  readonly file: number;
  readonly kind: PatchLine["kind"];
  readonly text: string;
  readonly oldNumber: number | null;
  readonly newNumber: number | null;
  /** The place of its change block; null for a context line. */
  readonly block: number | null;
  readonly lacksNewline: boolean;
}

/** Removed lines and the added ones right after them, as ids: removed up to `firstAdded`, added up to `endLine`. */
export interface ChangeBlock {
  readonly firstLine: number;
  readonly firstAdded: number;
  readonly endLine: number;
  /** False where comparing each removed line with each added one would take too long. */
  readonly isComparable: boolean;
}
