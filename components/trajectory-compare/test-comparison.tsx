import { FlaskConicalOff } from "lucide-react";
import type { ReactNode } from "react";
import { Notice } from "#components/ui/notice";
import { MatrixSection } from "#components/validation/matrix-section";
import type { ComparedMatrix } from "#lib/trajectories/compare-tests";

interface TestComparisonProps {
  /** Null where the sides have no task in common that the dataset has. */
  readonly taskId: number | null;
  readonly matrix: ComparedMatrix | null;
  readonly isOneTask: boolean;
  /** What runs the patches; null for those who may not. */
  readonly evaluate: ReactNode;
}

/** The tests of the task in our own runs of both final patches. */
export function TestComparison({ taskId, matrix, isOneTask, evaluate }: TestComparisonProps) {
  if (taskId === null || matrix === null || matrix.runs.length === 0) {
    return (
      <Notice icon={FlaskConicalOff} title="No tests to compare" actions={taskId === null ? null : evaluate}>
        {taskId !== null
          ? "Neither final patch was run here. Once they are, their tests stand here side by side."
          : isOneTask
            ? "The dataset has no task of this name, so the patches cannot be run."
            : "The two tasks have different tests."}
      </Notice>
    );
  }
  const { isOneRun, ...shown } = matrix;
  return (
    <div className="grid min-h-0 gap-2 overflow-y-auto p-4 lg:flex-1 lg:content-start">
      {isOneRun ? (
        <p className="text-[13px] text-muted">Both sides handed in the same patch; one run stands for both.</p>
      ) : matrix.runs.length === 1 ? (
        <div className="flex flex-wrap items-center gap-2 text-[13px] text-muted">
          Only one of the two final patches was run here. {evaluate}
        </div>
      ) : null}
      <MatrixSection taskId={taskId} quarantine={null} {...shown} />
    </div>
  );
}
