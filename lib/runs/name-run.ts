import type { MatrixRun } from "#lib/runs/task-matrix";

/** `empty 1`, `gold 2`, or the model whose patch it has. */
export function nameRun({ kind, repeat, model }: Pick<MatrixRun, "kind" | "repeat" | "model">): string {
  return kind === "model" ? (model ?? "model") : `${kind} ${repeat}`;
}
