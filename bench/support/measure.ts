/** A figure beside its reference, both of the same run. */
export interface Measure {
  readonly name: string;
  readonly ours: string;
  readonly reference: string;
  /** Ours to the reference's, where the two compare. */
  readonly ratio: number | null;
  readonly goal: string;
  /** Null where there is no goal. */
  readonly isMet: boolean | null;
}

/** Times in milliseconds. */
export function compareWithSql(name: string, ours: number, bare: number): Measure {
  return {
    name,
    ours: formatMilliseconds(ours),
    reference: `${formatMilliseconds(bare)} in SQL`,
    ratio: ours / bare,
    goal: "",
    isMet: null,
  };
}

/** Milliseconds. */
export async function time(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function formatMilliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}

export function formatTable(measures: readonly Measure[]): string {
  const rows = [
    ["measure", "ours", "reference", "ratio", "goal", ""],
    ...measures.map(({ name, ours, reference, ratio, goal, isMet }) => [
      name,
      ours,
      reference,
      ratio === null ? "" : ratio.toFixed(2),
      goal,
      isMet === null ? "" : isMet ? "met" : "MISSED",
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
