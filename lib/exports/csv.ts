/**
 * One record of RFC 4180. A text that a spreadsheet would run as a formula gets an apostrophe in front, because what is
 * exported came from strangers.
 */
export function formatCsvRow(values: readonly (string | number | null)[]): string {
  return `${values.map(formatCsvValue).join(",")}\r\n`;
}

function formatCsvValue(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
