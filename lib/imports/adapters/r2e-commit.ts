import { z } from "zod";
import type { JsonValue } from "#lib/core/json";
import { isTestPath } from "#lib/core/patch/test-path";
import { decodeColumn } from "./codecs.ts";

const range = z.object({ start: z.int().min(0), length: z.int().min(0).nullish() });
const line = z.object({ type: z.enum(["context", "added", "deleted", "note"]), content: z.string() });
const hunk = z.object({
  descriptor: z.object({ old_range: range, new_range: range, section: z.string().nullish() }),
  line_group: z.object({ all_lines: z.array(line) }),
});
const side = z.object({ path: z.string() }).nullish();
const fileDiff = z.object({
  header: z.object({ file: z.object({ path: z.string() }), misc_line: z.string().nullish() }),
  is_binary_file: z.boolean().nullish(),
  minus_file: side,
  plus_file: side,
  hunks: z.array(hunk),
});
const commitShape = z.object({
  file_diffs: z.array(fileDiff),
  old_commit_hash: z.string().nullish(),
  commit_date: z.string().nullish(),
});

export interface R2eCommit {
  readonly patch: string;
  readonly testPatch: string;
  readonly baseCommit: string | null;
  readonly createdAt: string | null;
}

/** The two patches of R2E-Gym's `parsed_commit_content`, a commit as JSON; both empty where it is none. */
export function readR2eCommit(content: JsonValue | undefined): R2eCommit {
  const commit = commitShape.safeParse(parseJson(content)).data;
  if (!commit) return { patch: "", testPatch: "", baseCommit: null, createdAt: null };
  const files = commit.file_diffs.filter(({ is_binary_file: isBinary, hunks }) => !isBinary && hunks.length > 0);
  const date = decodeColumn(commit.commit_date ?? null, ["date-any"])?.value;
  return {
    patch: files
      .filter(({ header }) => !isTestPath(header.file.path))
      .map(formatFile)
      .join(""),
    testPatch: files
      .filter(({ header }) => isTestPath(header.file.path))
      .map(formatFile)
      .join(""),
    baseCommit: commit.old_commit_hash ?? null,
    createdAt: typeof date === "string" ? date : null,
  };
}

function formatFile({ header, minus_file: minus, plus_file: plus, hunks }: z.infer<typeof fileDiff>): string {
  const { path } = header.file;
  const oldName = minus?.path ?? `a/${path}`;
  const newName = plus?.path ?? `b/${path}`;
  const mode = header.misc_line ? [header.misc_line] : [];
  return [
    `diff --git a/${path} b/${path}`,
    ...mode,
    `--- ${oldName}`,
    `+++ ${newName}`,
    ...hunks.flatMap(formatHunk),
    "",
  ].join("\n");
}

const marks = { context: " ", added: "+", deleted: "-", note: "\\ " } as const;

function formatHunk({ descriptor, line_group: group }: z.infer<typeof hunk>): string[] {
  const section = descriptor.section?.trim() ?? "";
  const ranges = `@@ -${formatRange(descriptor.old_range)} +${formatRange(descriptor.new_range)} @@`;
  return [
    section === "" ? ranges : `${ranges} ${section}`,
    ...group.all_lines.map(({ type, content }) => marks[type] + content),
  ];
}

function formatRange({ start, length }: z.infer<typeof range>): string {
  return `${start},${length ?? 1}`;
}

function parseJson(content: JsonValue | undefined): unknown {
  if (typeof content !== "string") return content;
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
