/** What a line of a unified diff is; `outside` is anything that belongs to no file header and to no hunk. */
export type ScannedKind =
  | "git"
  | "meta"
  | "old"
  | "new"
  | "hunk"
  | "context"
  | "added"
  | "removed"
  | "no-newline"
  | "binary"
  | "outside";

export interface ScannedLine {
  readonly kind: ScannedKind;
  /** The whole line without its newline. */
  readonly text: string;
  readonly number: number;
  readonly startOffset: number;
}

const hunkHeader = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@(.*)$/su;
const metaLine =
  /^(?:old mode|new mode|deleted file mode|new file mode|copy from|copy to|rename from|rename to|similarity index|dissimilarity index|index|Binary files|GIT binary patch)\b/u;

/**
 * Names every line of a unified diff. Within a hunk the counts of its header decide, not the look of a line, so a
 * removed line `-- x` is never taken for a file header.
 */
export function scanPatch(text: string): ScannedLine[] {
  const lines: ScannedLine[] = [];
  let oldLeft = 0;
  let newLeft = 0;
  let inHeader = false;
  let inBinary = false;
  let hasFile = false;
  let startOffset = 0;
  for (let number = 1; startOffset < text.length; number++) {
    const newline = text.indexOf("\n", startOffset);
    const endOffset = newline === -1 ? text.length : newline;
    const line = text.slice(startOffset, endOffset);
    const kind = nameLine(line, endOffset + 1);
    lines.push({ kind, text: line, number, startOffset });
    startOffset = endOffset + 1;
  }
  return lines;

  function nameLine(line: string, nextOffset: number): ScannedKind {
    if (oldLeft > 0 || newLeft > 0) {
      const body = nameBodyLine(line);
      if (body) return body;
      oldLeft = 0;
      newLeft = 0;
    }
    if (line.startsWith("\\") && isBody(lines.at(-1)?.kind)) return "no-newline";
    if (line.startsWith("diff --git ")) {
      inHeader = true;
      inBinary = false;
      hasFile = true;
      return "git";
    }
    if (inBinary) return "binary";
    if (line.startsWith("--- ") && text.startsWith("+++ ", nextOffset)) {
      hasFile = true;
      return "old";
    }
    if (line.startsWith("+++ ") && lines.at(-1)?.kind === "old") return "new";
    const header = hasFile ? parseHunkHeader(line) : null;
    if (header) {
      oldLeft = header.oldLines;
      newLeft = header.newLines;
      inHeader = false;
      return "hunk";
    }
    if (inHeader && metaLine.test(line)) {
      inBinary = line.startsWith("GIT binary patch");
      return "meta";
    }
    return "outside";
  }

  function nameBodyLine(line: string): ScannedKind | null {
    const mark = line.charAt(0);
    if (mark === "+" && newLeft > 0) {
      newLeft--;
      return "added";
    }
    if (mark === "-" && oldLeft > 0) {
      oldLeft--;
      return "removed";
    }
    // Mail programs and editors strip the space of an empty context line; git accepts that, and so do we.
    if ((mark === " " || mark === "" || line === "\r") && oldLeft > 0 && newLeft > 0) {
      oldLeft--;
      newLeft--;
      return "context";
    }
    return mark === "\\" && isBody(lines.at(-1)?.kind) ? "no-newline" : null;
  }
}

/** Reads `@@ -1,2 +3,4 @@ section`; a missing count means 1. Null where the line is no hunk header. */
export function parseHunkHeader(line: string) {
  const match = line.startsWith("@@ -") ? hunkHeader.exec(line) : null;
  if (!match) return null;
  const [, oldStart = "0", oldLines = "1", newStart = "0", newLines = "1", section = ""] = match;
  return {
    oldStart: Number(oldStart),
    oldLines: Number(oldLines),
    newStart: Number(newStart),
    newLines: Number(newLines),
    section: section.trim(),
  };
}

export function isBody(kind: ScannedKind | undefined): kind is "context" | "added" | "removed" {
  return kind === "context" || kind === "added" || kind === "removed";
}
