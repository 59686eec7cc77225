import type { Edit } from "./action.ts";

export interface EditLine {
  readonly kind: "context" | "removed" | "added";
  readonly text: string;
}

/** Comparing each line with each takes the product of their numbers. */
const mostComparisons = 250_000;

/** What an edit does as the lines of a diff; an edit whose text is not told has none. Of a patch they are its own lines. */
export function diffEdit(edit: Edit): readonly EditLine[] {
  switch (edit.type) {
    case "create":
    case "insert":
    case "lines":
      return linesOf(edit.text).map((text) => ({ kind: "added", text }));
    case "replace":
      return diffLines(linesOf(edit.before), linesOf(edit.after));
    case "patch":
      return linesOf(edit.patch).map(readPatchLine);
    case "undo":
    case "unknown":
      return [];
  }
}

function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\r?\n$/, "").split("\n");
}

function readPatchLine(text: string): EditLine {
  if (text.startsWith("+") && !text.startsWith("+++ ")) return { kind: "added", text: text.slice(1) };
  if (text.startsWith("-") && !text.startsWith("--- ")) return { kind: "removed", text: text.slice(1) };
  return { kind: "context", text: text.startsWith(" ") ? text.slice(1) : text };
}

function diffLines(before: readonly string[], after: readonly string[]): readonly EditLine[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return [
    ...all("context", before.slice(0, head)),
    ...diffMiddle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...all("context", before.slice(before.length - tail)),
  ];
}

/** By the longest common subsequence; where that would take too long, everything before is removed. */
function diffMiddle(before: readonly string[], after: readonly string[]): readonly EditLine[] {
  if (before.length * after.length > mostComparisons) return [...all("removed", before), ...all("added", after)];
  const lengths = commonLengths(before, after);
  const width = after.length + 1;
  const lines: EditLine[] = [];
  let old = 0;
  let now = 0;
  while (old < before.length || now < after.length) {
    const removed = before[old];
    const added = after[now];
    if (removed !== undefined && removed === added) {
      lines.push({ kind: "context", text: removed });
      old++;
      now++;
    } else if (
      removed !== undefined &&
      (added === undefined || (lengths[(old + 1) * width + now] ?? 0) >= (lengths[old * width + now + 1] ?? 0))
    ) {
      lines.push({ kind: "removed", text: removed });
      old++;
    } else {
      lines.push({ kind: "added", text: added ?? "" });
      now++;
    }
  }
  return lines;
}

/** For each pair of places, how many lines the rests have in common. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint16Array {
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  for (let old = before.length - 1; old >= 0; old--) {
    for (let now = after.length - 1; now >= 0; now--) {
      lengths[old * width + now] =
        before[old] === after[now]
          ? (lengths[(old + 1) * width + now + 1] ?? 0) + 1
          : Math.max(lengths[(old + 1) * width + now] ?? 0, lengths[old * width + now + 1] ?? 0);
    }
  }
  return lengths;
}

function all(kind: EditLine["kind"], texts: readonly string[]): readonly EditLine[] {
  return texts.map((text) => ({ kind, text }));
}
