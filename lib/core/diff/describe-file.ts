import type { DiffFile } from "./model.ts";

/** What is to be said of a file beside its lines, a sentence each: renames, modes, and why no line is shown. */
export function describeFile({ patch, hunks }: Pick<DiffFile, "patch" | "hunks">): string[] {
  const { kind, isBinary, oldMode, newMode, oldPath, newPath } = patch;
  const notes: string[] = [];
  if (kind === "renamed" || kind === "copied" || (oldPath !== null && newPath !== null && oldPath !== newPath)) {
    notes.push(`${kind === "copied" ? "Copied" : "Renamed"} from ${oldPath}`);
  }
  if (oldMode !== null && newMode !== null && oldMode !== newMode) {
    notes.push(`File mode changed from ${oldMode} to ${newMode}`);
  }
  if (isBinary) notes.push("Binary file: its content is not text. The raw view shows what the patch says of it.");
  else if (hunks.length === 0) notes.push(missingContent(kind, notes.length > 0));
  return notes;
}

function missingContent(kind: DiffFile["patch"]["kind"], isExplained: boolean): string {
  if (kind === "added") return "New file without content";
  if (kind === "deleted") return "Deleted file without content";
  return isExplained ? "Its content does not change" : "The patch names this file but changes nothing in it";
}
