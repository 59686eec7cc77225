"use client";

import dynamic from "next/dynamic";
import { MatrixSkeleton } from "#components/validation/matrix-skeleton";
import type { TestMatrixProps } from "#components/validation/test-matrix";

const TestMatrix = dynamic(() => import("#components/validation/test-matrix").then((module) => module.TestMatrix), {
  ssr: false,
  loading: MatrixSkeleton,
});

/** The test matrix, loaded where it is shown; its room is kept free, so that nothing moves when it comes. */
export function MatrixSection(props: TestMatrixProps) {
  const gridPixels = 44 + props.matrix.tests.length * 28;
  return (
    <div style={{ minHeight: `calc(min(${gridPixels}px, 65vh) + 64px)` }}>
      <TestMatrix {...props} />
    </div>
  );
}
