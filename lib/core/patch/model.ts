export type PatchFileKind = "added" | "deleted" | "modified" | "renamed" | "copied" | "binary" | "mode";

/** One file of a unified diff. */
export interface PatchFile {
  /** The path before and after, without the `a/` and `b/` prefixes; null on the side where the file does not exist. */
  readonly oldPath: string | null;
  readonly newPath: string | null;
  /** What happened to the file; `binary` and `mode` only where nothing stronger did. */
  readonly kind: PatchFileKind;
  readonly isBinary: boolean;
  /** File modes as git writes them, like `100644`; null where the patch does not say. */
  readonly oldMode: string | null;
  readonly newMode: string | null;
  readonly hunks: readonly PatchHunk[];
  /** Number of added and removed lines. */
  readonly added: number;
  readonly removed: number;
  /** 1-based line of the file's header in the patch text. */
  readonly startLine: number;
  /** String offsets of the file's own part of the patch text, header included: `text.slice(startOffset, endOffset)`. */
  readonly startOffset: number;
  readonly endOffset: number;
}

export interface PatchHunk {
  /** The text after the second `@@`, which git fills with the enclosing definition. */
  readonly section: string;
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly lines: readonly PatchLine[];
  /** 1-based line of the `@@` header in the patch text. */
  readonly startLine: number;
}

export interface PatchLine {
  readonly kind: "context" | "added" | "removed";
  /** Without the mark and the newline; a carriage return stays. */
  readonly text: string;
  /** Set where the patch says `\ No newline at end of file` after this line. */
  readonly noNewlineAtEnd?: true;
}

/** The path a reader knows the file by: the new one, or the old one of a deleted file. */
export function patchPath(file: Pick<PatchFile, "oldPath" | "newPath">): string {
  return file.newPath ?? file.oldPath ?? "";
}
