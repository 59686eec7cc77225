import type { TextRange } from "../text/segment-text.ts";

const tag = /<(\/?)(ins|del)(?: class="d2h-change")?>/u;
const mostlyChanged = 0.7;
const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
  "&#x2F;": "/",
};

/**
 * Reads the words that diff2html marked in a line's markup as ranges of its text, so that no markup has to reach the
 * page. Elements of the other kind belong to the other line and are dropped. No ranges where the markup does not give
 * the line back letter by letter, or where nearly all of it is marked and the marks would say nothing.
 */
export function readMarks(markup: string, kind: "ins" | "del", line: string): readonly TextRange[] {
  const ranges: TextRange[] = [];
  let text = "";
  let open: string | null = null;
  // A split by a pattern with groups gives text, slash, name, text, …
  const parts = markup.split(tag);
  for (let index = 0; index < parts.length; index += 3) {
    const piece = unescapeMarkup(parts[index] ?? "");
    if (open === null || open === kind) {
      if (open !== null && piece !== "") addRange(ranges, text.length, text.length + piece.length);
      text += piece;
    }
    open = parts[index + 1] === "" ? (parts[index + 2] ?? null) : null;
  }
  const marked = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  return text === line && marked <= mostlyChanged * line.trim().length ? ranges : [];
}

function addRange(ranges: TextRange[], start: number, end: number): void {
  const last = ranges.at(-1);
  if (last?.end === start) ranges[ranges.length - 1] = { start: last.start, end };
  else ranges.push({ start, end });
}

function unescapeMarkup(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#x27|#x2F);/gu, (entity) => entities[entity] ?? entity);
}
