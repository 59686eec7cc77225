"use client";

import { useQueryStates } from "nuqs";
import { useDeferredValue, useMemo, useState } from "react";
import { CurrentTest } from "#components/validation/current-test";
import { MatrixGrid } from "#components/validation/matrix-grid";
import { MatrixLegend } from "#components/validation/matrix-legend";
import { MatrixToolbar } from "#components/validation/matrix-toolbar";
import type { QuarantineActions } from "#components/validation/quarantine-button";
import { findMatrixRows, listMatrixRows } from "#lib/core/run/matrix-rows";
import { matrixParsers } from "#lib/runs/matrix-params";
import type { TaskMatrix } from "#lib/runs/task-matrix";

export interface TestMatrixProps extends TaskMatrix {
  readonly taskId: number;
  /** Null for those who may not put a test in quarantine. */
  readonly quarantine: QuarantineActions | null;
}

/** A cell of the matrix, by its test, so that it stays the same one under another filter. */
export interface MatrixPlace {
  readonly test: string;
  readonly column: number;
}

/** Tests × runs: which test ended how in which run. What is shown stands in the URL. */
export function TestMatrix({ taskId, runs, matrix, hasMoreModels, quarantine }: TestMatrixProps) {
  const [{ show, find }, setParams] = useQueryStates(matrixParsers);
  const [place, setPlace] = useState<MatrixPlace | null>(null);
  const views = useMemo(() => listMatrixRows(matrix), [matrix]);
  const text = useDeferredValue(find);
  const rows = useMemo(() => findMatrixRows(matrix, views[show], text), [matrix, views, show, text]);
  const words = useMemo(() => (text === "" ? [] : [text]), [text]);
  const current = place && matrix.tests.find(({ name }) => name === place.test);
  return (
    <section aria-labelledby="test-matrix" className="grid min-w-0 grid-cols-1 gap-2">
      <MatrixToolbar
        counts={{ all: views.all.length, differs: views.differs.length, f2p: views.f2p.length, p2p: views.p2p.length }}
        shown={rows.length}
        show={show}
        find={find}
        onShow={(next) => setParams({ show: next }, { history: "push" })}
        onFind={(next) => setParams({ find: next || null })}
        csvHref={`/api/tasks/${taskId}/test-matrix`}
      />
      {rows.length === 0 ? (
        <NoRows isFiltered={matrix.tests.length > 0} hasText={find !== ""} show={show} />
      ) : (
        <MatrixGrid runs={runs} matrix={matrix} rows={rows} words={words} place={place} onPlace={setPlace} />
      )}
      {current ? <CurrentTest key={current.name} taskId={taskId} test={current} quarantine={quarantine} /> : null}
      <MatrixLegend />
      {hasMoreModels ? (
        <p className="text-[13px] text-muted">
          Only the newest models have a column; the runs of the others are on their own pages.
        </p>
      ) : null}
    </section>
  );
}

function NoRows({ isFiltered, hasText, show }: { isFiltered: boolean; hasText: boolean; show: string }) {
  const text = !isFiltered
    ? "No run has named a test yet."
    : hasText
      ? "No test of these has this in its name."
      : show === "differs"
        ? "Every run says the same of every test."
        : "No test is in this list.";
  return <p className="border px-3 py-6 text-center text-muted">{text}</p>;
}
