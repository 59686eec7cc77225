/** A value of COPY's text format. */
export type CopyValue = string | number | boolean | null | readonly string[];

/** One line of COPY's text format, with its newline: tab-separated, `\N` for null, arrays as array literals. */
export function formatCopyRow(values: readonly CopyValue[]): string {
  return `${values.map(formatCopyValue).join("\t")}\n`;
}

function formatCopyValue(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "string") return escapeCopyText(value);
  if (typeof value === "object") return escapeCopyText(formatArray(value));
  return String(value);
}

const special = /[\\\t\n\r]/;
const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function escapeCopyText(text: string): string {
  return special.test(text) ? text.replace(/[\\\t\n\r]/g, (char) => escapes[char] ?? char) : text;
}

function formatArray(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}
