import { excerpt, type Parsed, type Problem } from "../parsed.ts";
import type { PatchFile, PatchFileKind, PatchHunk, PatchLine } from "./model.ts";
import { parseHeaderName, splitGitHeader, stripPrefixes, unquotePath } from "./patch-paths.ts";
import { isBody, parseHunkHeader, type ScannedLine, scanPatch } from "./scan-patch.ts";

const maxProblems = 50;

/**
 * Reads a unified diff as git (or plain `diff -u`) writes it. Total: what cannot be read becomes a problem with its
 * line, and every hunk line that the text holds is kept. Text before the first file is no problem (mail headers),
 * text without any file is one, an empty text is a patch of no files.
 */
export function parsePatch(text: string): Parsed<readonly PatchFile[]> {
  const files: PatchFile[] = [];
  const problems: Problem[] = [];
  let current: ScannedLine[] = [];
  let isMailSignature = false;
  for (const line of scanPatch(text)) {
    if (startsFile(line, current)) {
      closeFile(line.startOffset);
      isMailSignature = false;
    }
    if (line.kind === "outside") {
      isMailSignature ||= /^-- \r?$/u.test(line.text);
      if (current.length > 0 && !isMailSignature && line.text.trim() !== "" && lastKind(current) !== "outside") {
        report(line, "a file header, a hunk header or a hunk line");
      }
    }
    if (current.length > 0 || line.kind === "git" || line.kind === "old") current.push(line);
  }
  closeFile(text.length);
  if (files.length === 0 && text.trim() !== "") {
    problems.push({ line: 1, expected: "a unified diff", found: excerpt(text.trim()) });
  }
  return { value: files, problems: problems.slice(0, maxProblems) };

  function closeFile(endOffset: number): void {
    const [first] = current;
    if (first) files.push(readFile(current, first, endOffset, report));
    current = [];
  }

  function report(line: ScannedLine, expected: string, found = excerpt(line.text)): void {
    problems.push({ line: line.number, expected, found });
  }
}

type Report = (line: ScannedLine, expected: string, found?: string) => void;

function startsFile(line: ScannedLine, current: readonly ScannedLine[]): boolean {
  if (line.kind === "git") return true;
  return line.kind === "old" && current.some((earlier) => earlier.kind === "old" || earlier.kind === "hunk");
}

function lastKind(lines: readonly ScannedLine[]) {
  return lines.at(-1)?.kind;
}

function readFile(lines: readonly ScannedLine[], first: ScannedLine, endOffset: number, report: Report): PatchFile {
  const hunks = readHunks(lines, report);
  const meta = readMeta(lines);
  const [oldPath, newPath] = readPaths(lines, meta);
  const isBinary = meta.isBinary;
  const isComplete = hunks.length > 0 || meta.kind !== null || isBinary;
  if (!isComplete) report(first, "at least one hunk, or a mode, rename or binary change");
  if (oldPath === null && newPath === null) report(first, "a file name");
  return {
    oldPath,
    newPath,
    kind: meta.kind === null || meta.kind === "mode" ? kindByPaths(oldPath, newPath, meta, hunks) : meta.kind,
    isBinary,
    oldMode: meta.oldMode,
    newMode: meta.newMode,
    hunks,
    added: countLines(hunks, "added"),
    removed: countLines(hunks, "removed"),
    startLine: first.number,
    startOffset: first.startOffset,
    endOffset,
  };
}

function readHunks(lines: readonly ScannedLine[], report: Report): PatchHunk[] {
  const hunks: PatchHunk[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    const header = line?.kind === "hunk" ? parseHunkHeader(line.text) : null;
    if (!line || !header) continue;
    const body: PatchLine[] = [];
    for (let next = lines[index + 1]; next; next = lines[index + 1]) {
      const last = body.at(-1);
      if (isBody(next.kind)) body.push({ kind: next.kind, text: bodyText(next.text) });
      else if (next.kind === "no-newline" && last) body[body.length - 1] = { ...last, noNewlineAtEnd: true };
      else break;
      index++;
    }
    const oldSeen = body.filter(({ kind }) => kind !== "added").length;
    const newSeen = body.filter(({ kind }) => kind !== "removed").length;
    if (oldSeen !== header.oldLines || newSeen !== header.newLines) {
      report(
        line,
        `${header.oldLines} old and ${header.newLines} new lines in this hunk`,
        `${oldSeen} old and ${newSeen} new lines`,
      );
    }
    hunks.push({ ...header, lines: body, startLine: line.number });
  }
  return hunks;
}

