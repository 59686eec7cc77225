import type { MatrixRun } from "#lib/runs/task-matrix";

const repeatPixels = 64;
const modelPixels = 104;

export function columnPixels({ kind }: MatrixRun): number {
  return kind === "model" ? modelPixels : repeatPixels;
}

/** Whether a column is the first of its kind, behind another one. */
export function isGroupStart(runs: readonly MatrixRun[], column: number): boolean {
  return column > 0 && runs[column]?.kind !== runs[column - 1]?.kind;
}
