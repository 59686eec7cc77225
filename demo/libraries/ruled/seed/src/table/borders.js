/** Lines are [left, fill, joint, right]; a style without a line leaves it out. */
export const borders = {
  light: {
    top: ["┌", "─", "┬", "┐"],
    middle: ["├", "─", "┼", "┤"],
    bottom: ["└", "─", "┴", "┘"],
    row: ["│ ", " │ ", " │"],
  },
  ascii: {
    top: ["+", "-", "+", "+"],
    middle: ["+", "-", "+", "+"],
    bottom: ["+", "-", "+", "+"],
    row: ["| ", " | ", " |"],
  },
  markdown: {
    middle: ["|", "-", "|", "|"],
    row: ["| ", " | ", " |"],
    hasAlignmentMarks: true,
  },
  none: {
    row: ["", "  ", ""],
  },
};
