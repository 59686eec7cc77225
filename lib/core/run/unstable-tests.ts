import type { RunKind } from "./model.ts";
import { findDifferences, type TestMatrix } from "./test-matrix.ts";

/** A test that did not end the same way each time, with the letter of every repeat. */
export interface UnstableTest {
  readonly name: string;
  readonly empty: string;
  readonly gold: string;
}

/** The tests whose repeats without the gold patch, or those with it, disagree. `kinds` says what each column of the matrix is. */
export function listUnstableTests({ tests, columns }: TestMatrix, kinds: readonly RunKind[]): UnstableTest[] {
  const [empty, gold] = (["empty", "gold"] as const).map((kind) => {
    const own = columns.filter((_, index) => kinds[index] === kind);
    const differences = findDifferences({ tests, columns: own });
    return { differences, lettersOf: (row: number) => own.map(({ statuses }) => statuses[row] ?? "").join("") };
  });
  return tests.flatMap(({ name }, row) => {
    if (!empty?.differences[row] && !gold?.differences[row]) return [];
    return [{ name, empty: empty?.lettersOf(row) ?? "", gold: gold?.lettersOf(row) ?? "" }];
  });
}
