import type { DiffLine } from "./model.ts";

/** The lines of a text as it stands, numbered from 1; a newline at its very end starts no further line. */
export function rawLines(text: string): DiffLine[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line, id) => ({
    id,
    file: -1,
    kind: "context",
    text: line,
    oldNumber: null,
    newNumber: id + 1,
    block: null,
    lacksNewline: false,
  }));
}