/** An empty context line may have lost its mark. */
function bodyText(line: string): string {
  return line === "\r" ? line : line.slice(1);
}

interface FileMeta {
  kind: PatchFileKind | null;
  isBinary: boolean;
  oldMode: string | null;
  newMode: string | null;
  oldPath: string | null;
  newPath: string | null;
}

type MetaReader = (meta: FileMeta, rest: string) => void;

const metaReaders: readonly (readonly [string, MetaReader])[] = [
  ["old mode ", (meta, rest) => Object.assign(meta, { oldMode: rest, kind: meta.kind ?? "mode" })],
  ["new mode ", (meta, rest) => Object.assign(meta, { newMode: rest, kind: meta.kind ?? "mode" })],
  ["new file mode ", (meta, rest) => Object.assign(meta, { newMode: rest, kind: "added" })],
  ["deleted file mode ", (meta, rest) => Object.assign(meta, { oldMode: rest, kind: "deleted" })],
  ["rename from ", (meta, rest) => Object.assign(meta, { oldPath: unquotePath(rest), kind: "renamed" })],
  ["rename to ", (meta, rest) => Object.assign(meta, { newPath: unquotePath(rest), kind: "renamed" })],
  ["copy from ", (meta, rest) => Object.assign(meta, { oldPath: unquotePath(rest), kind: "copied" })],
  ["copy to ", (meta, rest) => Object.assign(meta, { newPath: unquotePath(rest), kind: "copied" })],
  ["Binary files ", (meta) => Object.assign(meta, { isBinary: true })],
  ["GIT binary patch", (meta) => Object.assign(meta, { isBinary: true })],
  ["index ", (meta, rest) => Object.assign(meta, readIndexMode(meta, rest))],
];

function readMeta(lines: readonly ScannedLine[]): FileMeta {
  const meta: FileMeta = { kind: null, isBinary: false, oldMode: null, newMode: null, oldPath: null, newPath: null };
  for (const { kind, text } of lines) {
    if (kind !== "meta") continue;
    const line = text.replace(/\r$/u, "");
    const reader = metaReaders.find(([start]) => line.startsWith(start));
    reader?.[1](meta, line.slice(reader[0].length));
  }
  return meta;
}

function readIndexMode(meta: FileMeta, rest: string): Partial<FileMeta> {
  const mode = / (\d{6})$/u.exec(rest)?.[1];
  return mode ? { oldMode: meta.oldMode ?? mode, newMode: meta.newMode ?? mode } : {};
}

function readPaths(lines: readonly ScannedLine[], meta: FileMeta): readonly [string | null, string | null] {
  if (meta.oldPath !== null && meta.newPath !== null) return [meta.oldPath, meta.newPath];
  const oldLine = lines.find(({ kind }) => kind === "old");
  const newLine = lines.find(({ kind }) => kind === "new");
  if (oldLine && newLine) {
    return stripPrefixes(parseHeaderName(oldLine.text.slice(4)), parseHeaderName(newLine.text.slice(4)));
  }
  const git = lines.find(({ kind }) => kind === "git");
  const names = git ? splitGitHeader(git.text.slice("diff --git ".length).replace(/\r$/u, "")) : null;
  if (!names) return [null, null];
  const [oldPath, newPath] = stripPrefixes(unquotePath(names[0]), unquotePath(names[1]));
  return [meta.kind === "added" ? null : oldPath, meta.kind === "deleted" ? null : newPath];
}

function kindByPaths(
  oldPath: string | null,
  newPath: string | null,
  meta: FileMeta,
  hunks: readonly PatchHunk[],
): PatchFileKind {
  if (oldPath === null && newPath !== null) return "added";
  if (newPath === null && oldPath !== null) return "deleted";
  if (meta.isBinary) return "binary";
  return meta.kind === "mode" && hunks.length === 0 ? "mode" : "modified";
}

function countLines(hunks: readonly PatchHunk[], kind: PatchLine["kind"]): number {
  return hunks.reduce((sum, hunk) => sum + hunk.lines.filter((line) => line.kind === kind).length, 0);
}
