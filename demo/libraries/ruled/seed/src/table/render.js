import { borders } from "./borders.js";
import { wrap } from "./wrap.js";

const MIN_WIDTH = 3;

/**
 * Rows of values as a table. The first row is the header unless `header` is false. `align` has "left", "right" or
 * "center" for each column; cells wider than `maxWidth` are wrapped.
 */
export function renderTable(rows, { border = "light", align = [], maxWidth = Infinity, header = true } = {}) {
  const style = borders[border];
  if (!style) throw new RangeError(`unknown border: ${border}`);
  const count = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const grid = rows.map((row) => Array.from({ length: count }, (_, column) => cellLines(row[column], maxWidth)));
  const widths = Array.from({ length: count }, (_, column) => columnWidth(grid, column));

  const lines = [];
  if (style.top) lines.push(rule(style.top, widths));
  grid.forEach((row, index) => {
    lines.push(...rowLines(row, widths, align, style));
    if (index === 0 && header && style.middle) lines.push(separator(style, widths, align));
  });
  if (style.bottom) lines.push(rule(style.bottom, widths));
  return lines.map((line) => line.trimEnd()).join("\n");
}

function cellLines(value, maxWidth) {
  const text = value === null || value === undefined ? "" : String(value);
  return text.split("\n").flatMap((line) => wrap(line, maxWidth));
}

function columnWidth(grid, column) {
  return grid.reduce((most, row) => Math.max(most, ...row[column].map((line) => line.length)), MIN_WIDTH);
}

function rowLines(row, widths, align, style) {
  const [left, joint, right] = style.row;
  const height = Math.max(1, ...row.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const cells = row.map((lines, column) => pad(lines[line] ?? "", widths[column], align[column]));
    return left + cells.join(joint) + right;
  });
}

function pad(text, width, align = "left") {
  if (align === "right") return text.padStart(width);
  if (align === "center") return text.padStart(text.length + Math.floor((width - text.length) / 2)).padEnd(width);
  return text.padEnd(width);
}

function rule([left, fill, joint, right], widths) {
  return left + widths.map((width) => fill.repeat(width + 2)).join(joint) + right;
}

function separator(style, widths, align) {
  if (!style.hasAlignmentMarks) return rule(style.middle, widths);
  const [left, fill, joint, right] = style.middle;
  const marks = widths.map((width, column) => {
    const start = align[column] === "center" ? ":" : fill;
    const end = align[column] === "center" || align[column] === "right" ? ":" : fill;
    return ` ${start}${fill.repeat(width - 2)}${end} `;
  });
  return left + marks.join(joint) + right;
}
