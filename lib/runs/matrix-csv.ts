import { formatCsvRow } from "#lib/exports/csv";
import { nameRun } from "#lib/runs/name-run";
import type { TaskMatrix } from "#lib/runs/task-matrix";
import { readTestStatus } from "#lib/runs/test-status";

/** The whole matrix: a line for each test, a column for each run. */
export function formatMatrixCsv({ runs, matrix }: TaskMatrix): string {
  const heads = runs.map((run) => `${nameRun(run)} (run ${run.id})`);
  const rows = matrix.tests.map(({ name, label, notes }, row) => [
    name,
    label,
    notes.join(" "),
    ...matrix.columns.map(({ statuses }) => readTestStatus(statuses[row] ?? "")),
  ]);
  return [["test", "label", "notes", ...heads], ...rows].map(formatCsvRow).join("");
}
