import { findDifferences, type TestMatrix } from "./test-matrix.ts";

export const matrixViews = ["all", "differs", "f2p", "p2p"] as const;
export type MatrixView = (typeof matrixViews)[number];

/** The rows of each view, in their order. */
export function listMatrixRows(matrix: TestMatrix): Readonly<Record<MatrixView, readonly number[]>> {
  const differences = findDifferences(matrix);
  const rowsWith = (isShown: (row: number) => boolean) => [...matrix.tests.keys()].filter(isShown);
  return {
    all: rowsWith(() => true),
    differs: rowsWith((row) => differences[row] === true),
    f2p: rowsWith((row) => matrix.tests[row]?.label === "F2P"),
    p2p: rowsWith((row) => matrix.tests[row]?.label === "P2P"),
  };
}

/** Those of the rows whose test has the text in its name, in upper or lower case. */
export function findMatrixRows({ tests }: TestMatrix, rows: readonly number[], text: string): readonly number[] {
  const wanted = text.toLowerCase();
  return wanted === "" ? rows : rows.filter((row) => tests[row]?.name.toLowerCase().includes(wanted));
}
