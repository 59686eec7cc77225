const mostRanges = 20;

/** Numbers as ranges: `1–4, 7, 9–12`; after twenty of them it says how many numbers are left. */
export function formatRanges(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const ranges: [first: number, last: number][] = [];
  for (const number of sorted) {
    const open = ranges.at(-1);
    if (open && open[1] === number - 1) open[1] = number;
    else ranges.push([number, number]);
  }
  const shown = ranges.slice(0, mostRanges).map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
  const left = ranges.slice(mostRanges).reduce((sum, [first, last]) => sum + last - first + 1, 0);
  return left === 0 ? shown.join(", ") : `${shown.join(", ")} and ${left} more`;
}
