/** CSV text of rows of values, one line per row. null and undefined are empty fields. */
export function stringify(rows, { delimiter = "," } = {}) {
  return rows.map((row) => `${row.map((value) => formatField(value, delimiter)).join(delimiter)}\n`).join("");
}

function formatField(value, delimiter) {
  const text = value === null || value === undefined ? "" : String(value);
  return text.includes(delimiter) ? `"${text}"` : text;
}
