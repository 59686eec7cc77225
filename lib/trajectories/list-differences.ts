import type { ComparedTurns } from "#lib/trajectories/compare-turns";

/** Where the sides part: the first row of each stretch that they do not share. */
export function listDifferences(rows: readonly Pick<ComparedTurns, "isShared">[]): readonly number[] {
  return rows.flatMap(({ isShared }, index) => (!isShared && rows[index - 1]?.isShared !== false ? [index] : []));
}
