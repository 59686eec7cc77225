import type { LineAnchor } from "./line-anchor.ts";
import type { DiffDocument } from "./model.ts";

export interface DiffPlace {
  readonly file: number;
  /** The id of the line; null where the whole file is meant. */
  readonly line: number | null;
  readonly side: "old" | "new";
}

/** Finds what a link names; its file where the patch does not hold the line; null where it holds no such file either. */
export function resolveAnchor({ files, lines }: DiffDocument, { slug, line }: LineAnchor): DiffPlace | null {
  const file = files.find((candidate) => candidate.slug === slug);
  if (!file) return null;
  if (!line) return { file: file.place, line: null, side: "new" };
  const hunks = file.hunks.flatMap(({ firstLine, endLine }) => lines.slice(firstLine, endLine));
  const found = hunks.find((each) => (line.side === "old" ? each.oldNumber : each.newNumber) === line.number);
  return { file: file.place, line: found?.id ?? null, side: line.side };
}
