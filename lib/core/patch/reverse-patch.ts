import { excerpt, type Parsed, type Problem } from "../parsed.ts";
import { splitGitHeader } from "./patch-paths.ts";
import { isBody, parseHunkHeader, type ScannedLine, scanPatch } from "./scan-patch.ts";

/**
 * The patch that takes the new tree back to the old one: added and removed lines, ranges, paths, modes, hashes and
 * renames swap sides. For a patch that git made, reversing twice gives the same text; the section text of a hunk is
 * kept, as the patch alone cannot say how git would name it from the other side. The value is null, with the reason,
 * where the text has no inverse: a copied or a binary file.
 */
export function reversePatch(text: string): Parsed<string | null> {
  const problems: Problem[] = [];
  const output: string[] = [];
  const lines = scanPatch(text);
  for (let index = 0; index < lines.length; ) {
    const line = lines[index];
    if (!line) break;
    const taken = reverseBlock(lines, index, output) ?? reverseLine(line, lines[index + 1], output);
    if (taken === 0) {
      problems.push({ line: line.number, expected: "a change that can be reversed", found: excerpt(line.text) });
    }
    index += Math.max(taken, 1);
  }
  if (problems.length > 0) return { value: null, problems };
  return { value: output.join("\n") + (text.endsWith("\n") ? "\n" : ""), problems };
}

/** Turns a run of changed lines around, removed lines first as git writes them; null where no such run starts. */
function reverseBlock(lines: readonly ScannedLine[], start: number, output: string[]): number | null {
  const wasAdded: string[] = [];
  const wasRemoved: string[] = [];
  let index = start;
  let side: string[] | null = null;
  for (let line = lines[index]; line; line = lines[++index]) {
    if (line.kind === "added") wasAdded.push(`-${line.text.slice(1)}`);
    else if (line.kind === "removed") wasRemoved.push(`+${line.text.slice(1)}`);
    else if (line.kind === "no-newline" && side) side.push(line.text);
    else break;
    if (isBody(line.kind)) side = line.kind === "added" ? wasAdded : wasRemoved;
  }
  if (index === start) return null;
  for (const line of [...wasAdded, ...wasRemoved]) output.push(line);
  return index - start;
}

/** Writes the inverse of one line (or of a pair of header lines); gives how many lines it took, 0 where it cannot. */
function reverseLine(line: ScannedLine, next: ScannedLine | undefined, output: string[]): number {
  switch (line.kind) {
    case "git":
      output.push(reverseGitHeader(line.text));
      return 1;
    case "old":
      return next?.kind === "new" ? reversePair(line.text, next.text, 4, output) : 0;
    case "hunk":
      output.push(reverseHunkHeader(line.text));
      return 1;
    case "meta":
      return reverseMeta(line.text, next, output);
    case "binary":
      return 0;
    default:
      output.push(line.text);
      return 1;
  }
}

function reverseMeta(text: string, next: ScannedLine | undefined, output: string[]): number {
  if (/^(?:copy |Binary files|GIT binary patch)/u.test(text)) return 0;
  if (text.startsWith("old mode ") && next?.text.startsWith("new mode "))
    return reversePair(text, next.text, 9, output);
  if (text.startsWith("rename from ") && next?.text.startsWith("rename to ")) {
    output.push(`rename from ${next.text.slice(10)}`, `rename to ${text.slice(12)}`);
    return 2;
  }
  const [pattern, inverse] = metaInverses.find(([start]) => start.test(text)) ?? [];
  output.push(pattern && inverse ? text.replace(pattern, inverse) : text);
  return 1;
}

const metaInverses: readonly (readonly [RegExp, string])[] = [
  [/^new file mode /u, "deleted file mode "],
  [/^deleted file mode /u, "new file mode "],
  [/^index ([0-9a-f]+)\.\.([0-9a-f]+)/u, "index $2..$1"],
];

/** Swaps what two lines say, each behind its own first `markLength` characters. */
function reversePair(first: string, second: string, markLength: number, output: string[]): number {
  const [oldName, newName] = swapNames(first.slice(markLength), second.slice(markLength));
  output.push(first.slice(0, markLength) + oldName, second.slice(0, markLength) + newName);
  return 2;
}

function reverseGitHeader(text: string): string {
  const start = "diff --git ";
  const names = splitGitHeader(text.slice(start.length));
  return names ? start + swapNames(...names).join(" ") : text;
}

/** Each name goes to the other side and takes that side's prefix; `/dev/null` has none. */
function swapNames(oldName: string, newName: string): readonly [string, string] {
  return [withPrefix(newName, "b/", "a/"), withPrefix(oldName, "a/", "b/")];
}

function withPrefix(name: string, from: string, to: string): string {
  if (name.startsWith(from)) return to + name.slice(from.length);
  return name.startsWith(`"${from}`) ? `"${to}${name.slice(from.length + 1)}` : name;
}

function reverseHunkHeader(text: string): string {
  return parseHunkHeader(text) ? text.replace(/^@@ -(\S+) \+(\S+) @@/u, "@@ -$2 +$1 @@") : text;
}
